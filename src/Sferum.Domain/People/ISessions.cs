using Sferum.Schools;

namespace Sferum.People;

/// <summary>Sessions and their families of refresh tokens.</summary>
public interface ISessions
{
    /// <summary>Begins a session without a code (demonstration only).</summary>
    /// <param name="person">Whose.</param>
    /// <param name="session">The session.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>False when there is no such person.</returns>
    ValueTask<bool> Begin(PersonId person, NewSession session, CancellationToken cancel);

    /// <summary>
    /// Exchanges a refresh token for its successor, by compare-and-set in one transaction: of parallel calls with one token exactly one brings
    /// its own successor in, the others find it. A token used longer ago than the grace, by another exchange than the one that is repeated, ends its
    /// session; older tokens need not be kept to be known: whatever was issued for a live session and is neither its token nor the one before was used long ago.
    /// </summary>
    /// <param name="rotation">What to do.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>What came of it.</returns>
    ValueTask<Rotated> Rotate(Rotation rotation, CancellationToken cancel);

    /// <summary>Lets a session act in another place.</summary>
    /// <param name="session">The session.</param>
    /// <param name="school">The place; null for the whole deployment.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is stored.</returns>
    ValueTask Move(SessionId session, SchoolId? school, CancellationToken cancel);

    /// <summary>A person's live sessions, the latest used first; at most 100.</summary>
    /// <param name="person">The person.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The sessions.</returns>
    ValueTask<IReadOnlyList<SessionLine>> List(PersonId person, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Ends a session of this person.</summary>
    /// <param name="person">Whose it must be.</param>
    /// <param name="session">The session.</param>
    /// <param name="reason"><c>revoked</c>, <c>replayed</c> or <c>signed_out</c>.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>False when it is not this person's, unknown, or ended already.</returns>
    ValueTask<bool> End(PersonId person, SessionId session, string reason, DateTimeOffset at, CancellationToken cancel);

    /// <summary>Ends all sessions of the caller, and leaves a note of it.</summary>
    /// <param name="caller">Whose.</param>
    /// <param name="exceptThis">Whether the caller's own stays.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Those that have ended by it.</returns>
    ValueTask<IReadOnlyList<SessionId>> EndAll(Caller caller, bool exceptThis, CancellationToken cancel);

    /// <summary>Which of these sessions are over: ended, too old, or never begun.</summary>
    /// <param name="sessions">At most 1,000.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Those that are over.</returns>
    ValueTask<IReadOnlyList<SessionId>> Over(IReadOnlyList<SessionId> sessions, DateTimeOffset at, CancellationToken cancel);

    /// <summary>What tokens say, held against the tables: whether their sessions live, and what is so of them now. One query.</summary>
    /// <param name="callers">What the tokens say; at most 1,000.</param>
    /// <param name="at">Now.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>What is so now, in the order of the callers; null for a session that is over.</returns>
    ValueTask<IReadOnlyList<SessionNow?>> Now(IReadOnlyList<Caller> callers, DateTimeOffset at, CancellationToken cancel);
}

/// <summary>What is so of a session now.</summary>
/// <param name="Roles">The roles held where its token says that it acts; of somebody who had none anywhere, the roles held anywhere.</param>
/// <param name="LacksFactor">Whether some role of the person demands a second factor that the session has not shown.</param>
/// <param name="MustAccept">Whether a regulation that the school requires waits to be accepted.</param>
public sealed record SessionNow(Role Roles, bool LacksFactor, bool MustAccept);

/// <summary>A session to begin.</summary>
public sealed record NewSession
{
    public required SessionId Id { get; init; }

    /// <summary>Where it acts; null for the whole deployment, or when it is not known yet.</summary>
    public SchoolId? School { get; init; }

    /// <summary>What its list calls it.</summary>
    public required string Device { get; init; }

    /// <summary>Hash of what the device is known by; null when it did not say.</summary>
    public byte[]? DeviceHash { get; init; }

    /// <summary>Hash of its first refresh token.</summary>
    public required byte[] TokenHash { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>When the first refresh token goes stale.</summary>
    public required DateTimeOffset TokenExpiresAt { get; init; }
}

/// <summary>A refresh token to be exchanged.</summary>
public sealed record Rotation
{
    /// <summary>The session that the token names; the token is known to be one that was issued for it.</summary>
    public required SessionId Session { get; init; }

    /// <summary>Hash of the token that was shown.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>Hash of the successor, if it comes to that.</summary>
    public required byte[] SuccessorHash { get; init; }

    /// <summary>The successor, sealed: given again within the grace, and to the same exchange.</summary>
    public required byte[] SuccessorSealed { get; init; }

    /// <summary>Hash of the name that the device gave to this exchange; null when it gave none.</summary>
    public byte[]? ExchangeHash { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Whether the session is to act elsewhere from now on; refused when the person has no place there.</summary>
    public bool Moves { get; init; }

    /// <summary>Where, if it moves; null for the whole deployment.</summary>
    public SchoolId? School { get; init; }
}

/// <summary>What came of showing a refresh token.</summary>
public abstract record Rotated
{
    private Rotated() { }

    /// <summary>The successor is in force.</summary>
    public sealed record Fresh(PersonId Person, SessionId Session, SchoolId? School, bool HasShownFactor = false) : Rotated;

    /// <summary>The token was used a moment ago (two tabs), or by the same exchange (a lost answer): here is the same successor.</summary>
    public sealed record Again(PersonId Person, SessionId Session, SchoolId? School, byte[] SuccessorSealed, bool HasShownFactor = false) : Rotated;

    /// <summary>The token was used long ago: somebody has a copy. The session has ended by this call.</summary>
    public sealed record Replayed(PersonId Person, SessionId Session) : Rotated;

    /// <summary>A stale token, or an ended session.</summary>
    public sealed record Over : Rotated;

    /// <summary>The person has no place where the session wanted to go; nothing has changed.</summary>
    public sealed record NoPlace : Rotated;
}

/// <summary>A line of the list of sessions.</summary>
public sealed record SessionLine(SessionId Id, string Device, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, bool NewDevice = false);
