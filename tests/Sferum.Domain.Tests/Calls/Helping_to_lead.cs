using Sferum.People;

namespace Sferum.Calls;

/// <summary>Somebody of the staff who helps: leads as well, but neither over those who lead by right nor in their place (product, 2.5).</summary>
public sealed class Helping_to_lead
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly PersonId _teacher = Person(1);
    private readonly PersonId _helper = Person(2);
    private readonly PersonId _student = Person(3);
    private readonly StoredCall _call = new() { StartedAt = Now.ToUnixTimeMilliseconds() };

    public Helping_to_lead()
    {
        Enter(_teacher, Role.Director, leads: true);
        Enter(_helper, Role.SubjectTeacher, leads: false);
        Enter(_student, Role.Student, leads: false);
        Lead(_teacher, CallAct.CoLead, _helper);
    }

    [Fact]
    public void Mutes_members_and_nobody_who_leads_and_does_not_end_the_call()
    {
        Lead(_helper, CallAct.Mute, _student);

        Assert.False(_call.Seats[_student].Microphone);
        Assert.Equal(Refusals.OverLeader, May(_helper, CallAct.Mute, _teacher));
        Assert.Equal(Refusals.OverLeader, May(_helper, CallAct.Remove, _teacher));
        Assert.Equal(Refusals.NotLeading, May(_helper, CallAct.End, null));
        Assert.Equal(Refusals.NotLeading, May(_helper, CallAct.CoLead, _student));
    }

    [Fact]
    public void Can_only_somebody_of_the_staff_which_those_who_lead_are_told()
    {
        Assert.Equal(Refusals.HelperNotStaff, May(_teacher, CallAct.CoLead, _student));
        var seats = _call.State(default, 1, forLeaders: true, 0).Seats.ToDictionary(static s => s.Person, static s => s.MayHelp);
        Assert.Equal((true, false), (seats[_helper], seats[_student]));
        Assert.DoesNotContain(_call.State(default, 1, forLeaders: false, 0).Seats, static s => s.MayHelp);
    }

    [Fact]
    public void Does_not_keep_a_call_going_without_a_teacher()
    {
        var turn = new CallTurn();
        CallPeople.Leave(_call, _teacher, Now, turn);

        Assert.NotNull(_call.LeaderlessSince);
        Assert.True(turn.ChatChanged);
        Assert.False(_call.Seats[_student].Microphone);
    }

    [Fact]
    public void Ends_with_what_is_locked_for_members_and_with_the_way_past_the_lobby()
    {
        Lead(_teacher, CallAct.Lock, null, locks: CallLocks.Microphones | CallLocks.Cameras);
        Lead(_teacher, CallAct.CoLead, _helper, on: false);
        Assert.Equal((false, false), (_call.Seats[_helper].Microphone, _call.Seats[_helper].Camera));

        Lead(_teacher, CallAct.CoLead, _helper);
        Lead(_teacher, CallAct.SendToLobby, _helper);
        Enter(_helper, Role.SubjectTeacher, leads: false);
        Assert.Equal(CallPlace.Waiting, _call.Seats[_helper].Place);
    }

    [Fact]
    public void Whoever_came_while_nobody_led_is_let_in_when_somebody_does()
    {
        CallPeople.Leave(_call, _teacher, Now, new CallTurn());
        var late = Person(4);
        Enter(late, Role.Student, leads: false);
        Assert.Equal(CallPlace.Waiting, _call.Seats[late].Place);

        var turn = Enter(_teacher, Role.Director, leads: true);
        Assert.Contains((late, CallNote.Admitted), turn.Notes);
        Enter(late, Role.Student, leads: false);
        Assert.Equal(CallPlace.Inside, _call.Seats[late].Place);
    }

    private static PersonId Person(int number) => new(new Guid(number, 0, 0, new byte[8]));

    private CallTurn Enter(PersonId person, Role role, bool leads)
    {
        var turn = new CallTurn();
        Assert.Null(CallPeople.Enter(_call, new PersonName(person, "x", role), leads, listens: false, new JoinCall(new CallLine("g", null!, "1"), true, true), Now, turn));
        return turn;
    }

    private Refusal? May(PersonId by, CallAct act, PersonId? person) => CallLead.May(_call, by, new LeadCall(act, person));

    private void Lead(PersonId by, CallAct act, PersonId? person, bool on = true, CallLocks locks = CallLocks.None)
    {
        var command = new LeadCall(act, person, on, locks);
        Assert.Null(CallLead.May(_call, by, command));
        CallLead.Lead(_call, command, Now, new CallTurn());
    }
}
