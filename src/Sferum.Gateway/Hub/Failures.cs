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
        // Other rejections never reached the actor; a silo that became unavailable may have died after the commit.
        SiloUnavailableException when changes => Refusals.OutcomeUnknown,
        GatewayTooBusyException or OrleansMessageRejectionException => Refusals.Unavailable,
        _ => changes ? Refusals.OutcomeUnknown : Refusals.Unavailable,
    };

    /// <summary>What came of two tries of one request: when nobody knows about the first, "later" to the second says nothing about it.</summary>
    public static Outcome<T> Of<T>(Refusal first, Outcome<T> second) =>
        first.Code == Refusals.OutcomeUnknown.Code && second.IsRefused(out var refusal) && refusal.RetryAfterMs is not null ? first : second;

    /// <summary>Whether something that the server depends on is away; everything else is a bug and is logged as one.</summary>
    public static bool IsOutage(Exception error) =>
        error is TimeoutException or DbException or OperationCanceledException or OrleansException or ObjectDisposedException;
}
