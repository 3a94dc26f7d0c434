using Sferum.People;

namespace Sferum.Schools;

/// <summary>A school year (OneRoster academic session).</summary>
/// <param name="Year">The calendar year in which it begins.</param>
/// <param name="Begins">Its first day.</param>
/// <param name="Ends">Its last day.</param>
/// <param name="IsCurrent">Whether it is the one that the school is in; at most one is.</param>
public sealed record SchoolYear(int Year, DateOnly Begins, DateOnly Ends, bool IsCurrent)
{
    private const int MaxDays = 400;

    /// <summary>A year as the calendar of schools has it.</summary>
    /// <param name="year">The calendar year in which it begins.</param>
    /// <returns>From the first of September to the last of August.</returns>
    public static SchoolYear Usual(int year) => new(year, new DateOnly(year, 9, 1), new DateOnly(year + 1, 8, 31), IsCurrent: false);

    /// <summary>Whether it can be so.</summary>
    /// <returns>Null, or the field that can't.</returns>
    public Refusal? Check() =>
        !StructureText.IsYear(Year) ? Refusals.FieldInvalid("year")
        : Begins.Year != Year ? Refusals.FieldInvalid("startDate")
        : Ends <= Begins || Ends.DayNumber - Begins.DayNumber > MaxDays ? Refusals.FieldInvalid("endDate")
        : null;
}

/// <summary>The years of schools.</summary>
public interface ISchoolYears
{
    /// <summary>A school's years, the newest first; at most <see cref="StructureText.MaxPage"/>. One query.</summary>
    ValueTask<IReadOnlyList<SchoolYear>> List(SchoolId school, CancellationToken cancel);

    /// <summary>Sets a year's days, and whether it is the current one: the one before is it no longer then.</summary>
    /// <param name="caller">Who; needs the right to manage the school.</param>
    /// <param name="year">The year.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The year; refused when a field can't be so.</returns>
    ValueTask<Outcome<Enacted<SchoolYear>>> Set(Caller caller, SchoolYear year, CancellationToken cancel);
}
