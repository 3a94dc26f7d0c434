using Sferum.People;

namespace Sferum.Schools;

/// <summary>A subject taught to a class, to a group of a class, or to a group of a parallel (OneRoster class of type scheduled).</summary>
public sealed record Section
{
    public required SectionId Id { get; init; }

    public required string Title { get; init; }

    public required string Subject { get; init; }

    /// <summary>The subject in the catalogue; null for a section that a file brought.</summary>
    public Guid? SubjectId { get; init; }

    public ClassId? Class { get; init; }

    /// <summary>The parallel, for a section that is no class's.</summary>
    public string? Grade { get; init; }

    /// <summary>The group's name; empty for the whole class.</summary>
    public required string Group { get; init; }

    public required int Year { get; init; }

    public DateTimeOffset? ArchivedAt { get; init; }

    public long Students { get; init; }

    public long Teachers { get; init; }
}

/// <summary>A group of a class or of a parallel: what several sections call their own students (ADR 19).</summary>
public sealed record StudentGroup(ClassId? Class, string? Grade, string Title, long Sections);

/// <summary>A section to be made: of a class, or of a parallel, then with a group.</summary>
public sealed record NewSection(Guid Subject, ClassId? Class, string? Grade, string? Group, int? Year);

/// <summary>Which sections of a school are asked for.</summary>
public sealed record SectionFilter(int? Year, ClassId? Class, string? Grade, bool Archived);

/// <summary>The sections of schools. Each has its study chat from the transaction that makes it.</summary>
public interface ISections
{
    /// <summary>Sections by title, with how many are in each. One query.</summary>
    ValueTask<StructurePage<Section>> List(SchoolId school, SectionFilter filter, Guid? after, int limit, CancellationToken cancel);

    /// <summary>The groups of a year, at most <see cref="StructureText.MaxPage"/>. One query.</summary>
    ValueTask<IReadOnlyList<StudentGroup>> Groups(SchoolId school, int? year, CancellationToken cancel);

    /// <summary>
    /// Makes a section and its chat. Without a group the students of the class are in it at once; a group begins empty.
    /// Refused when the class has this subject (for this group) already.
    /// </summary>
    ValueTask<Outcome<Enacted<Section>>> Create(Caller caller, NewSection section, CancellationToken cancel);

    /// <summary>Renames the group of a section; its chat is called after it.</summary>
    ValueTask<Outcome<Enacted<Section>>> RenameGroup(Caller caller, SectionId id, string? group, CancellationToken cancel);

    /// <summary>Puts a section away: who was in it reads its chat and writes no more.</summary>
    ValueTask<Outcome<Enacted<Section>>> Archive(Caller caller, SectionId id, CancellationToken cancel);

    /// <summary>Takes a section out of the archive with those who were in it, as far as they belong to the school still.</summary>
    ValueTask<Outcome<Enacted<Section>>> Restore(Caller caller, SectionId id, CancellationToken cancel);
}
