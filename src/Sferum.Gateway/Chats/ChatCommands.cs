using Microsoft.Extensions.Logging;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Chats;

/// <summary>Commands on their way to a chat's actor. A chat that is not the caller's is never called: a random id wakes nobody.</summary>
internal sealed class ChatCommands(IClusterClient cluster, ChatDoor door, LocalRooms rooms, TimeProvider clock, ILogger<ChatCommands> log)
{
    private static readonly TimeSpan RetryWithin = TimeSpan.FromSeconds(4);

    /// <summary>A command that is placed in the chat's log.</summary>
    public async Task<Answer<Placed>> Place<T>(
        LocalConnection connection, Guid? chat, T? command, Func<IChatGrain, Caller, T, ValueTask<Outcome<Placement>>> call)
        where T : class => connection.Answer(await Call(connection, chat, command, call), ChatWire.Placed);

    /// <summary>A command that has nothing to say but that it is done.</summary>
    public async Task<Answer<Done>> Do<T>(LocalConnection connection, Guid? chat, T? command, Func<IChatGrain, Caller, T, ValueTask<Outcome<Unit>>> call)
        where T : class => connection.Answer(await Call(connection, chat, command, call), static _ => Done.Instance);

    public async Task MarkRead(LocalConnection connection, MarkReadRequest? request)
    {
        if (request is { Number: > 0 } && await door.IsMember(connection, new ChatId(request.ChatId)))
        {
            await cluster.GetGrain<IChatGrain>(request.ChatId).MarkRead(connection.Caller, request.Number);
        }
    }

    public async Task Typing(LocalConnection connection, TypingRequest? request)
    {
        if (request is not null && await door.IsMember(connection, new ChatId(request.ChatId)))
        {
            await cluster.GetGrain<IChatGrain>(request.ChatId).Typing(connection.Caller);
        }
    }

    public async Task<Answer<Done>> Watch(LocalConnection connection, WatchRequest? request)
    {
        if (request is null)
        {
            return connection.Answer<Done>(Refusals.Malformed);
        }

        if (rooms.Find(new ChatId(request.ChatId)) is not { } room || !connection.IsIn(room))
        {
            return connection.Answer<Done>(Refusals.NotFound);
        }

        var sees = request.On && await door.SeesPresence(connection, room.Chat);
        room.Watch(connection, sees);
        if (sees)
        {
            await cluster.GetGrain<IChatGrain>(request.ChatId).Watch(connection.Caller);
        }

        return new Answer<Done>(Done.Instance, null);
    }

    private async Task<Outcome<TOut>> Call<TIn, TOut>(
        LocalConnection connection, Guid? chat, TIn? command, Func<IChatGrain, Caller, TIn, ValueTask<Outcome<TOut>>> call)
        where TIn : class
    {
        if (chat is not { } id || command is null)
        {
            return Refusals.Malformed;
        }

        if (!await door.IsMember(connection, new ChatId(id)))
        {
            return Refusals.NotFound;
        }

        var began = clock.GetTimestamp();
        var outcome = await Once(connection.Caller, id, command, call);
        if (outcome.IsRefused(out var refusal) && IsWorthAnotherTry(refusal) && clock.GetElapsedTime(began) < RetryWithin)
        {
            // A rival activation or a lost silo: the same request once more, after the cluster had a moment to agree. The request id makes it safe.
            await Task.Delay(TimeSpan.FromMilliseconds(30 + Random.Shared.Next(90)), clock);
            outcome = Failures.Of(refusal, await Once(connection.Caller, id, command, call));
        }

        return outcome;
    }

    private async Task<Outcome<TOut>> Once<TIn, TOut>(Caller caller, Guid chat, TIn command, Func<IChatGrain, Caller, TIn, ValueTask<Outcome<TOut>>> call)
    {
        try
        {
            return await call(cluster.GetGrain<IChatGrain>(chat), caller, command);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            log.CommandFailed(error, Failures.IsOutage(error) ? LogLevel.Warning : LogLevel.Error, typeof(TIn).Name);
            return Failures.Refusal(error, changes: true);
        }
    }

    private static bool IsWorthAnotherTry(Refusal refusal) => refusal.Code == Refusals.OutcomeUnknown.Code || refusal.Code == Refusals.Unavailable.Code;
}
