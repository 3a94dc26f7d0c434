using System.Security.Cryptography;
using Sferum.Chats;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>
/// Groups of a session: people see and hear only those of their own group while the groups are open. Everybody stays in the one session, with one
/// attendance and one chat.
/// </summary>
public static class CallGroups
{
    /// <summary>Where somebody is now. Only who is in the same place meets.</summary>
    /// <param name="call">The session.</param>
    /// <param name="seat">Whose seat.</param>
    /// <returns>The group; 0: with all.</returns>
    public static int Now(StoredCall call, Seat seat)
    {
        ArgumentNullException.ThrowIfNull(call);
        ArgumentNullException.ThrowIfNull(seat);
        return call.Groups is { Open: true } ? seat.Group : 0;
    }

    /// <summary>Whether two people see and hear each other.</summary>
    /// <param name="call">The session.</param>
    /// <param name="one">One's seat.</param>
    /// <param name="other">The other's.</param>
    /// <returns>True when both are in the same group, or with all.</returns>
    public static bool Meet(StoredCall call, Seat one, Seat other) => Now(call, one) == Now(call, other);

    /// <summary>Whether somebody who leads may do an act about groups.</summary>
    internal static Refusal? May(StoredCall call, Seat own, LeadCall command)
    {
        var asked = command.Groups ?? new LeadGroups();
        if (command.Person is not null != (command.Act == CallAct.MoveToGroup))
        {
            return Refusals.Malformed;
        }

        return command.Act switch
        {
            CallAct.PrepareGroups => asked.Count is < 1 or > CallLimits.Groups ? Refusals.Malformed : call.Groups is { Open: true } ? Refusals.GroupsOpen : null,
            CallAct.OpenGroups => MayOpen(call, command.On, asked),
            CallAct.TellGroups => MayTell(call, asked),
            _ => MayMove(call, own, command, asked),
        };
    }

    /// <summary>An act about groups; <see cref="May"/> has said yes.</summary>
    internal static void Lead(StoredCall call, LeadCall command, DateTimeOffset now, CallTurn turn)
    {
        var asked = command.Groups ?? new LeadGroups();
        switch (command.Act)
        {
            case CallAct.PrepareGroups:
                Prepare(call, asked);
                break;
            case CallAct.MoveToGroup:
                Move(call, call.Seats[command.Person!.Value], asked.Group, turn);
                break;
            case CallAct.OpenGroups when command.On:
                Open(call, asked.Minutes is { } minutes ? now.AddMinutes(minutes).ToUnixTimeMilliseconds() : null, turn);
                break;
            case CallAct.OpenGroups:
                CallBack(call, turn);
                break;
            default:
                _ = ChatText.Normalise(asked.Text, out var text);
                call.Groups!.Message = new GroupMessage(text, now.ToUnixTimeMilliseconds());
                break;
        }
    }

    /// <summary>Calls all back when the time is up, also when nobody leads just then.</summary>
    internal static bool Pass(StoredCall call, long at, CallTurn turn)
    {
        if (call.Groups is not { Open: true, EndsAt: { } ends } || at < ends)
        {
            return false;
        }

        CallBack(call, turn);
        return true;
    }

    private static Refusal? MayOpen(StoredCall call, bool on, LeadGroups asked) =>
        asked.Minutes is < 1 or > CallLimits.GroupMinutes ? Refusals.Malformed : on && call.Groups is null ? Refusals.NoGroup : null;

    private static Refusal? MayTell(StoredCall call, LeadGroups asked) =>
        call.Groups is not { Open: true } ? Refusals.NoGroup
        : ChatText.Normalise(asked.Text, out var text) is { } refusal ? refusal
        : text.Length > CallLimits.GroupMessage ? Refusals.TextTooLong(CallLimits.GroupMessage)
        : null;

    /// <summary>Leaders go where they want; a helper moves no leader.</summary>
    private static Refusal? MayMove(StoredCall call, Seat own, LeadCall command, LeadGroups asked) =>
        !call.Seats.TryGetValue(command.Person!.Value, out var seat) ? Refusals.NotFound
        : asked.Group < 0 || asked.Group > (call.Groups?.Count ?? 0) ? Refusals.NoGroup
        : seat.Role == CallRole.Leader && seat != own ? Refusals.OverLeader
        : null;

    private static void Prepare(StoredCall call, LeadGroups asked)
    {
        call.Groups = new StoredGroups { Count = asked.Count };
        foreach (var seat in call.Seats.Values.Where(s => s.Group > asked.Count))
        {
            seat.Group = 0;
        }

        if (asked.Random)
        {
            Spread(call, asked.Count);
        }
    }

    /// <summary>Members who are in, as evenly as it goes. Who leads is in no group until that person goes into one.</summary>
    private static void Spread(StoredCall call, int count)
    {
        foreach (var seat in call.Seats.Values)
        {
            seat.Group = 0;
        }

        var members = call.Seats.Values.Where(static s => s is { Place: CallPlace.Inside, Role: CallRole.Member }).ToArray();
        RandomNumberGenerator.Shuffle(members.AsSpan());
        for (var i = 0; i < members.Length; i++)
        {
            members[i].Group = (i % count) + 1;
        }
    }

    private static void Move(StoredCall call, Seat seat, int group, CallTurn turn)
    {
        var before = Now(call, seat);
        seat.Group = group;
        Cut(call, seat, before, turn);
    }

    /// <summary>Groups that are open already get another time.</summary>
    private static void Open(StoredCall call, long? endsAt, CallTurn turn)
    {
        call.Groups!.EndsAt = endsAt;
        if (!call.Groups.Open)
        {
            call.Groups.Open = true;
            CutAll(call, wasOpen: false, turn);
        }
    }

    /// <summary>Who was in which group stays, so that they can be opened again; a leader who was on a visit is not put there again.</summary>
    private static void CallBack(StoredCall call, CallTurn turn)
    {
        if (call.Groups is not { Open: true } groups)
        {
            return;
        }

        (groups.Open, groups.EndsAt, groups.Message) = (false, null, null);
        CutAll(call, wasOpen: true, turn);
        foreach (var seat in call.Seats.Values.Where(static s => s.Role > CallRole.Member))
        {
            seat.Group = 0;
        }
    }

    private static void CutAll(StoredCall call, bool wasOpen, CallTurn turn)
    {
        foreach (var seat in call.Seats.Values)
        {
            Cut(call, seat, wasOpen ? seat.Group : 0, turn);
        }
    }

    /// <summary>
    /// Whoever is elsewhere now has nothing at the media server any more, neither what was given nor what was taken: with this nobody hears anybody of the
    /// former group, whatever a browser does.
    /// </summary>
    private static void Cut(StoredCall call, Seat seat, int before, CallTurn turn)
    {
        if (seat.Place == CallPlace.Inside && Now(call, seat) != before)
        {
            CallPeople.CloseLegs(seat, turn);
            seat.Moves++;
        }
    }
}
