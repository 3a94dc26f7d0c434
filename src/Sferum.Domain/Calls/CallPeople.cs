using Sferum.People;
using Sferum.Policy;

namespace Sferum.Calls;

/// <summary>How people come, wait, go and come back.</summary>
public static class CallPeople
{
    /// <summary>Somebody wants to come in, or comes back.</summary>
    /// <param name="call">The session.</param>
    /// <param name="who">Who, as the chat knows the person.</param>
    /// <param name="leads">Whether the person may start sessions in this chat.</param>
    /// <param name="listens">Whether the person may only listen, for want of a consent.</param>
    /// <param name="command">How.</param>
    /// <param name="now">When.</param>
    /// <param name="turn">What follows.</param>
    /// <param name="direct">Whether there is no media server, and browsers are connected with each other.</param>
    /// <returns>Why not; null when the person is in or waits.</returns>
    public static Refusal? Enter(
        StoredCall call, PersonName who, bool leads, bool listens, JoinCall command, DateTimeOffset now, CallTurn turn, bool direct = false)
    {
        ArgumentNullException.ThrowIfNull(call);
        if (MayCome(call, who.Id, leads) is { } refusal)
        {
            return refusal;
        }

        var seat = call.Seats.GetValueOrDefault(who.Id);
        if (seat is null && call.Seats.Count >= CallLimits.Remembered)
        {
            return Refusals.CallFull;
        }

        var role = RoleOf(seat, leads);
        var place = Place(call, seat, role);
        if (seat?.Place != place && Full(call, place, direct) is { } full)
        {
            return full;
        }

        call.Seats[who.Id] = seat ??= new Seat();
        if (seat.Place == CallPlace.Outside || seat.Place != place)
        {
            seat.Since = now.ToUnixTimeMilliseconds();
        }

        var wasIn = seat.Place == CallPlace.Inside;
        if (!command.Resume)
        {
            CloseLegs(seat, turn);
        }

        (seat.Name, seat.Role, seat.Place, seat.AwaySince, seat.Listens) = (who.Name, role, place, null, listens);
        (seat.Gateway, seat.Line, seat.InChat) = (command.Line.Gateway, command.Line.Line, who.Role);
        seat.Microphone = command.Microphone && MaySpeak(call, seat) && (wasIn ? seat.Microphone || role > CallRole.Member : true);
        seat.Camera = command.Camera && MayShow(call, seat);
        if (place == CallPlace.Inside)
        {
            seat.Admitted = true;
            turn.Apply(who.Id);
            if (!wasIn)
            {
                turn.Come(who.Id);
            }
        }

        See(call, now, turn);
        return null;
    }

    /// <summary>Whether somebody who may be in the session at all would come in, or wait, by joining now; a session that is full is found out at the door.</summary>
    /// <param name="call">The session.</param>
    /// <param name="person">Who.</param>
    /// <param name="leads">Whether the person may start sessions in this chat.</param>
    /// <returns>Why not; null when so.</returns>
    public static Refusal? MayCome(StoredCall call, PersonId person, bool leads)
    {
        ArgumentNullException.ThrowIfNull(call);
        var seat = call.Seats.GetValueOrDefault(person);
        return call.EndedAt is not null ? Refusals.CallEnded
            : seat is { Blocked: true } && !leads ? Refusals.CallBlocked
            : Place(call, seat, RoleOf(seat, leads)) == CallPlace.Outside ? Refusals.CallClosed
            : null;
    }

    /// <summary>Somebody goes, or is taken out.</summary>
    /// <param name="call">The session.</param>
    /// <param name="person">Who.</param>
    /// <param name="now">When.</param>
    /// <param name="turn">What follows.</param>
    public static void Leave(StoredCall call, PersonId person, DateTimeOffset now, CallTurn turn)
    {
        if (!call.Seats.TryGetValue(person, out var seat) || seat.Place == CallPlace.Outside)
        {
            return;
        }

        if (seat.Place == CallPlace.Inside)
        {
            turn.Go(person, seat.AwaySince ?? now.ToUnixTimeMilliseconds());
        }

        CloseLegs(seat, turn);
        call.Hands.Remove(person);
        CallSpotlight.Forget(call, person);
        (seat.Place, seat.Since, seat.AwaySince, seat.Microphone, seat.Camera) = (CallPlace.Outside, now.ToUnixTimeMilliseconds(), null, false, false);
        See(call, now, turn);
    }

