namespace Sferum.Schools;

/// <summary>How a year shall go over into the next one.</summary>
public sealed record RolloverRequest
{
    /// <summary>The year that ends; null for the current one.</summary>
    public int? From { get; init; }

    /// <summary>Classes of this grade and above leave the school.</summary>
    public int Graduating { get; init; } = 11;

    /// <summary>Whether subject teachers go on with their sections; class teachers go on with their class in any case.</summary>
    public bool WithTeachers { get; init; } = true;

    /// <summary>Students who stay in their grade; at most 2,000.</summary>
    public IReadOnlyList<RepeaterDto> Repeaters { get; init; } = [];

    /// <summary>Classes that begin, the first ones for instance; at most 200.</summary>
    public IReadOnlyList<BeginningClassDto> Beginning { get; init; } = [];

    /// <summary>Classes that go over otherwise than their title and grade say.</summary>
    public IReadOnlyList<ClassChoiceDto> Classes { get; init; } = [];

    /// <summary>To carry it out: the revision of the preview that was seen.</summary>
    public string? Revision { get; init; }
}

/// <summary>A student who stays in the grade.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Title">Into which class of the new year; null for the one that is called as the old one is now, or else the first of the grade.</param>
public sealed record RepeaterDto(Guid PersonId, string? Title = null);

/// <summary>A class that begins with the new year.</summary>
/// <param name="Title">1 to 100 characters.</param>
/// <param name="Grade">Its parallel.</param>
public sealed record BeginningClassDto(string Title, string Grade);

/// <summary>What becomes of one class when it is not what its title and grade say.</summary>
/// <param name="ClassId">Which.</param>
/// <param name="Title">Its title in the new year; null for the usual one.</param>
/// <param name="Grade">The grade that it is in now; null for the one that it says.</param>
public sealed record ClassChoiceDto(Guid ClassId, string? Title = null, int? Grade = null);

/// <summary>What a rollover would do.</summary>
public sealed record RolloverPreviewDto
{
    /// <summary>Names exactly this preview: it is what is carried out, or nothing.</summary>
    public required string Revision { get; init; }

    /// <summary>The year that ends.</summary>
    public required int From { get; init; }

    /// <summary>The year that begins.</summary>
    public required int To { get; init; }

    /// <summary>Every class of the year, the youngest first.</summary>
    public required IReadOnlyList<ClassFateDto> Classes { get; init; }

    /// <summary>Classes that begin.</summary>
    public required IReadOnlyList<BeginningClassDto> Beginning { get; init; }

    /// <summary>What has to be settled before; empty when it can be carried out.</summary>
    public required IReadOnlyList<RolloverConflictDto> Conflicts { get; init; }

    /// <summary>How much it makes, moves and ends.</summary>
    public required RolloverCountsDto Counts { get; init; }
}

/// <summary>What becomes of a class.</summary>
/// <param name="ClassId">Which.</param>
/// <param name="Title">As it is called now.</param>
/// <param name="Grade">Its grade now; null when nobody knows it.</param>
/// <param name="NewTitle">Its title in the new year; null when it leaves the school.</param>
/// <param name="NewGrade">Its grade then.</param>
/// <param name="Students">How many go on with it, or leave with it.</param>
/// <param name="Repeaters">How many of it stay in their grade.</param>
/// <param name="Teachers">How many class teachers it has.</param>
/// <param name="Sections">How many sections go on with it.</param>
public sealed record ClassFateDto(
    Guid ClassId, string Title, string? Grade, string? NewTitle, string? NewGrade, int Students, int Repeaters, int Teachers, int Sections);

/// <summary>Why a year can't go over as it is wanted.</summary>
/// <param name="Code">A code, <c>rollover.conflict.title_twice</c> for instance.</param>
/// <param name="Message">The same as a sentence, in the language of Accept-Language.</param>
/// <param name="Subject">The class or person; null when it is about a title.</param>
/// <param name="Title">The title that it is about.</param>
public sealed record RolloverConflictDto(string Code, string Message, Guid? Subject, string? Title);

/// <summary>How much a rollover makes, moves and ends.</summary>
/// <param name="Classes">New classes.</param>
/// <param name="Sections">New sections.</param>
/// <param name="Students">Students in the new classes.</param>
/// <param name="Repeaters">How many of them stay in their grade.</param>
/// <param name="Graduates">Students who leave the school.</param>
/// <param name="ArchivedClasses">Classes that go into the archive.</param>
/// <param name="ArchivedSections">Sections that go into the archive.</param>
public sealed record RolloverCountsDto(int Classes, int Sections, int Students, int Repeaters, int Graduates, int ArchivedClasses, int ArchivedSections);

/// <summary>A rollover that was carried out.</summary>
/// <param name="Id">Its id, by which it can be undone.</param>
/// <param name="From">The year that ended.</param>
/// <param name="To">The year that began.</param>
/// <param name="At">When.</param>
/// <param name="UndoneAt">When it was undone; null while it stands.</param>
public sealed record RolloverDto(Guid Id, int From, int To, long At, long? UndoneAt);

/// <summary>A school's rollovers.</summary>
/// <param name="Items">The latest first; at most 200.</param>
public sealed record RolloversDto(IReadOnlyList<RolloverDto> Items);
