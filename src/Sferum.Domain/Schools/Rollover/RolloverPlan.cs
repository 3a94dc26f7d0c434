namespace Sferum.Schools;

/// <summary>What a rollover writes. Everything that the year state names and that is not listed here stays as it is.</summary>
public sealed class RolloverPlan
{
    public required int From { get; init; }

    public int To => From + 1;

    /// <summary>Names what was looked at and what was wanted: the same state and choices have the same, whatever ids the plan gives out.</summary>
    public required string Revision { get; init; }

    public List<ClassFate> Fates { get; } = [];

    public List<RolloverConflict> Conflicts { get; } = [];

    public List<ClassRow> Classes { get; } = [];

    public List<SectionRow> Sections { get; } = [];

    public List<ChatRow> Chats { get; } = [];

    public List<NewPlace> Places { get; } = [];

    /// <summary>Student roles of those who leave.</summary>
    public List<Guid> EndedAffiliations { get; } = [];

    public required RolloverChoices Choices { get; init; }

    public required YearState Before { get; init; }

    public int Repeaters { get; set; }

    public int Graduates { get; set; }

    public RolloverCounts Counts => new()
    {
        Classes = Classes.Count, Sections = Sections.Count, Students = Places.Count(static p => p is { InClass: true, Teacher: false }),
        Repeaters = Repeaters, Graduates = Graduates, ArchivedClasses = Before.Classes.Count, ArchivedSections = Before.Sections.Count,
    };

    public RolloverPreview Preview => new(Revision, From, To, Fates, Choices.Beginning, Conflicts, Counts);
}