    /// <summary>Somebody's line is gone: the seat is kept for a while, what is heard and seen of the person goes on as long as media flows.</summary>
    /// <param name="call">The session.</param>
    /// <param name="person">Who.</param>
    /// <param name="line">Which line; another one of the person goes on.</param>
    /// <param name="now">When.</param>
    /// <param name="turn">What follows.</param>
    /// <returns>Whether anything has changed.</returns>
    public static bool Lose(StoredCall call, PersonId person, string line, DateTimeOffset now, CallTurn turn)
    {
        if (!call.Seats.TryGetValue(person, out var seat) || seat.Place == CallPlace.Outside || seat.Line != line || seat.AwaySince is not null)
        {
            return false;
        }

        seat.AwaySince = now.ToUnixTimeMilliseconds();
        See(call, now, turn);
        return true;
    }

    /// <summary>A line that was thought to be gone is there.</summary>
    /// <param name="call">The session.</param>
    /// <param name="person">Whose.</param>
    /// <param name="now">When.</param>
    /// <param name="turn">What follows.</param>
    /// <returns>Whether anything has changed.</returns>
    public static bool Find(StoredCall call, PersonId person, DateTimeOffset now, CallTurn turn)
    {
        if (!call.Seats.TryGetValue(person, out var seat) || seat.AwaySince is null)
        {
            return false;
        }

        seat.AwaySince = null;
        See(call, now, turn);
        return true;
    }

    /// <summary>Somebody's place in the session's chat may have changed.</summary>
    /// <param name="call">The session.</param>
    /// <param name="person">Whose.</param>
    /// <param name="place">The place now; null: none any more.</param>
    /// <param name="now">When.</param>
    /// <param name="turn">What follows.</param>
    public static void Recheck(StoredCall call, PersonId person, ChatPlace? place, DateTimeOffset now, CallTurn turn)
    {
        if (!call.Seats.TryGetValue(person, out var seat))
        {
            return;
        }

        if (place is null || !PolicyTable.Allows(Operation.JoinCall, place.Role, place.Kind))
        {
            (seat.Admitted, seat.Role) = (false, CallRole.Member);
            turn.Tell(person, CallNote.LeftChat);
            Leave(call, person, now, turn);
            return;
        }

        var helps = seat.Role == CallRole.CoLeader && (place.Role & Role.Staff) != 0;
        seat.Role = PolicyTable.Allows(Operation.StartCall, place.Role, place.Kind) ? CallRole.Leader : helps ? CallRole.CoLeader : CallRole.Member;
        (seat.Listens, seat.InChat) = (place.Limited, place.Role);
        Obey(call, person, seat, turn);
        See(call, now, turn);
    }

    /// <summary>What time alone changes: seats that were kept long enough, a session without leaders or without anybody.</summary>
    /// <param name="call">The session.</param>
    /// <param name="now">When.</param>
    /// <param name="turn">What follows.</param>
    /// <returns>Whether anything has changed.</returns>
    public static bool Pass(StoredCall call, DateTimeOffset now, CallTurn turn)
    {
        if (call.EndedAt is not null)
        {
            return false;
        }

        var at = now.ToUnixTimeMilliseconds();
        var over = call.Seats.Where(s => s.Value.AwaySince is { } since && at - since >= CallLimits.SeatKept.TotalMilliseconds).Select(static s => s.Key).ToList();
        over.ForEach(p => Leave(call, p, now, turn));
        var calledBack = CallGroups.Pass(call, at, turn);
        if (at - call.LeaderlessSince >= CallLimits.Grace.TotalMilliseconds || at - call.EmptySince >= CallLimits.Empty.TotalMilliseconds)
        {
            End(call, now, turn);
        }

        return over.Count > 0 || calledBack || turn.Ends;
    }

    /// <summary>Ends the session for all.</summary>
    /// <param name="call">The session.</param>
    /// <param name="now">When.</param>
    /// <param name="turn">What follows.</param>
    public static void End(StoredCall call, DateTimeOffset now, CallTurn turn)
    {
        foreach (var (person, seat) in call.Seats.Where(static s => s.Value.Place != CallPlace.Outside).ToList())
        {
            turn.Tell(person, CallNote.Ended);
            if (seat.Place == CallPlace.Inside)
            {
                turn.Go(person, seat.AwaySince ?? now.ToUnixTimeMilliseconds());
            }

            CloseLegs(seat, turn);
            (seat.Place, seat.AwaySince) = (CallPlace.Outside, null);
        }

        call.Hands.Clear();
        call.Spotlight = null;
        call.EndedAt = now.ToUnixTimeMilliseconds();
        (turn.Ends, turn.ChatChanged) = (true, true);
    }

