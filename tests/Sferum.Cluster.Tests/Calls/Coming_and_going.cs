using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>Lines that break, devices that change, places that end; and what is kept of who was there.</summary>
public sealed class Coming_and_going
{
    [Fact]
    public async Task A_lost_line_keeps_its_seat_and_whoever_comes_back_has_the_same_one()
    {
        await using var lesson = await Lesson.Open(new DistrictShape { Gateways = 2 });
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        (await student.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Hand = true })).Must();
        await teacher.Until(w => w.Call?.Hands.Count == 1);

        await lesson.Lose(student);
        await teacher.Until(w => w.Call!.Seats.Single(s => s.PersonId == lesson.Students[0].Value).Away == true);
        var again = await lesson.Line(lesson.Students[0], gateway: 1);
        var joined = (await again.Line.JoinCallAsync(new JoinCallRequest(lesson.Call, true, true, Resume: true))).Must();

        Assert.Equal([lesson.Students[0].Value], joined.State!.Hands);
        await teacher.Until(w => w.Call!.Seats.Single(s => s.PersonId == lesson.Students[0].Value).Away is null);
    }

    [Fact]
    public async Task Whoever_is_signed_out_while_the_line_is_away_is_out_at_once_and_nothing_is_sent_on()
    {
        var media = new FakeMediaServer(["one"]);
        await using var lesson = await Lesson.Open(new DistrictShape { Media = media });
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        (await student.Line.SignalAsync(new SignalRequest { CallId = lesson.Call, Kind = "publish", Epoch = student.Call!.Epoch, Sdp = "v=0" })).Must();
        await teacher.Until(w => w.Call!.Seats.Single(s => s.PersonId == lesson.Students[0].Value).Sends);
        await lesson.Lose(student);
        await teacher.Until(w => w.Call!.Seats.Single(s => s.PersonId == lesson.Students[0].Value).Away == true);
        var elsewhere = await lesson.District.SignIn(lesson.Students[0]);

        (await elsewhere.EndAllSessionsAsync(exceptThis: true)).Must();

        Assert.Contains(media.Told, static t => t.StartsWith("close ", StringComparison.Ordinal));
        await teacher.Until(static w => w.Call!.Seats.Count == 1);
        Assert.Equal("inside", (await lesson.Enter(await lesson.Line(lesson.Students[0]))).Place);
    }

    [Fact]
    public async Task On_a_second_device_the_first_one_is_told_and_says_nothing_any_more()
    {
        await using var lesson = await Lesson.Open();
        await lesson.Begin();
        var first = await lesson.Enter(0);
        var second = await lesson.Enter(0);

        await first.Until(static w => w.CallNews.Any(static n => n.Note == "elsewhere"));
        Assert.Equal("call.not_in", (await first.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Hand = true })).Refusal?.Code);
        (await second.Line.SetSeatAsync(new SetSeatRequest { CallId = lesson.Call, Hand = true })).Must();
        await second.Until(static w => w.Call?.Hands.Count == 1);
    }

    [Fact]
    public async Task P5_whoever_is_no_longer_in_the_chat_is_out_of_the_call_too()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        await teacher.Until(static w => w.Call?.Seats.Count == 2);

        await lesson.District.Town.Dismiss([lesson.Students[0]]);
        await lesson.District.FollowRoster(new(lesson.Chat));

        await student.Until(static w => w.CallNews.Any(static n => n.Note == "left_chat"));
        await teacher.Until(static w => w.Call?.Seats.Count == 1);
        Assert.Equal("request.not_found", (await student.Line.JoinCallAsync(new JoinCallRequest(lesson.Call, true, true))).Refusal?.Code);
    }

    [Fact]
    public async Task Attendance_counts_minutes_over_all_stays_and_names_the_absent_and_the_late()
    {
        var clock = new MovedClock(TimeProvider.System.GetUtcNow());
        await using var lesson = await Lesson.Open(new DistrictShape { Clock = clock }, students: 3);
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        clock.Pass(TimeSpan.FromMinutes(4));
        (await student.Line.LeaveCallAsync(lesson.Call)).Must();
        clock.Pass(TimeSpan.FromMinutes(2));
        await lesson.Enter(student);
        await lesson.Enter(1);
        clock.Pass(TimeSpan.FromMinutes(2));
        (await lesson.Lead(teacher, "end")).Must();

        var client = await lesson.District.SignIn(lesson.Teacher);
        var attendance = (await client.AttendanceAsync(lesson.Call)).Must();
        AttendeeDto Of(PersonId person) => attendance.People.Single(p => p.PersonId == person.Value);
        Assert.Equal(("present", 6), (Of(lesson.Students[0]).Status, Of(lesson.Students[0]).Minutes));
        Assert.Equal(2, Of(lesson.Students[0]).Stays.Count);
        Assert.Equal(("late", 2), (Of(lesson.Students[1]).Status, Of(lesson.Students[1]).Minutes));
        Assert.Equal(("absent", 0), (Of(lesson.Students[2]).Status, Of(lesson.Students[2]).Minutes));
        Assert.Equal(("present", 8), (Of(lesson.Teacher).Status, Of(lesson.Teacher).Minutes));
        var record = Assert.Single((await client.CallsAsync(lesson.Chat)).Must().Calls);
        Assert.Equal((lesson.Call, 3), (record.CallId, record.Attended));
        Assert.NotNull(record.EndedAt);
    }
}
