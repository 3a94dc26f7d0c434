namespace Sferum.Schools;

/// <summary>A subject taught to a class, to a group of a class, or to a group of a parallel.</summary>
public sealed record SectionDto
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it and its study chat are called.</summary>
    public required string Title { get; init; }

    /// <summary>What is taught.</summary>
    public required string Subject { get; init; }

    /// <summary>The subject in the catalogue; null for a section that a file brought.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>The class to which it is taught, whole or in part; null for one of a parallel.</summary>
    public Guid? ClassId { get; init; }

    /// <summary>The parallel, when it is no class's.</summary>
    public string? Grade { get; init; }

    /// <summary>The group's name; empty for the whole class.</summary>
    public required string Group { get; init; }

    /// <summary>The school year.</summary>
    public required int Year { get; init; }

    /// <summary>When it went into the archive; null for a living section.</summary>
    public long? ArchivedAt { get; init; }

    /// <summary>Students there now.</summary>
    public long Students { get; init; }

    /// <summary>Teachers there now.</summary>
    public long Teachers { get; init; }
}

/// <summary>A page of sections, by title.</summary>
/// <param name="Items">At most 200.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; null on the last one.</param>
public sealed record SectionPageDto(IReadOnlyList<SectionDto> Items, Guid? Next);

/// <summary>A section to be made.</summary>
/// <param name="SubjectId">A living subject of the catalogue.</param>
/// <param name="ClassId">A living class; then its year is the section's.</param>
/// <param name="Grade">Instead of a class: a parallel.</param>
/// <param name="Group">The group's name. Without one the whole class is taught, and its students are in it at once; a parallel needs one.</param>
/// <param name="Year">For a parallel: the school year; null for the current one.</param>
public sealed record SectionRequest(Guid SubjectId, Guid? ClassId = null, string? Grade = null, string? Group = null, int? Year = null);

/// <summary>What the group of a section shall be called.</summary>
/// <param name="Group">1 to 100 characters.</param>
public sealed record GroupRequest(string Group);

/// <summary>A group of a class or of a parallel.</summary>
/// <param name="ClassId">Of which class.</param>
/// <param name="Grade">Of which parallel.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Sections">How many sections are taught to it.</param>
public sealed record GroupDto(Guid? ClassId, string? Grade, string Title, long Sections);

/// <summary>The groups of a year.</summary>
/// <param name="Items">By title; at most 200.</param>
public sealed record GroupsDto(IReadOnlyList<GroupDto> Items);
