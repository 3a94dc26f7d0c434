namespace Sferum.Schools;

/// <summary>Days of a school: they begin at midnight in its own zone, in Anadyr nine hours before Moscow.</summary>
public static class SchoolDay
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>The moment at which a day begins.</summary>
    /// <param name="day">The day.</param>
    /// <param name="zone">The school's IANA zone; an unknown one is UTC.</param>
    /// <returns>Midnight; where clocks skip midnight, the first moment after it.</returns>
    public static DateTimeOffset Begins(DateOnly day, string zone)
    {
        var place = Find(zone);
        var local = day.ToDateTime(TimeOnly.MinValue);
        while (place.IsInvalidTime(local))
        {
            local += Step;
        }

        // A midnight that comes twice: the day begins with the first.
        var offset = place.IsAmbiguousTime(local) ? place.GetAmbiguousTimeOffsets(local).Max() : place.GetUtcOffset(local);
        return new DateTimeOffset(local, offset);
    }

    /// <summary>Which day it is there.</summary>
    /// <param name="at">A moment.</param>
    /// <param name="zone">The school's IANA zone.</param>
    /// <returns>The day.</returns>
    public static DateOnly Of(DateTimeOffset at, string zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Find(zone)).DateTime);

    /// <summary>A zone by its IANA name; an unknown one is UTC.</summary>
    internal static TimeZoneInfo Find(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? found : TimeZoneInfo.Utc;
}
