using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>A lesson over the hub: who starts, who comes in, what a leader does, and what is refused to everybody else (product, 2.2.7, 2.3, 2.5).</summary>
public sealed class Leading_a_lesson
{
    [Fact]
    public async Task Paragraph_2_5_a_student_starts_none_and_leads_in_none()
    {
        await using var lesson = await Lesson.Open();
        var early = await lesson.Line(lesson.Students[0]);
        Assert.Equal("request.denied", (await early.Line.StartCallAsync(new StartCallRequest(lesson.Chat))).Refusal?.Code);

        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        await teacher.Until(w => w.Call?.Seats.Count == 2);

        foreach (var act in new[] { "mute", "lock", "lobby", "close", "end", "admit", "lower_hand" })
        {
            Assert.Equal("call.not_leading", (await lesson.Lead(student, act, locks: act == "lock" ? ["microphones"] : [])).Refusal?.Code);
        }

        foreach (var act in new[] { "mute", "remove", "block", "co_lead", "ask_to_unmute", "stop_camera", "stop_share", "deny", "send_to_lobby" })
        {
            Assert.Equal("call.not_leading", (await lesson.Lead(student, act, lesson.Students[1])).Refusal?.Code);
        }

        Assert.Equal(2, (await teacher.Line.CallNowAsync(lesson.Call)).Must().Seats.Count);
    }

    [Fact]
    public async Task A_stranger_learns_nothing_of_a_call_and_a_random_id_wakes_nobody()
    {
        await using var lesson = await Lesson.Open();
        await lesson.Begin();
        var stranger = await lesson.Line(await lesson.District.Town.Person(lesson.School));

        Assert.Equal("request.not_found", (await stranger.Line.JoinCallAsync(new JoinCallRequest(lesson.Call, false, false))).Refusal?.Code);
        Assert.Equal("request.not_found", (await stranger.Line.JoinCallAsync(new JoinCallRequest(Guid.CreateVersion7(), false, false))).Refusal?.Code);
        Assert.Equal("request.not_found", (await stranger.Line.StartCallAsync(new StartCallRequest(lesson.Chat))).Refusal?.Code);
        Assert.Equal("call.not_in", (await stranger.Line.CallNowAsync(lesson.Call)).Refusal?.Code);
        Assert.Equal("call.not_in", (await stranger.Line.SignalAsync(new SignalRequest { CallId = lesson.Call, Kind = "publish", Epoch = 1, Sdp = "v=0" })).Refusal?.Code);
        Assert.Equal("request.not_found", (await (await lesson.District.SignIn(lesson.Students[0])).AttendanceAsync(lesson.Call)).Refusal?.Code);
    }

    [Fact]
    public async Task All_members_see_that_a_call_runs_and_that_it_is_over()
    {
        await using var lesson = await Lesson.Open();
        var student = await lesson.Line(lesson.Students[0]);

        var teacher = await lesson.Begin();
        await student.Until(w => w.Changes.Any(c => c.Added.Any(a => a.Id == lesson.Chat && a.Call?.CallId == lesson.Call)));
        Assert.Equal(lesson.Call, (await teacher.Line.StartCallAsync(new StartCallRequest(lesson.Chat))).Must().CallId);

        (await lesson.Lead(teacher, "end")).Must();
        await teacher.Until(w => w.CallNews.Any(static n => n.Note == "ended"));
        await student.Until(w => w.Changes.Count > 0 && w.Changes[^1].Added.Any(a => a.Id == lesson.Chat && a.Call is null));
        Assert.Equal("call.ended", (await student.Line.JoinCallAsync(new JoinCallRequest(lesson.Call, false, false))).Refusal?.Code);
        Assert.NotEqual(lesson.Call, (await teacher.Line.StartCallAsync(new StartCallRequest(lesson.Chat))).Must().CallId);
    }

