using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Sferum.Chats;
using Sferum.Live;
using Sferum.Policy;

namespace Sferum;

/// <summary>
/// Stands before every hub method: one that names no operation is denied, a connection and its person have their shares of calls, and what goes wrong is told as a typed
/// refusal instead of an exception.
/// </summary>
internal sealed class HubGuard(PersonLimits limits, ILogger<HubGuard> log) : IHubFilter
{
    private static readonly ConcurrentDictionary<MethodInfo, Operation?> Operations = new();
    private static readonly HashSet<string> Signals = new(StringComparer.Ordinal) { HubNames.Methods.MarkRead, HubNames.Methods.Typing };

    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext context, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var connection = LocalConnection.Of(context.Context.Items);
        if (connection is null || connection.Ended)
        {
            return new Answer<Done>(null, (connection?.Language ?? Http.Language.Russian).Words(Refusals.SignInNeeded));
        }

        var method = context.HubMethod;
        if ((Check(connection, method) ?? (Signals.Contains(method.Name) ? null : await limits.Take(connection, Cost(method.Name)))) is { } refusal)
        {
            return Answer(connection, context.HubMethod, refusal);
        }

        try
        {
            return await next(context);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            var level = context.Context.ConnectionAborted.IsCancellationRequested ? LogLevel.Debug : Failures.IsOutage(error) ? LogLevel.Warning : LogLevel.Error;
            log.MethodFailed(error, level, context.HubMethodName);
            return Answer(connection, context.HubMethod, Failures.Refusal(error, changes: false));
        }
    }

    private static Refusal? Check(LocalConnection connection, MethodInfo method)
    {
        var operation = Operations.GetOrAdd(method, static m => m.GetCustomAttribute<OperationAttribute>()?.Operation);
        if (operation is not { } named || !PolicyTable.Knows(named) || (!PolicyTable.IsInChat(named) && !PolicyTable.Allows(named, connection.Caller.Roles)))
        {
            return Refusals.Denied;
        }

        if (connection.Token.NeedsFactor && !PolicyTable.AllowsWithoutFactor(named))
        {
            return Refusals.FactorNeeded;
        }

        if (connection.Token.MustAccept && !PolicyTable.IsOpenBeforeAcceptance(named))
        {
            return Refusals.RegulationAcceptanceNeeded;
        }

        var share = Signals.Contains(method.Name) ? connection.Signals : connection.Commands;
        return share.TryTake(Cost(method.Name), out var wait)
            ? null
            : Refusals.TooMany with { RetryAfterMs = Math.Max(50, (int)Math.Ceiling(wait.TotalMilliseconds)) };
    }

    /// <summary>The list of all chats and what was missed is the dearest thing that can be asked for.</summary>
    private static int Cost(string method) => method == HubNames.Methods.Resume ? 5 : 1;

    /// <summary>A method without an answer is refused in silence.</summary>
    private static Answer<Done>? Answer(LocalConnection connection, MethodInfo method, Refusal refusal) =>
        method.ReturnType == typeof(Task) ? null : connection.Answer<Done>(refusal);
}
