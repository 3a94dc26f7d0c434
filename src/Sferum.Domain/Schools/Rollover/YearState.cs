using Sferum.People;

namespace Sferum.Schools;

/// <summary>What lives in a school in the year that goes over.</summary>
public sealed record YearState
{
    public required int Year { get; init; }

    /// <summary>Living classes of the year.</summary>
    public required IReadOnlyList<YearClass> Classes { get; init; }

    /// <summary>Living sections of these classes, and those of the year that are no class's.</summary>
    public required IReadOnlyList<YearSection> Sections { get; init; }

    /// <summary>Who is in them now.</summary>
    public required IReadOnlyList<YearPlace> Places { get; init; }

    /// <summary>The school's students.</summary>
    public required IReadOnlyList<YearStudent> Students { get; init; }

    /// <summary>Titles of living classes that the next year has already.</summary>
    public required IReadOnlyList<string> Taken { get; init; }
}

public sealed record YearClass(ClassId Id, string Title, string? Grade);

public sealed record YearSection(SectionId Id, string? SourcedId, string Title, string Subject, Guid? SubjectId, ClassId? Class, string? Grade, string Group);

/// <param name="SuspendedBy">The leave during which it rests.</param>
/// <param name="GivenBy">The substitution with which it ends.</param>
public readonly record struct YearPlace(
    Guid Id, PersonId Person, ClassId? Class, SectionId? Section, bool Teacher, bool Imported, Guid? SuspendedBy = null, Guid? GivenBy = null);

/// <param name="Affiliation">The role of a student at the school.</param>
/// <param name="Person">Whose.</param>
public readonly record struct YearStudent(Guid Affiliation, PersonId Person);

/// <summary>A place in the new year. A leave and a substitution go on in it.</summary>
public readonly record struct NewPlace(
    PersonId Person, Guid Place, bool InClass, bool Teacher, bool Imported, Guid? SuspendedBy = null, Guid? GivenBy = null);
