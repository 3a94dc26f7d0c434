using Sferum.District;
using Sferum.Live;

namespace Sferum.Calls;

/// <summary>Credentials of TURN servers: who gets them when, and for how long they are good.</summary>
public sealed class Ways_to_a_lesson
{
    [Fact]
    public async Task Whoever_may_come_gets_servers_before_coming_in_and_again_later_and_is_told_how_long_they_are_good()
    {
        var clock = new MovedClock(TimeProvider.System.GetUtcNow());
        await using var lesson = await Lesson.Open(new DistrictShape { Clock = clock, Turn = new FakeTurn(clock) });
        await lesson.Begin();
        var student = await lesson.Line(lesson.Students[0]);

        var before = Assert.Single((await student.Line.IceServersAsync(lesson.Call)).Must().Ice);
        var joined = Assert.Single((await lesson.Enter(student)).Ice);
        var other = Assert.Single((await (await lesson.Line(lesson.Students[1])).Line.IceServersAsync(lesson.Call)).Must().Ice);

        Assert.Equal((before.Username, before.Credential), (joined.Username, joined.Credential));
        Assert.NotEqual(before.Username, other.Username);
        Assert.DoesNotContain(lesson.Students[0].ToString(), before.Username, StringComparison.OrdinalIgnoreCase);
        Assert.InRange(before.LastsMs!.Value, 3_500_000, 3_600_000);
    }

    [Fact]
    public async Task Whoever_would_be_turned_away_at_the_door_gets_none()
    {
        await using var lesson = await Lesson.Open();
        var teacher = await lesson.Begin();
        var inside = await lesson.Enter(0);
        var late = await lesson.Line(lesson.Students[1]);

        (await lesson.Lead(teacher, "close")).Must();
        Assert.Equal("call.closed", (await late.Line.IceServersAsync(lesson.Call)).Refusal?.Code);
        (await inside.Line.IceServersAsync(lesson.Call)).Must();
        Assert.Equal("request.not_found", (await late.Line.IceServersAsync(Guid.CreateVersion7())).Refusal?.Code);

        (await lesson.Lead(teacher, "end")).Must();
        Assert.Equal("call.ended", (await late.Line.IceServersAsync(lesson.Call)).Refusal?.Code);
    }

    [Fact]
    public async Task Each_state_tells_the_servers_time_by_which_ends_are_counted_down()
    {
        var clock = new MovedClock(new DateTimeOffset(2031, 9, 1, 8, 0, 0, TimeSpan.Zero));
        await using var lesson = await Lesson.Open(new DistrictShape { Clock = clock });
        var teacher = await lesson.Begin();
        var student = await lesson.Enter(0);
        (await teacher.Line.LeaveCallAsync(lesson.Call)).Must();

        await student.Until(static w => w.Call!.EndsAt is not null);
        var state = student.Call!;

        Assert.InRange(state.EndsAt!.Value - state.Now!.Value, CallLimits.Grace.TotalMilliseconds - 60_000, CallLimits.Grace.TotalMilliseconds);
        Assert.InRange((await student.Line.CallNowAsync(lesson.Call)).Must().Now!.Value, state.Now.Value, clock.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
