namespace Sferum.Push;

public sealed class Quiet_hours
{
    private static readonly QuietHours Night = new((22 * 60) + 30, 7 * 60, "Europe/Moscow");

    [Theory]
    [InlineData("2026-11-27T19:29:59Z", null)]
    [InlineData("2026-11-27T19:30:00Z", "2026-11-28T04:00:00Z")]
    [InlineData("2026-11-27T22:00:00Z", "2026-11-28T04:00:00Z")]
    [InlineData("2026-11-28T03:59:59Z", "2026-11-28T04:00:00Z")]
    [InlineData("2026-11-28T04:00:00Z", null)]
    public void Last_over_midnight_in_their_own_zone(string now, string? until) => Assert.Equal(At(until), Night.Until(At(now)!.Value));

    [Theory]
    [InlineData("2026-11-27T12:59:00Z", null)]
    [InlineData("2026-11-27T13:00:00Z", "2026-11-27T15:00:00Z")]
    [InlineData("2026-11-27T15:00:00Z", null)]
    public void May_be_within_a_day(string now, string? until) => Assert.Equal(At(until), new QuietHours(13 * 60, 15 * 60, "UTC").Until(At(now)!.Value));

    [Fact]
    public void That_begin_when_they_end_are_none() => Assert.Null(new QuietHours(60, 60, "UTC").Until(At("2026-11-27T01:00:00Z")!.Value));

    [Fact]
    public void End_at_the_hour_that_the_clock_shows_when_clocks_change()
    {
        // In Berlin the night to 29 March 2026 has one hour less.
        var night = new QuietHours(22 * 60, 7 * 60, "Europe/Berlin");
        Assert.Equal(At("2026-03-29T05:00:00Z"), night.Until(At("2026-03-28T22:00:00Z")!.Value));
    }

    [Theory]
    [InlineData(-1, 0, "UTC")]
    [InlineData(0, 1440, "UTC")]
    [InlineData(0, 60, "Nowhere/Land")]
    public void That_can_not_be_are_not_valid(int from, int to, string zone) => Assert.False(new QuietHours(from, to, zone).IsValid);

    [Fact]
    public void Of_the_person_and_of_the_school_the_longer_counts()
    {
        var target = new PushTarget(new Uri("https://push.example/1"), [], []);
        var reader = new PushReader(Guid.CreateVersion7(), default, target, 1, 1, new QuietHours(0, 120, "UTC"), new QuietHours(0, 60, "UTC"));
        var now = At("2026-11-27T00:30:00Z")!.Value;

        Assert.Equal(At("2026-11-27T02:00:00Z"), reader.QuietUntil(now));
        Assert.Equal(At("2026-11-27T01:00:00Z"), (reader with { Own = null }).QuietUntil(now));
        Assert.Equal(At("2026-11-27T02:00:00Z"), (reader with { Schools = null }).QuietUntil(now));
        Assert.Null((reader with { Own = null, Schools = null }).QuietUntil(now));
    }

    private static DateTimeOffset? At(string? text) => text is null ? null : DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
