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
    /// <param name="forLeaders">Whether with everybody, also those who wait.</param>
    /// <param name="group">Of which group, for members: of others they see nothing while groups are open.</param>
    /// <param name="only">Who alone reads it; null: several.</param>
    /// <returns>The state.</returns>
    public static CallState State(this StoredCall call, VideoSessionId id, long rev, bool forLeaders, int group, PersonId? only = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        bool Sees(Seat seat) => forLeaders || CallGroups.Now(call, seat) == group;
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
            Seats = Seats(call, CallPlace.Inside, Sees, forLeaders),
            Hands = [.. call.Hands.Where(h => call.Inside(h) is { } seat && Sees(seat))],
            Waiting = forLeaders ? Seats(call, CallPlace.Waiting, static _ => true, forLeaders) : null,
            Groups = call.Groups is { } groups && (forLeaders || groups.Open)
                ? new GroupsState(groups.Count, groups.Open, groups.EndsAt is { } ends ? At(ends) : null, groups.Message)
                : null,
            Poll = CallPolls.State(call, forLeaders, only),
            Board = CallBoard.State(call),
            Spotlight = call.Spotlight is { } shown && call.Inside(shown) is { } spot && Sees(spot) ? shown : null,
        };
    }

    private static List<SeatState> Seats(StoredCall call, CallPlace place, Func<Seat, bool> sees, bool forLeaders) =>
    [
        .. call.Seats.Where(s => s.Value.Place == place && sees(s.Value)).OrderBy(static s => s.Value.Since).ThenBy(static s => s.Key.Value).Select(s => new SeatState
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
            SendsAs = s.Value.Sends?.Number ?? 0,
            SharesAs = s.Value.Shares?.Number ?? 0,
            Group = forLeaders ? s.Value.Group : CallGroups.Now(call, s.Value),
            Moves = s.Value.Moves,
            MayHelp = forLeaders && CallLead.MayHelp(s.Value),
        }),
    ];

    private static DateTimeOffset At(long unixMs) => DateTimeOffset.FromUnixTimeMilliseconds(unixMs);
}
