using Sferum.Chats;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>A school class, 7Б (OneRoster class of type homeroom).</summary>
public sealed record SchoolClass
{
    public required ClassId Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The parallel; null when nobody said.</summary>
    public string? Grade { get; init; }

    /// <summary>The school year, by the calendar year in which it begins.</summary>
    public required int Year { get; init; }

    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>Students there now.</summary>
    public long Students { get; init; }

    /// <summary>Class teachers there now.</summary>
    public long Teachers { get; init; }

    /// <summary>The chat of its guardians, as lists tell it; null when it has none.</summary>
    public ChatId? GuardiansChat { get; init; }
}

/// <summary>All classes of one grade.</summary>
public sealed record SchoolParallel(string? Grade, long Classes, long Students);

/// <summary>Which classes of a school are asked for.</summary>
/// <param name="Year">Of which year; null for the current one.</param>
/// <param name="Grade">Of which parallel; null for all.</param>
/// <param name="Archived">Those in the archive instead of the living.</param>
public sealed record ClassFilter(int? Year, string? Grade, bool Archived);

/// <summary>A page of a list.</summary>
/// <param name="Items">At most <see cref="StructureText.MaxPage"/>.</param>
/// <param name="Next">After what the next page begins; null on the last one.</param>
public sealed record StructurePage<T>(IReadOnlyList<T> Items, Guid? Next);

/// <summary>
/// The classes of schools. A class has its chat and the one of its guardians from the transaction that makes it, and takes them with it into the archive
/// and back. Ids of other schools are not found.
/// </summary>
public interface ISchoolClasses
{
    /// <summary>Classes by title, with how many are in each. One query.</summary>
    ValueTask<StructurePage<SchoolClass>> List(SchoolId school, ClassFilter filter, Guid? after, int limit, CancellationToken cancel);

    /// <summary>One class, living or archived; null when the school has none such.</summary>
    ValueTask<SchoolClass?> Find(SchoolId school, ClassId id, CancellationToken cancel);

    /// <summary>The parallels of a year (null: the current one), at most <see cref="StructureText.MaxPage"/>. One query.</summary>
    ValueTask<IReadOnlyList<SchoolParallel>> Parallels(SchoolId school, int? year, CancellationToken cancel);

    /// <summary>Makes a class and its chats.</summary>
    /// <returns>The class; refused when a living class of that year is called so, or when there is neither a year nor a current one.</returns>
    ValueTask<Outcome<Enacted<SchoolClass>>> Create(Caller caller, string title, string? grade, int? year, CancellationToken cancel);

    /// <summary>Gives a living class another title and grade; its chats and sections are called after it.</summary>
    ValueTask<Outcome<Enacted<SchoolClass>>> Change(Caller caller, ClassId id, string title, string? grade, CancellationToken cancel);

    /// <summary>
    /// Puts a class away, with its sections: assignments to it end, its chats can be read by those who were in them and by nobody else.
    /// Refused while it has students.
    /// </summary>
    /// <remarks>
    /// Holds the class row for update before it counts. Whoever puts a student into a class locks the living class for share before the row is
    /// inserted: then one of the two waits for the other and sees what it did.
    /// </remarks>
    ValueTask<Outcome<Enacted<SchoolClass>>> Archive(Caller caller, ClassId id, CancellationToken cancel);

    /// <summary>Takes a class out of the archive with what went there at the same moment: its chats, its sections, its teachers.</summary>
    ValueTask<Outcome<Enacted<SchoolClass>>> Restore(Caller caller, ClassId id, CancellationToken cancel);
}
