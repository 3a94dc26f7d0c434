namespace Sferum.Schools;

/// <summary>A school year.</summary>
/// <param name="Year">The calendar year in which it begins.</param>
/// <param name="StartDate">Its first day, in that calendar year.</param>
/// <param name="EndDate">Its last day.</param>
/// <param name="Current">Whether the school is in it; at most one year is current.</param>
public sealed record SchoolYearDto(int Year, DateOnly StartDate, DateOnly EndDate, bool Current);

/// <summary>A school's years.</summary>
/// <param name="Items">The newest first; at most 200.</param>
public sealed record SchoolYearsDto(IReadOnlyList<SchoolYearDto> Items);

/// <summary>How a year shall be.</summary>
/// <param name="StartDate">Its first day.</param>
/// <param name="EndDate">Its last day.</param>
/// <param name="Current">Whether it is the current one: the one before is it no longer then.</param>
public sealed record SchoolYearRequest(DateOnly StartDate, DateOnly EndDate, bool Current);
