namespace Sferum.Schools;

/// <summary>A school class.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">What it is called, 7Б for instance; once in a year.</param>
/// <param name="Grade">The parallel; null when nobody said.</param>
/// <param name="Year">The school year, by the calendar year in which it begins.</param>
/// <param name="ArchivedAt">When it went into the archive; null for a living class.</param>
/// <param name="Students">Students there now.</param>
/// <param name="Teachers">Class teachers there now.</param>
/// <param name="GuardiansChatId">The chat of its guardians, into which their links lead; null when there is none.</param>
public sealed record ClassDto(Guid Id, string Title, string? Grade, int Year, long? ArchivedAt, long Students, long Teachers, Guid? GuardiansChatId = null);

/// <summary>A page of classes, by title.</summary>
/// <param name="Items">At most 200.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; null on the last one.</param>
public sealed record ClassPageDto(IReadOnlyList<ClassDto> Items, Guid? Next);

/// <summary>How a class shall be.</summary>
/// <param name="Title">1 to 100 characters.</param>
/// <param name="Grade">The parallel; at most 32 characters.</param>
/// <param name="Year">For a new class: the school year; null for the current one. A class stays in its year.</param>
public sealed record ClassRequest(string Title, string? Grade = null, int? Year = null);

/// <summary>All living classes of one grade.</summary>
/// <param name="Grade">The grade; null for classes of which nobody said.</param>
/// <param name="Classes">How many classes.</param>
/// <param name="Students">How many students in them.</param>
public sealed record ParallelDto(string? Grade, long Classes, long Students);

/// <summary>The parallels of a year.</summary>
/// <param name="Items">The youngest first; at most 200.</param>
public sealed record ParallelsDto(IReadOnlyList<ParallelDto> Items);
