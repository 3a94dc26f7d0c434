using Sferum.District;
using Sferum.Live;

namespace Sferum.Calls;

/// <summary>The quick poll over the hub: who asks, who answers, who sees what, and that it is there after a silo is gone.</summary>
public sealed class Quick_polls_of_a_lesson
{
    [Fact]
    public async Task Paragraph_2_5_a_student_asks_shows_and_closes_none()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        Assert.Equal("call.not_leading", (await Ask(lesson, student)).Refusal?.Code);
        (await Ask(lesson, teacher)).Must();

        Assert.Equal("call.not_leading", (await lesson.Lead(student, "show_poll")).Refusal?.Code);
        Assert.Equal("call.not_leading", (await lesson.Lead(student, "close_poll")).Refusal?.Code);
        Assert.Equal("call.poll_open", (await Ask(lesson, teacher)).Refusal?.Code);
    }

    [Fact]
    public async Task The_teacher_sees_how_it_stands_at_once_and_the_others_when_it_is_shown_or_over_and_nobody_sees_names()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        var (first, second) = (await lesson.Enter(0), await lesson.Enter(1));
        (await Ask(lesson, teacher)).Must();
        (await Answer(lesson, first, 0)).Must();
        (await Answer(lesson, first, 1)).Must();

        await teacher.Until(static w => w.Call?.Poll is { Answered: 1, Counts: [0, 1] });
        await second.Until(static w => w.Call?.Poll is { Answered: 1, Counts: null, Mine: null });
        Assert.Equal(1, (await first.Line.CallNowAsync(lesson.Call)).Must().Poll!.Mine);
        Assert.Null((await second.Line.CallNowAsync(lesson.Call)).Must().Poll!.Mine);

        (await lesson.Lead(teacher, "show_poll")).Must();
        await second.Until(static w => w.Call?.Poll is { Counts: [0, 1], Shown: true });
        (await lesson.Lead(teacher, "close_poll")).Must();
        await second.Until(static w => w.Call?.Poll is { Closed: true });
        Assert.Equal("call.poll_over", (await Answer(lesson, second, 0)).Refusal?.Code);
    }

    [Fact]
    public async Task P16_when_the_sessions_silo_is_killed_every_answer_is_there()
    {
        await using var lesson = await Lesson.Open(new DistrictShape { Silos = 3 });
        var teacher = await lesson.Begin();
        var (first, second) = (await lesson.Enter(0), await lesson.Enter(1));
        (await Ask(lesson, teacher)).Must();
        (await Answer(lesson, first, 0)).Must();

        await lesson.KillSilo();

        (await Answer(lesson, second, 0)).Must();
        Assert.Equal([2, 0], (await teacher.Line.CallNowAsync(lesson.Call)).Must().Poll!.Counts);
        Assert.Equal(0, (await first.Line.CallNowAsync(lesson.Call)).Must().Poll!.Mine);
    }

    [Fact]
    public async Task What_is_no_poll_is_refused()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();

        Assert.Equal("request.malformed", (await lesson.Lead(teacher, "ask_poll")).Refusal?.Code);
        Assert.Equal("request.malformed", (await Ask(lesson, teacher, "Да")).Refusal?.Code);
        Assert.Equal("call.poll_over", (await Answer(lesson, teacher, 0)).Refusal?.Code);
    }

    private static Task<Reply<Done>> Ask(Lesson lesson, Witness by, params string[] options) => by.Line.LeadCallAsync(new LeadCallRequest
    {
        CallId = lesson.Call, Act = "ask_poll", Poll = new LeadPollDto("Понятно?", options.Length == 0 ? ["Да", "Нет"] : options),
    });

    private static Task<Reply<Done>> Answer(Lesson lesson, Witness by, int option) =>
        by.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Answer = new PollAnswerDto(1, option) });
}
