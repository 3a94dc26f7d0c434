using Sferum.People;

namespace Sferum.Calls;

/// <summary>Groups of a session: who makes them, who meets whom, and how all come back.</summary>
public sealed class Working_in_groups
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly PersonId _teacher = Person(1);
    private readonly PersonId _helper = Person(2);
    private readonly PersonId[] _students = [.. Enumerable.Range(3, 5).Select(Person)];
    private readonly StoredCall _call = new() { StartedAt = Now.ToUnixTimeMilliseconds() };

    public Working_in_groups()
    {
        Enter(_teacher, Role.ClassTeacher, leads: true);
        Enter(_helper, Role.SubjectTeacher, leads: false);
        Lead(_teacher, new LeadCall(CallAct.CoLead, _helper));
        foreach (var student in _students)
        {
            Enter(student, Role.Student, leads: false);
        }
    }

    [Theory]
    [InlineData(CallAct.PrepareGroups)]
    [InlineData(CallAct.MoveToGroup)]
    [InlineData(CallAct.OpenGroups)]
    [InlineData(CallAct.TellGroups)]
    public void Students_neither_make_nor_open_nor_close_them_nor_move_anybody(CallAct act)
    {
        Prepare(2);
        Open();
        var asked = new LeadGroups { Count = 3, Group = 1, Text = "Ура" };

        Assert.Equal(Refusals.NotLeading, CallLead.May(_call, _students[0], new LeadCall(act, act == CallAct.MoveToGroup ? _students[0] : null) { Groups = asked }));
        Assert.Equal(Refusals.NotLeading, CallLead.May(_call, _students[0], new LeadCall(act, act == CallAct.MoveToGroup ? _students[0] : null, On: false) { Groups = asked }));
    }

    [Fact]
    public void By_chance_members_are_spread_evenly_and_who_leads_is_in_none()
    {
        Prepare(2, random: true);

        Assert.Equal([2, 3], _students.GroupBy(s => _call.Seats[s].Group).Select(static g => g.Count()).Order());
        Assert.All(_students, s => Assert.InRange(_call.Seats[s].Group, 1, 2));
        Assert.Equal((0, 0), (_call.Seats[_teacher].Group, _call.Seats[_helper].Group));
    }

    [Fact]
    public void Prepared_they_change_nothing_and_members_do_not_see_them()
    {
        Prepare(2);
        var turn = Move(_students[0], 1);

        Assert.False(turn.IsAny);
        Assert.True(CallGroups.Meet(_call, _call.Seats[_students[0]], _call.Seats[_students[1]]));
        Assert.Null(State(_students[0]).Groups);
        Assert.All(State(_students[0]).Seats, static s => Assert.Equal(0, s.Group));
        Assert.Equal(1, State(_teacher).Seats.Single(s => s.Person == _students[0]).Group);
    }

    [Fact]
    public void Open_everybody_sees_their_own_and_the_teacher_sees_who_is_where_and_whose_hand_is_up()
    {
        Prepare(2);
        Move(_students[0], 1);
        Move(_students[1], 1);
        Move(_students[2], 2);
        Open();
        Assert.Null(CallLead.Own(_call, _students[2], new OwnSeat { Hand = true }, new CallTurn()));

        Assert.Equal([_students[0], _students[1]], State(_students[0]).Seats.Select(static s => s.Person));
        Assert.Empty(State(_students[0]).Hands);
        Assert.Equal([_students[2]], State(_students[2]).Hands);
        Assert.Equal(7, State(_teacher).Seats.Count);
        Assert.Equal([_students[2]], State(_teacher).Hands);
    }

    [Fact]
    public void Whoever_goes_elsewhere_has_nothing_at_the_media_server_any_more()
    {
        Prepare(2);
        Move(_students[0], 1);
        Publish(_students[0], 10);
        Publish(_students[1], 20);
        Publish(_teacher, 30);

        Assert.Equal([10L, 11L], Open().Closed.Select(static l => l.Id));
        Publish(_students[0], 40);
        Assert.Equal([40L, 41L], Move(_students[0], 2).Closed.Select(static l => l.Id));
        Assert.Equal([30L, 31L], Move(_teacher, 2).Closed.Select(static l => l.Id));
        Assert.Empty(Move(_teacher, 2).Closed);
        Assert.Equal((2, 1, 0), (_call.Seats[_students[0]].Moves, _call.Seats[_teacher].Moves, _call.Seats[_students[1]].Moves));
    }

    [Fact]
    public void The_teacher_goes_from_group_to_group_and_a_helper_moves_no_teacher()
    {
        Prepare(2);
        Open();
        Move(_teacher, 2);

        Assert.False(CallGroups.Meet(_call, _call.Seats[_teacher], _call.Seats[_students[0]]));
        Assert.Equal(Refusals.OverLeader, CallLead.May(_call, _helper, MoveTo(_teacher, 1)));
        Assert.Null(CallLead.May(_call, _helper, MoveTo(_helper, 1)));
        Assert.Equal(Refusals.NoGroup, CallLead.May(_call, _teacher, MoveTo(_teacher, 3)));
        Assert.Equal(Refusals.NotFound, CallLead.May(_call, _teacher, MoveTo(Person(99), 1)));
    }

    [Fact]
    public void All_are_called_back_when_the_time_is_up_also_while_nobody_leads()
    {
        Prepare(2, random: true);
        Open(minutes: 3);
        CallPeople.Leave(_call, _teacher, Now, new CallTurn());
        Assert.False(CallPeople.Pass(_call, Now.AddMinutes(2), new CallTurn()));
        Assert.True(_call.Groups!.Open);

        Assert.True(CallPeople.Pass(_call, Now.AddMinutes(3), new CallTurn()));
        Assert.False(_call.Groups.Open);
        Assert.Equal(6, State(_students[0]).Seats.Count);
    }

    [Fact]
    public void Called_back_by_the_teacher_all_are_together_and_can_be_sent_into_the_same_groups_again()
    {
        Prepare(2);
        Move(_students[0], 1);
        Open();
        Move(_teacher, 1);
        Lead(_teacher, new LeadCall(CallAct.OpenGroups, On: false));

        Assert.Equal(7, State(_students[0]).Seats.Count);
        Open();
        Assert.Equal([_students[0]], State(_students[0]).Seats.Select(static s => s.Person));
    }

    [Fact]
    public void Whoever_loses_the_line_or_comes_again_has_the_same_group_and_who_comes_new_is_with_all()
    {
        Prepare(2);
        Move(_students[0], 1);
        Open();
        CallPeople.Leave(_call, _students[0], Now, new CallTurn());
        Enter(_students[0], Role.Student, leads: false);
        Assert.Equal(1, _call.Seats[_students[0]].Group);

        var late = Person(50);
        Enter(late, Role.Student, leads: false);
        Assert.True(CallGroups.Meet(_call, _call.Seats[late], _call.Seats[_teacher]));
    }

    [Fact]
    public void The_teachers_message_comes_to_all_groups_and_goes_with_them()
    {
        Assert.Equal(Refusals.NoGroup, CallLead.May(_call, _teacher, Tell("Осталось немного")));
        Prepare(2);
        Open();
        Lead(_teacher, Tell(" Осталось немного "));

        Assert.Equal("Осталось немного", State(_students[0]).Groups!.Message!.Text);
        Assert.Equal(Refusals.TextEmpty, CallLead.May(_call, _teacher, Tell(" ")));
        Assert.Equal("chat.text_too_long", CallLead.May(_call, _teacher, Tell(new string('x', CallLimits.GroupMessage + 1)))?.Code);
        Lead(_teacher, new LeadCall(CallAct.OpenGroups, On: false));
        Assert.Null(State(_teacher).Groups!.Message);
    }

    [Fact]
    public void They_are_bounded_and_not_made_anew_while_people_are_in_them()
    {
        Assert.Equal(Refusals.NoGroup, CallLead.May(_call, _teacher, new LeadCall(CallAct.OpenGroups)));
        Assert.Equal(Refusals.Malformed, CallLead.May(_call, _teacher, PrepareOf(0)));
        Assert.Equal(Refusals.Malformed, CallLead.May(_call, _teacher, PrepareOf(CallLimits.Groups + 1)));
        Prepare(2);
        Assert.Equal(Refusals.Malformed, CallLead.May(_call, _teacher, new LeadCall(CallAct.OpenGroups) { Groups = new LeadGroups { Minutes = CallLimits.GroupMinutes + 1 } }));
        Open();
        Assert.Equal(Refusals.GroupsOpen, CallLead.May(_call, _teacher, PrepareOf(3)));
    }

    private static PersonId Person(int number) => new(new Guid(number, 0, 0, new byte[8]));

    private static LeadCall PrepareOf(int count, bool random = false) => new(CallAct.PrepareGroups) { Groups = new LeadGroups { Count = count, Random = random } };

    private static LeadCall MoveTo(PersonId person, int group) => new(CallAct.MoveToGroup, person) { Groups = new LeadGroups { Group = group } };

    private static LeadCall Tell(string text) => new(CallAct.TellGroups) { Groups = new LeadGroups { Text = text } };

    private void Prepare(int count, bool random = false) => Lead(_teacher, PrepareOf(count, random));

    private CallTurn Move(PersonId person, int group) => Lead(_teacher, MoveTo(person, group));

    private CallTurn Open(int? minutes = null) => Lead(_teacher, new LeadCall(CallAct.OpenGroups) { Groups = new LeadGroups { Minutes = minutes } });

    private CallState State(PersonId by) =>
        _call.State(new VideoSessionId(Guid.Empty), 1, _call.Seats[by].Role > CallRole.Member, CallGroups.Now(_call, _call.Seats[by]));

    private void Publish(PersonId person, long leg) =>
        (_call.Seats[person].Sends, _call.Seats[person].Receives) = (new Leg(leg, _call.Epoch, IsUp: true), new Leg(leg + 1, _call.Epoch, IsUp: true));

    private void Enter(PersonId person, Role role, bool leads) =>
        Assert.Null(CallPeople.Enter(_call, new PersonName(person, "x", role), leads, listens: false, new JoinCall(new CallLine("g", null!, "1"), true, true), Now, new CallTurn()));

    private CallTurn Lead(PersonId by, LeadCall command)
    {
        var turn = new CallTurn();
        Assert.Null(CallLead.May(_call, by, command));
        CallLead.Lead(_call, command, Now, turn);
        return turn;
    }
}
