using Sferum.People;

namespace Sferum.Calls;

/// <summary>A stored session as it is looked at.</summary>
public static class CallView
{
    private const CallLocks WithoutLeader = CallLocks.Microphones | CallLocks.Chat;

    /// <summary>What is locked now: what the leaders have locked, and microphones and chat while nobody leads.</summary>
    /// <param name="call">The session.</param>
    /// <returns>The locks.</returns>
    public static CallLocks LocksNow(this StoredCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.EndedAt is not null ? CallLocks.None : call.LeaderlessSince is null ? call.Locks : call.Locks | WithoutLeader;
    }

    /// <summary>How many stand somewhere.</summary>
    /// <param name="call">The session.</param>
    /// <param name="place">Where.</param>
    /// <returns>The number.</returns>
    public static int Count(this StoredCall call, CallPlace place)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Seats.Values.Count(s => s.Place == place);
    }

    /// <summary>A person's seat, if the person is in.</summary>
    /// <param name="call">The session.</param>
    /// <param name="person">Who.</param>
    /// <returns>The seat; null when not in.</returns>
    public static Seat? Inside(this StoredCall call, PersonId person)
    {
        ArgumentNullException.ThrowIfNull(call);
        return call.Seats.GetValueOrDefault(person) is { Place: CallPlace.Inside } seat ? seat : null;
    }

    /// <summary>The session as participants see it.</summary>
    /// <param name="call">The session.</param>
    /// <param name="id">Its id.</param>
    /// <param name="rev">Its revision.</param>
    /// <param name="forLeaders">Whether with those who wait.</param>
    /// <returns>The state.</returns>
    public static CallState State(this StoredCall call, VideoSessionId id, long rev, bool forLeaders)
    {
        ArgumentNullException.ThrowIfNull(call);
        return new CallState
        {
            Id = id,
            Rev = rev,
            Chat = call.Chat,
            Title = call.Title,
            StartedAt = At(call.StartedAt),
            EndedAt = call.EndedAt is { } ended ? At(ended) : null,
            Epoch = call.Epoch,
            HasMedia = call.Node is not null,
            Locks = call.LocksNow(),
            Lobby = call.Lobby,
            Closed = call.Closed,
            EndsAt = call.LeaderlessSince is { } since ? At(since) + CallLimits.Grace : null,
            Seats = Seats(call, CallPlace.Inside),
            Hands = [.. call.Hands],
            Waiting = forLeaders ? Seats(call, CallPlace.Waiting) : null,
        };
    }

    private static List<SeatState> Seats(StoredCall call, CallPlace place) =>
    [
        .. call.Seats.Where(s => s.Value.Place == place).OrderBy(static s => s.Value.Since).ThenBy(static s => s.Key.Value).Select(s => new SeatState
        {
            Person = s.Key,
            Name = s.Value.Name,
            Role = s.Value.Role,
            Since = At(s.Value.Since),
            Away = s.Value.AwaySince is not null,
            Microphone = s.Value.Microphone,
            Camera = s.Value.Camera,
            Sends = s.Value.Sends is { IsUp: true } sends && sends.Epoch == call.Epoch,
            Shares = s.Value.Shares is { IsUp: true } shares && shares.Epoch == call.Epoch,
        }),
    ];

    private static DateTimeOffset At(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
}
