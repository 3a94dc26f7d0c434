using Sferum.People;

namespace Sferum.Push;

/// <summary>Which browsers want notifications, and when they are not to be woken. A subscription lives as long as its session.</summary>
public interface IPushSubscriptions
{
    /// <summary>The browser of the caller's session wants notifications, at this place from now on.</summary>
    /// <returns>When it is stored; a session has one.</returns>
    ValueTask Subscribe(Caller caller, PushTarget target, CancellationToken cancel);

    /// <summary>It wants none any more.</summary>
    ValueTask Unsubscribe(Caller caller, CancellationToken cancel);

    /// <summary>What is so for the caller's session.</summary>
    ValueTask<PushState> State(Caller caller, CancellationToken cancel);

    /// <summary>The caller's own quiet hours; null: none.</summary>
    ValueTask Rest(Caller caller, QuietHours? hours, CancellationToken cancel);

    /// <summary>The quiet hours of the caller's school, in the school's zone, for all its people; null: none. An act, in the record.</summary>
    /// <returns>When it is stored, or why not.</returns>
    ValueTask<Outcome<Unit>> RestSchool(Caller caller, (int From, int To)? hours, CancellationToken cancel);
}

/// <summary>What is so for a session.</summary>
/// <param name="IsSubscribed">Its browser wants notifications.</param>
/// <param name="Own">The person's quiet hours.</param>
/// <param name="Schools">Those of the school in which it acts.</param>
public sealed record PushState(bool IsSubscribed, QuietHours? Own, QuietHours? Schools);
