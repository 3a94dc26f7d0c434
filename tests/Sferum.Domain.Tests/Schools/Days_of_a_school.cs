namespace Sferum.Schools;

public sealed class Days_of_a_school
{
    [Theory]
    [InlineData("Asia/Kamchatka", "2026-11-24", "2026-11-23T12:00:00Z")]
    [InlineData("Asia/Anadyr", "2026-11-24", "2026-11-23T12:00:00Z")]
    [InlineData("Europe/Moscow", "2026-11-24", "2026-11-23T21:00:00Z")]
    [InlineData("Europe/Kaliningrad", "2026-11-24", "2026-11-23T22:00:00Z")]
    [InlineData("Nowhere/Land", "2026-11-24", "2026-11-24T00:00:00Z")]
    [InlineData("America/Havana", "2026-03-08", "2026-03-08T05:00:00Z")] // clocks skip midnight: the day begins at one
    [InlineData("America/Havana", "2026-11-01", "2026-11-01T04:00:00Z")] // midnight comes twice: the day begins with the first
    public void Begin_at_midnight_in_its_own_zone(string zone, string day, string begins) => Assert.Equal(
        DateTimeOffset.Parse(begins, System.Globalization.CultureInfo.InvariantCulture),
        SchoolDay.Begins(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), zone).ToUniversalTime());

    [Fact]
    public void Are_already_tomorrow_in_the_east()
    {
        var noon = new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

        Assert.Equal(new DateOnly(2026, 11, 24), SchoolDay.Of(noon, "Asia/Kamchatka"));
        Assert.Equal(new DateOnly(2026, 11, 23), SchoolDay.Of(noon, "Europe/Moscow"));
    }
}
