using Sferum.People;

namespace Sferum.Calls;

/// <summary>What leaders do, and what people change of themselves.</summary>
public static class CallLead
{
    private static readonly CallAct[] AboutAll =
        [CallAct.Admit, CallAct.Mute, CallAct.LowerHand, CallAct.Lock, CallAct.Lobby, CallAct.Close, CallAct.End];

    private static readonly CallAct[] AboutOne =
    [
        CallAct.Admit, CallAct.Deny, CallAct.SendToLobby, CallAct.Remove, CallAct.Block, CallAct.Mute, CallAct.StopCamera, CallAct.StopShare,
        CallAct.AskToUnmute, CallAct.LowerHand, CallAct.CoLead,
    ];

    /// <summary>Whether somebody may do an act. Changes nothing.</summary>
    /// <param name="call">The session.</param>
    /// <param name="by">Who.</param>
    /// <param name="command">What.</param>
    /// <returns>Why not; null when so.</returns>
    public static Refusal? May(StoredCall call, PersonId by, LeadCall command)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(command);
        if (call.EndedAt is not null)
        {
            return Refusals.CallEnded;
        }

        if (call.Inside(by) is not { } own)
        {
            return Refusals.NotInCall;
        }

        if (own.Role == CallRole.Member || (own.Role != CallRole.Leader && command.Act is CallAct.CoLead or CallAct.End))
        {
            return Refusals.NotLeading;
        }