    [Fact]
    public async Task Whoever_is_muted_unmutes_alone_and_not_while_microphones_are_locked()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);

        (await lesson.Lead(teacher, "mute", lesson.Students[0])).Must();
        await student.Until(w => w.CallNews.Any(static n => n.Note == "muted") && !Seat(w, lesson.Students[0]).Microphone);
        (await student.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Microphone = true })).Must();
        await teacher.Until(w => Seat(w, lesson.Students[0]).Microphone);

        (await lesson.Lead(teacher, "lock", locks: ["microphones"])).Must();
        await student.Until(w => !Seat(w, lesson.Students[0]).Microphone && w.Call!.Locks.Contains("microphones"));
        Assert.Equal("call.microphones_locked", (await student.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Microphone = true })).Refusal?.Code);
        (await teacher.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Microphone = true })).Must();

        (await lesson.Lead(teacher, "ask_to_unmute", lesson.Students[0])).Must();
        await student.Until(static w => w.CallNews.Any(static n => n.Note == "asked_to_unmute"));
        Assert.False(Seat(student, lesson.Students[0]).Microphone);
        (await lesson.Lead(teacher, "lock", on: false, locks: ["microphones"])).Must();
        (await student.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Microphone = true })).Must();
    }

    [Fact]
    public async Task Hands_stand_in_the_order_in_which_they_were_raised()
    {
        await using var lesson = await Lesson.Open(students: 3);
        var teacher = await lesson.Begin();
        var lines = new List<Witness>();
        for (var i = 0; i < 3; i++)
        {
            lines.Add(await lesson.Enter(i));
        }

        foreach (var i in new[] { 2, 0, 1 })
        {
            (await lines[i].Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Hand = true })).Must();
        }

        await teacher.Until(w => w.Call!.Hands.Count == 3);
        Assert.Equal([lesson.Students[2].Value, lesson.Students[0].Value, lesson.Students[1].Value], teacher.Call!.Hands);
        (await lesson.Lead(teacher, "lower_hand", lesson.Students[0])).Must();
        await lines[1].Until(w => w.Call!.Hands.SequenceEqual([lesson.Students[2].Value, lesson.Students[1].Value]));
    }

    [Fact]
    public async Task Whoever_waits_in_the_lobby_comes_in_when_admitted_and_not_when_denied()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin(lobby: true);
        var first = await lesson.Line(lesson.Students[0]);
        Assert.Equal("waiting", (await lesson.Enter(first)).Place);
        var second = await lesson.Line(lesson.Students[1]);
        await lesson.Enter(second);

        // Who waits is in nothing: neither sees the session nor speaks to the media server.
        Assert.Equal("call.not_in", (await first.Line.CallNowAsync(lesson.Call)).Refusal?.Code);
        Assert.Equal("call.not_in", (await first.Line.SignalAsync(new SignalRequest { CallId = lesson.Call, Kind = "publish", Epoch = 1, Sdp = "v=0" })).Refusal?.Code);
        await teacher.Until(w => w.Call?.Waiting?.Count == 2);

        (await lesson.Lead(teacher, "admit", lesson.Students[0])).Must();
        await first.Until(static w => w.CallNews.Any(static n => n.Note == "admitted"));
        Assert.Equal("inside", (await lesson.Enter(first)).Place);
        (await lesson.Lead(teacher, "deny", lesson.Students[1])).Must();
        await second.Until(static w => w.CallNews.Any(static n => n.Note == "denied"));
        await teacher.Until(w => w.Call is { Waiting.Count: 0, Seats.Count: 2 });
        Assert.Null(first.Call!.Waiting);
    }

    [Fact]
    public async Task Whoever_is_removed_may_come_back_and_whoever_is_blocked_may_not()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);

        (await lesson.Lead(teacher, "remove", lesson.Students[0])).Must();
        await student.Until(static w => w.CallNews.Any(static n => n.Note == "removed"));
        Assert.Equal("call.not_in", (await student.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Hand = true })).Refusal?.Code);
        Assert.Equal("inside", (await lesson.Enter(student)).Place);

        (await lesson.Lead(teacher, "block", lesson.Students[0])).Must();
        await student.Until(static w => w.CallNews.Count(static n => n.Note == "removed") == 2);
        Assert.Equal("call.blocked", (await student.Line.JoinCallAsync(new JoinCallRequest(lesson.Call, true, true))).Refusal?.Code);

        (await lesson.Lead(teacher, "close")).Must();
        var late = await lesson.Line(lesson.Students[1]);
        Assert.Equal("call.closed", (await late.Line.JoinCallAsync(new JoinCallRequest(lesson.Call, true, true))).Refusal?.Code);
    }

    [Fact]
    public async Task Paragraph_2_5_no_student_is_made_a_helper_who_mutes_others()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);

        Assert.Equal("call.helper_not_staff", (await lesson.Lead(teacher, "co_lead", lesson.Students[0])).Refusal?.Code);
        Assert.Equal("call.not_leading", (await lesson.Lead(student, "mute", lesson.Students[0])).Refusal?.Code);
    }

    [Fact]
    public async Task Every_act_of_a_leader_is_in_the_record()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        await lesson.Enter(0);
        (await lesson.Lead(teacher, "mute", lesson.Students[0])).Must();
        (await lesson.Lead(teacher, "lock", locks: ["chat", "share"])).Must();
        (await lesson.Lead(teacher, "end")).Must();

        Assert.Equal(1, await lesson.District.Town.Count("SELECT count(*) FROM audit WHERE act = 'call.started'"));
        Assert.Equal(3, await lesson.District.Town.Count("SELECT count(*) FROM audit WHERE act = 'call.led'"));
    }

    private static SeatDto Seat(Witness line, PersonId person) => line.Call!.Seats.Single(s => s.PersonId == person.Value);
}
