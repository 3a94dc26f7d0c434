using Sferum.People;

namespace Sferum.Calls;

/// <summary>Whoever leads puts one person in the foreground for all (ux, 68).</summary>
public sealed class In_the_foreground
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly PersonId _teacher = Person(1);
    private readonly PersonId _student = Person(2);
    private readonly PersonId _other = Person(3);
    private readonly StoredCall _call = new() { StartedAt = Now.ToUnixTimeMilliseconds() };

    public In_the_foreground()
    {
        Enter(_teacher, Role.Director, leads: true);
        Enter(_student, Role.Student, leads: false);
        Enter(_other, Role.Student, leads: false);
    }

    [Fact]
    public void Is_one_person_at_a_time_until_a_leader_says_otherwise()
    {
        Spotlight(_student);
        Assert.Equal(_student, Shown());
        Spotlight(_other);
        Assert.Equal(_other, Shown());

        Spotlight(_student, on: false);
        Assert.Equal(_other, Shown());
        Spotlight(_other, on: false);
        Assert.Null(Shown());
    }

    [Fact]
    public void Is_not_for_students_to_choose_and_only_for_those_who_are_in()
    {
        Assert.Equal(Refusals.NotLeading, CallLead.May(_call, _student, new LeadCall(CallAct.Spotlight, _student)));
        Assert.Equal(Refusals.NotFound, CallLead.May(_call, _teacher, new LeadCall(CallAct.Spotlight, Person(9))));
        Assert.Equal(Refusals.Malformed, CallLead.May(_call, _teacher, new LeadCall(CallAct.Spotlight)));
    }

    [Fact]
    public void Ends_when_the_person_leaves_or_is_sent_to_wait()
    {
        Spotlight(_student);
        CallPeople.Leave(_call, _student, Now, new CallTurn());
        Assert.Null(Shown());

        Spotlight(_other);
        CallLead.Lead(_call, new LeadCall(CallAct.SendToLobby, _other), Now, new CallTurn());
        Assert.Null(Shown());
    }

    [Fact]
    public void Is_not_told_to_members_of_another_group()
    {
        CallLead.Lead(_call, new LeadCall(CallAct.PrepareGroups) { Groups = new LeadGroups { Count = 2 } }, Now, new CallTurn());
        CallLead.Lead(_call, new LeadCall(CallAct.MoveToGroup, _student) { Groups = new LeadGroups { Group = 1 } }, Now, new CallTurn());
        CallLead.Lead(_call, new LeadCall(CallAct.OpenGroups) { Groups = new LeadGroups() }, Now, new CallTurn());
        Spotlight(_student);

        Assert.Equal(_student, _call.State(VideoSessionId.New(), 1, forLeaders: false, group: 1).Spotlight);
        Assert.Null(_call.State(VideoSessionId.New(), 1, forLeaders: false, group: 2).Spotlight);
    }

    private PersonId? Shown() => _call.State(VideoSessionId.New(), 1, forLeaders: false, group: 0).Spotlight;

    private void Spotlight(PersonId person, bool on = true)
    {
        var command = new LeadCall(CallAct.Spotlight, person, on);
        Assert.Null(CallLead.May(_call, _teacher, command));
        CallLead.Lead(_call, command, Now, new CallTurn());
    }

    private static PersonId Person(int number) => new(new Guid(number, 0, 0, new byte[8]));

    private void Enter(PersonId person, Role role, bool leads) => Assert.Null(CallPeople.Enter(
        _call, new PersonName(person, "x", role), leads, listens: false, new JoinCall(new CallLine("g", null!, "1"), true, true), Now, new CallTurn()));
}
