using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>The teacher's line drops: at once nobody speaks or writes, until a teacher is back (product, 4.3); after the grace time it is over.</summary>
public sealed class Without_the_teacher
{
    [Fact]
    public async Task Microphones_and_chat_are_locked_at_once_and_open_when_the_teacher_is_back()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        (await student.Line.PostAsync(lesson.Chat, "Здравствуйте")).Must();

        await lesson.Lose(teacher);
        await student.Until(w => w.Call is { EndsAt: not null } call && call.Locks.Contains("microphones") && call.Locks.Contains("chat"));
        Assert.False(student.Call!.Seats.Single(s => s.PersonId == lesson.Students[0].Value).Microphone);
        await student.Until(w => w.Changes.Any(c => c.Added.Any(a => a.Id == lesson.Chat && a.Call is { Held: true })));
        Assert.Equal("call.chat_held", (await student.Line.PostAsync(lesson.Chat, "Ура")).Refusal?.Code);
        Assert.Equal("call.microphones_locked", (await student.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Microphone = true })).Refusal?.Code);

        var back = await lesson.Line(lesson.Teacher);
        await lesson.Enter(back);
        await student.Until(static w => w.Call is { EndsAt: null, Locks.Count: 0 });
        await student.Until(w => w.Changes.Count > 0 && w.Changes[^1].Added.Any(a => a.Id == lesson.Chat && a.Call is { Held: false }));
        (await student.Line.PostAsync(lesson.Chat, "С возвращением")).Must();
        (await student.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Microphone = true })).Must();
    }

    [Fact]
    public async Task Paragraph_2_5_nobody_new_comes_in_and_after_the_grace_time_the_call_is_over_for_all()
    {
        var clock = new MovedClock(TimeProvider.System.GetUtcNow());
        await using var lesson = await Lesson.Open(new DistrictShape { Clock = clock });
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        (await teacher.Line.LeaveCallAsync(lesson.Call)).Must();
        await student.Until(static w => w.Call is { EndsAt: not null });

        var late = await lesson.Line(lesson.Students[1]);
        Assert.Equal("waiting", (await lesson.Enter(late)).Place);

        clock.Pass(CallLimits.Grace);
        await student.Until(static w => w.CallNews.Any(static n => n.Note == "ended"));
        await late.Until(static w => w.CallNews.Any(static n => n.Note == "ended"));
        await student.Until(w => w.Changes[^1].Added.Any(a => a.Id == lesson.Chat && a.Call is null));
        (await student.Line.PostAsync(lesson.Chat, "Спасибо")).Must();
    }

    [Fact]
    public async Task The_chat_stays_locked_also_for_an_actor_that_wakes_up_anew()
    {
        await using var lesson = await Lesson.Open(new DistrictShape { Silos = 2 });
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        (await lesson.Lead(teacher, "lock", locks: ["chat"])).Must();
        await student.Until(w => w.Changes.Any(c => c.Added.Any(a => a.Id == lesson.Chat && a.Call is { Held: true })));

        await lesson.District.FollowRoster(new(lesson.Chat));
        Assert.Equal("call.chat_held", (await student.Line.PostAsync(lesson.Chat, "Можно?")).Refusal?.Code);
        (await teacher.Line.PostAsync(lesson.Chat, "Пишу только я")).Must();
    }
}
