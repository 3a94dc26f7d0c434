using Sferum.Schools;

namespace Sferum.Push;

/// <summary>A time of each day in which nobody is woken by a notification; what came meanwhile is told after it, at once.</summary>
/// <param name="From">When it begins, in minutes since midnight.</param>
/// <param name="To">When it ends; the same as <paramref name="From"/> means that there is none. It may be of the next day.</param>
/// <param name="Zone">IANA zone in which it is meant; an unknown one is UTC.</param>
public sealed record QuietHours(int From, int To, string Zone)
{
    /// <summary>Minutes of a day.</summary>
    public const int Day = 24 * 60;

    /// <summary>Whether both ends are minutes of a day, and the zone is known.</summary>
    public bool IsValid => From is >= 0 and < Day && To is >= 0 and < Day && TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _);

    /// <summary>When the silence that reigns at a moment ends.</summary>
    /// <param name="now">The moment.</param>
    /// <returns>Null when there is none now. Days on which clocks change are as long as they are.</returns>
    public DateTimeOffset? Until(DateTimeOffset now)
    {
        var today = SchoolDay.Of(now, Zone);
        for (var day = today.AddDays(-1); day <= today; day = day.AddDays(1))
        {
            var begins = At(day, From);
            var ends = At(To > From ? day : day.AddDays(1), To);
            if (From != To && now >= begins && now < ends)
            {
                return ends;
            }
        }

        return null;
    }

    private DateTimeOffset At(DateOnly day, int minute)
    {
        var local = day.ToDateTime(TimeOnly.MinValue).AddMinutes(minute);
        return new DateTimeOffset(local, SchoolDay.Find(Zone).GetUtcOffset(local));
    }
}
