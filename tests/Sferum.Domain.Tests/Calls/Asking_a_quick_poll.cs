using Sferum.People;

namespace Sferum.Calls;

/// <summary>The quick poll of a session: asked by who leads, answered once by everybody, seen as counts.</summary>
public sealed class Asking_a_quick_poll
{
    private static readonly DateTimeOffset Now = new(2026, 9, 1, 8, 0, 0, TimeSpan.Zero);
    private readonly PersonId _teacher = Person(1);
    private readonly PersonId _student = Person(2);
    private readonly PersonId _other = Person(3);
    private readonly StoredCall _call = new() { StartedAt = Now.ToUnixTimeMilliseconds() };

    public Asking_a_quick_poll()
    {
        Enter(_teacher, leads: true);
        Enter(_student);
        Enter(_other);
    }

    [Theory]
    [InlineData(CallAct.AskPoll)]
    [InlineData(CallAct.ShowPoll)]
    [InlineData(CallAct.ClosePoll)]
    public void Students_neither_ask_nor_show_nor_close_it(CallAct act)
    {
        Assert.Equal(Refusals.NotLeading, CallLead.May(_call, _student, new LeadCall(act) { Poll = new LeadPoll("Да?", ["Да", "Нет"]) }));
    }

    [Fact]
    public void An_answer_counts_once_and_can_be_changed_until_it_is_closed()
    {
        Ask();
        Assert.Null(Answer(_student, 0));
        Assert.Null(Answer(_student, 1));
        Assert.Equal([0, 1, 0], State(leads: true).Counts);
        Assert.Equal(1, State(leads: false, _student).Mine);
        Assert.Null(State(leads: false, _other).Mine);

        Lead(new LeadCall(CallAct.ClosePoll));
        Assert.Equal(Refusals.PollOver, Answer(_student, 0));
        Assert.Equal([0, 1, 0], State(leads: false).Counts);
    }

    [Fact]
    public void Members_see_how_it_stands_when_it_is_shown_or_over_and_never_who_answered_what()
    {
        Ask();
        Answer(_student, 2);
        Assert.Equal((1, true), (State(leads: false).Answered, State(leads: false).Counts is null));
        Assert.Equal([0, 0, 1], State(leads: true).Counts);

        Lead(new LeadCall(CallAct.ShowPoll));
        Assert.Equal([0, 0, 1], State(leads: false).Counts);
        Lead(new LeadCall(CallAct.ShowPoll, On: false));
        Assert.Null(State(leads: false).Counts);
    }

    [Fact]
    public void There_is_one_at_a_time_and_an_answer_to_a_former_one_is_none_to_the_next()
    {
        Assert.Equal(Refusals.PollOver, CallLead.May(_call, _teacher, new LeadCall(CallAct.ClosePoll)));
        Ask();
        Assert.Equal(Refusals.PollOpen, CallLead.May(_call, _teacher, Asked("Ещё?", "Да", "Нет")));
        Lead(new LeadCall(CallAct.ClosePoll));
        Ask();

        Assert.Equal(Refusals.PollOver, Answer(_student, 0, poll: 1));
        Assert.Null(Answer(_student, 0, poll: 2));
    }

    [Fact]
    public void It_is_bounded()
    {
        Assert.Equal(Refusals.Malformed, CallLead.May(_call, _teacher, Asked("Что?", "Одно")));
        Assert.Equal(Refusals.Malformed, CallLead.May(_call, _teacher, Asked("Что?", "1", "2", "3", "4", "5", "6", "7")));
        Assert.Equal(Refusals.Malformed, CallLead.May(_call, _teacher, Asked("Что?", "Да", " да ")));
        Assert.Equal(Refusals.TextEmpty, CallLead.May(_call, _teacher, Asked(" ", "Да", "Нет")));
        Assert.Equal(Refusals.TextEmpty, CallLead.May(_call, _teacher, Asked("Что?", "Да", "")));
        Assert.Equal("chat.text_too_long", CallLead.May(_call, _teacher, Asked(new string('x', CallLimits.Question + 1), "Да", "Нет"))?.Code);
        Ask();
        Assert.Equal(Refusals.Malformed, Answer(_student, 3));
        Assert.Equal(Refusals.Malformed, Answer(_student, -1));
    }

    [Fact]
    public void Whoever_only_listens_for_want_of_a_consent_does_not_answer()
    {
        Ask();
        _call.Seats[_student].Listens = true;
        Assert.Equal(Refusals.ListensOnly, Answer(_student, 0));
        Assert.Equal(0, State(leads: true).Answered);
    }

    private static PersonId Person(int number) => new(new Guid(number, 0, 0, new byte[8]));

    private static LeadCall Asked(string question, params string[] options) => new(CallAct.AskPoll) { Poll = new LeadPoll(question, options) };

    private void Ask() => Lead(Asked("Сколько будет дважды два?", "Три", "Четыре", "Пять"));

    private Refusal? Answer(PersonId by, int option, int poll = 1) =>
        CallLead.Own(_call, by, new OwnSeat { Answer = new PollAnswer(poll, option) }, new CallTurn());

    private CallPollState State(bool leads, PersonId? mine = null) => CallPolls.State(_call, leads, mine)!;

    private void Enter(PersonId person, bool leads = false) => Assert.Null(CallPeople.Enter(
        _call, new PersonName(person, "x", leads ? Role.ClassTeacher : Role.Student), leads, listens: false, new JoinCall(new CallLine("g", null!, "1"), true, true), Now, new CallTurn()));

    private void Lead(LeadCall command)
    {
        Assert.Null(CallLead.May(_call, _teacher, command));
        CallLead.Lead(_call, command, Now, new CallTurn());
    }
}