        return command.Act switch
        {
            CallAct.Spotlight => CallSpotlight.May(call, command),
            CallAct.PrepareGroups or CallAct.MoveToGroup or CallAct.OpenGroups or CallAct.TellGroups => CallGroups.May(call, own, command),
            CallAct.AskPoll or CallAct.ShowPoll or CallAct.ClosePoll => CallPolls.May(call, command),
            CallAct.OpenBoard or CallAct.ClearBoard or CallAct.ShowPicture => CallBoard.May(call, command),
            _ => MayTo(call, own, command),
        };
    }

    private static Refusal? MayTo(StoredCall call, Seat own, LeadCall command)
    {
        if (command.Person is not { } person)
        {
            return AboutAll.Contains(command.Act) && (command.Act != CallAct.Lock || command.Locks != CallLocks.None) ? null : Refusals.Malformed;
        }

        if (!AboutOne.Contains(command.Act))
        {
            return Refusals.Malformed;
        }

        return !call.Seats.TryGetValue(person, out var seat) ? Refusals.NotFound
            : command is { Act: CallAct.CoLead, On: true } && !MayHelp(seat) ? Refusals.HelperNotStaff
            : seat.Role == CallRole.Leader && seat != own && (own.Role != CallRole.Leader || !IsGentle(command.Act)) ? Refusals.OverLeader
            : null;
    }

    /// <summary>An act of a leader; <see cref="May"/> has said yes.</summary>
    /// <param name="call">The session.</param>
    /// <param name="command">What.</param>
    /// <param name="now">When.</param>
    /// <param name="turn">What follows.</param>
    public static void Lead(StoredCall call, LeadCall command, DateTimeOffset now, CallTurn turn)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(command);
        switch (command.Act)
        {
            case CallAct.Spotlight:
                CallSpotlight.Lead(call, command);
                break;
            case CallAct.PrepareGroups or CallAct.MoveToGroup or CallAct.OpenGroups or CallAct.TellGroups:
                CallGroups.Lead(call, command, now, turn);
                break;
            case CallAct.AskPoll or CallAct.ShowPoll or CallAct.ClosePoll:
                CallPolls.Lead(call, command);
                break;
            case CallAct.OpenBoard or CallAct.ClearBoard or CallAct.ShowPicture:
                CallBoard.Lead(call, command);
                break;
            default:
                LeadTo(call, command, now, turn);
                break;
        }
    }

    private static void LeadTo(StoredCall call, LeadCall command, DateTimeOffset now, CallTurn turn)
    {
        if (command.Person is not { } person)
        {
            LeadAll(call, command, now, turn);
        }
        else if (call.Seats.TryGetValue(person, out var seat))
        {
            LeadOne(call, person, seat, command, now, turn);
        }
    }

    /// <summary>Somebody changes what is shown of oneself.</summary>
    /// <param name="call">The session.</param>
    /// <param name="person">Who.</param>
    /// <param name="change">What.</param>
    /// <param name="turn">What follows.</param>
    /// <returns>Why not; null when it is so.</returns>
    public static Refusal? Own(StoredCall call, PersonId person, OwnSeat change, CallTurn turn)
    {
        if (call.EndedAt is not null)
        {
            return Refusals.CallEnded;
        }

        if (call.Inside(person) is not { } seat)
        {
            return Refusals.NotInCall;
        }

        if (change is { Microphone: true } && !CallPeople.MaySpeak(call, seat))
        {
            return seat.Listens ? Refusals.ListensOnly : Refusals.MicrophonesLocked;
        }

        if (change is { Camera: true } && !CallPeople.MayShow(call, seat))
        {
            return seat.Listens ? Refusals.ListensOnly : Refusals.CamerasLocked;
        }

        if (change.Answer is { } answer && CallPolls.Answer(call, person, answer) is { } refusal)
        {
            return refusal;
        }

        (seat.Microphone, seat.Camera) = (change.Microphone ?? seat.Microphone, change.Camera ?? seat.Camera);
        turn.Apply(person);
        if (change.Hand is { } up)
        {
            if (!up)
            {
                call.Hands.Remove(person);
            }
            else if (!call.Hands.Contains(person))
            {
                call.Hands.Add(person);
            }
        }

        return null;
    }

    /// <summary>Whether somebody may share a screen now.</summary>
    /// <param name="call">The session.</param>
    /// <param name="seat">Whose seat.</param>
    /// <returns>Why not; null when so.</returns>
    public static Refusal? Share(StoredCall call, Seat seat)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(seat);
        return seat.Listens ? Refusals.ListensOnly
            : seat.Role == CallRole.Member && call.LocksNow().HasFlag(CallLocks.Share) ? Refusals.ShareLocked
            : null;
    }

    /// <summary>Whether somebody can be made a helper: only of the staff.</summary>
    internal static bool MayHelp(Seat seat) => (seat.InChat & Role.Staff) != 0;

    /// <summary>What leaders do to each other.</summary>
    private static bool IsGentle(CallAct act) => act is CallAct.Mute or CallAct.AskToUnmute or CallAct.LowerHand;

    private static void LeadOne(StoredCall call, PersonId person, Seat seat, LeadCall command, DateTimeOffset now, CallTurn turn)
    {
        switch (command.Act)
        {
            case CallAct.Admit:
                Admit(person, seat, turn);
                break;
            case CallAct.Deny when seat.Place == CallPlace.Waiting:
                turn.Tell(person, CallNote.Denied);
                CallPeople.Leave(call, person, now, turn);
                break;
            case CallAct.SendToLobby when seat.Place == CallPlace.Inside:
                ToLobby(call, person, seat, now, turn);
                break;
            case CallAct.Remove or CallAct.Block:
                TakeOut(call, person, seat, command, now, turn);
                break;
            case CallAct.Mute:
                Off(person, seat, microphone: true, turn);
                break;
            case CallAct.StopCamera:
                Off(person, seat, microphone: false, turn);
                break;
            case CallAct.AskToUnmute when seat.Place == CallPlace.Inside:
                turn.Tell(person, CallNote.AskedToUnmute);
                break;
            case CallAct.StopShare:
                StopShare(person, seat, turn);
                break;
            case CallAct.LowerHand:
                call.Hands.Remove(person);
                break;
            case CallAct.CoLead when seat.Role != CallRole.Leader:
                seat.Role = command.On ? CallRole.CoLeader : CallRole.Member;
                CallPeople.Obey(call, person, seat, turn);
                break;
            default:
                break; // It is so already.
        }
    }

    private static void LeadAll(StoredCall call, LeadCall command, DateTimeOffset now, CallTurn turn)
    {
        switch (command.Act)
        {
            case CallAct.Admit:
                foreach (var (person, seat) in call.Seats)
                {
                    Admit(person, seat, turn);
                }

                break;
            case CallAct.Mute:
                CallPeople.Silence(call, turn);
                break;
            case CallAct.LowerHand:
                call.Hands.Clear();
                break;
            case CallAct.Lock:
                Lock(call, command, turn);
                break;
            case CallAct.Lobby:
                call.Lobby = command.On;
                CallPeople.AdmitWaiting(call, turn);
                break;
            case CallAct.Close:
                call.Closed = command.On;
                break;
            case CallAct.End:
                CallPeople.End(call, now, turn);
                break;
            default:
                throw new InvalidOperationException($"{command.Act} is about one person.");
        }
    }

    /// <summary>The seat is theirs; they come in by themselves, with the connection they wait on.</summary>
    private static void Admit(PersonId person, Seat seat, CallTurn turn)
    {
        if (seat.Place == CallPlace.Waiting)
        {
            seat.Admitted = true;
            turn.Tell(person, CallNote.Admitted);
        }
    }

    private static void ToLobby(StoredCall call, PersonId person, Seat seat, DateTimeOffset now, CallTurn turn)
    {
        var line = seat.Line;
        CallPeople.Leave(call, person, now, turn);
        (seat.Place, seat.Line, seat.Admitted, seat.Role) = (CallPlace.Waiting, line, false, CallRole.Member);

        // Who is sent back waits, also where nobody else does.
        call.Lobby = true;
        turn.Tell(person, CallNote.SentToLobby);
    }

    private static void TakeOut(StoredCall call, PersonId person, Seat seat, LeadCall command, DateTimeOffset now, CallTurn turn)
    {
        seat.Admitted = false;
        seat.Role = seat.Role == CallRole.CoLeader ? CallRole.Member : seat.Role;
        seat.Blocked = command is { Act: CallAct.Block, On: true };
        if (command.On)
        {
            turn.Tell(person, CallNote.Removed);
            CallPeople.Leave(call, person, now, turn);
        }
    }

    private static void Off(PersonId person, Seat seat, bool microphone, CallTurn turn)
    {
        if (seat.Place != CallPlace.Inside || !(microphone ? seat.Microphone : seat.Camera))
        {
            return;
        }

        (seat.Microphone, seat.Camera) = microphone ? (false, seat.Camera) : (seat.Microphone, false);
        turn.Apply(person);
        turn.Tell(person, microphone ? CallNote.Muted : CallNote.CameraStopped);
    }

    private static void StopShare(PersonId person, Seat seat, CallTurn turn)
    {
        if (seat.Shares is not null)
        {
            turn.Close(seat.Shares);
            seat.Shares = null;
            turn.Tell(person, CallNote.ShareStopped);
        }
    }

    private static void Lock(StoredCall call, LeadCall command, CallTurn turn)
    {
        var before = call.LocksNow();
        call.Locks = command.On ? call.Locks | command.Locks : call.Locks & ~command.Locks;
        turn.ChatChanged |= (before ^ call.LocksNow()).HasFlag(CallLocks.Chat);
        var fresh = call.Locks & ~before;
        if (fresh.HasFlag(CallLocks.Microphones))
        {
            CallPeople.Silence(call, turn);
        }

        foreach (var (person, seat) in call.Seats.Where(static s => s.Value.Role == CallRole.Member))
        {
            if (fresh.HasFlag(CallLocks.Cameras))
            {
                Off(person, seat, microphone: false, turn);
            }

            if (fresh.HasFlag(CallLocks.Share))
            {
                StopShare(person, seat, turn);
            }
        }
    }
}
