using System.Data.Common;
using Orleans.Runtime;

namespace Sferum;

/// <summary>What an outage is called towards clients. Everything here may be tried again.</summary>
internal static class Failures
{
    /// <summary>The refusal for a failed call.</summary>
    /// <param name="error">What happened.</param>
    /// <param name="changes">Whether the call may have changed something: then nobody knows whether it did.</param>
    public static Refusal Refusal(Exception error, bool changes) => error switch
    {
        // The call never reached the actor.
        SiloUnavailableException or GatewayTooBusyException => Refusals.Unavailable,
        OrleansMessageRejectionException => Refusals.Unavailable,
        _ => changes ? Refusals.OutcomeUnknown : Refusals.Unavailable,
    };

    /// <summary>Whether something that the server depends on is away; everything else is a bug and is logged as one.</summary>
    public static bool IsOutage(Exception error) =>
        error is TimeoutException or DbException or OperationCanceledException or OrleansException or ObjectDisposedException;
}