    /// <summary>Whether somebody may speak now.</summary>
    /// <param name="call">The session.</param>
    /// <param name="seat">Whose seat.</param>
    /// <returns>False while microphones are locked for the person.</returns>
    public static bool MaySpeak(StoredCall call, Seat seat)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(seat);
        return !seat.Listens && (seat.Role > CallRole.Member || !call.LocksNow().HasFlag(CallLocks.Microphones));
    }

    /// <summary>Whether somebody may show the camera now.</summary>
    /// <param name="call">The session.</param>
    /// <param name="seat">Whose seat.</param>
    /// <returns>False while cameras are locked for the person.</returns>
    public static bool MayShow(StoredCall call, Seat seat)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(seat);
        return !seat.Listens && (seat.Role > CallRole.Member || !call.LocksNow().HasFlag(CallLocks.Cameras));
    }

    /// <summary>Looks whether anybody leads and whether anybody is there: the moment nobody leads, microphones and chat are locked.</summary>
    internal static void See(StoredCall call, DateTimeOffset now, CallTurn turn)
    {
        var at = now.ToUnixTimeMilliseconds();
        var held = call.LocksNow().HasFlag(CallLocks.Chat);
        var leads = call.Seats.Values.Any(static s => s is { Place: CallPlace.Inside, AwaySince: null, Role: CallRole.Leader });
        if (leads)
        {
            if (call.LeaderlessSince is not null)
            {
                call.LeaderlessSince = null;
                AdmitWaiting(call, turn);
            }
        }
        else if (call.LeaderlessSince is null)
        {
            call.LeaderlessSince = at;
            Silence(call, turn);
        }

        call.EmptySince = call.Seats.Values.Any(static s => s.Place == CallPlace.Inside) ? null : call.EmptySince ?? at;
        turn.ChatChanged |= held != call.LocksNow().HasFlag(CallLocks.Chat);
    }

    /// <summary>Switches every member's microphone off. Nobody's is ever switched on by another.</summary>
    internal static void Silence(StoredCall call, CallTurn turn)
    {
        foreach (var (person, seat) in call.Seats)
        {
            if (seat is { Place: CallPlace.Inside, Role: CallRole.Member, Microphone: true })
            {
                seat.Microphone = false;
                turn.Apply(person);
                turn.Tell(person, CallNote.Muted);
            }
        }
    }

    /// <summary>Lets those in who wait for nothing any more: nobody led, or there was a lobby.</summary>
    internal static void AdmitWaiting(StoredCall call, CallTurn turn)
    {
        foreach (var (person, seat) in call.Seats)
        {
            if (seat.Place == CallPlace.Waiting && !call.Closed && (!call.Lobby || seat.Admitted))
            {
                seat.Admitted = true;
                turn.Tell(person, CallNote.Admitted);
            }
        }
    }

    /// <summary>Switches off what is locked for somebody.</summary>
    internal static void Obey(StoredCall call, PersonId person, Seat seat, CallTurn turn)
    {
        if (seat.Microphone && !MaySpeak(call, seat))
        {
            seat.Microphone = false;
            turn.Tell(person, CallNote.Muted);
            turn.Apply(person);
        }

        if (seat.Camera && !MayShow(call, seat))
        {
            seat.Camera = false;
            turn.Tell(person, CallNote.CameraStopped);
            turn.Apply(person);
        }
    }

    internal static void CloseLegs(Seat seat, CallTurn turn)
    {
        seat.Tenure++;
        turn.Close(seat.Sends);
        turn.Close(seat.Shares);
        turn.Close(seat.Receives);
        (seat.Sends, seat.Shares, seat.Receives) = (null, null, null);
    }

    private static CallRole RoleOf(Seat? seat, bool leads) =>
        leads ? CallRole.Leader : seat?.Role == CallRole.CoLeader ? CallRole.CoLeader : CallRole.Member;

    private static Refusal? Full(StoredCall call, CallPlace place, bool direct) => place switch
    {
        CallPlace.Inside when direct => call.Count(place) >= CallLimits.Direct ? Refusals.CallForTwo : null,
        CallPlace.Inside => call.Count(place) >= CallLimits.Inside ? Refusals.CallFull : null,
        _ => call.Count(place) >= CallLimits.Waiting ? Refusals.CallFull : null,
    };

    /// <summary>Leaders come in always; who is in stays; others by lobby and lock. While nobody leads, nobody new comes in.</summary>
    private static CallPlace Place(StoredCall call, Seat? seat, CallRole role) =>
        role > CallRole.Member || seat?.Place == CallPlace.Inside ? CallPlace.Inside
        : call.Closed ? CallPlace.Outside
        : call.LeaderlessSince is not null || (call.Lobby && seat is not { Admitted: true }) ? CallPlace.Waiting
        : CallPlace.Inside;
}
