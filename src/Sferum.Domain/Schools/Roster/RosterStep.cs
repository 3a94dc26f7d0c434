using Sferum.Chats;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>What one transaction of an import writes. Empty lists are the rule: a step does one kind of thing.</summary>
public sealed record RosterStep
{
    public SchoolRow? School { get; init; }

    public IReadOnlyList<PersonRow> People { get; init; } = [];

    public IReadOnlyList<ClassRow> Classes { get; init; } = [];

    public IReadOnlyList<SectionRow> Sections { get; init; } = [];

    public IReadOnlyList<ChatRow> Chats { get; init; } = [];

    public IReadOnlyList<EndedRow> EndedAffiliations { get; init; } = [];

    public IReadOnlyList<EndedRow> EndedEnrollments { get; init; } = [];

    public IReadOnlyList<RosterPair> EndedGuardianships { get; init; } = [];

    public IReadOnlyList<AffiliationRow> Affiliations { get; init; } = [];

    /// <summary>New places. A student's new class ends the old one in the same transaction, wherever it was.</summary>
    public IReadOnlyList<EnrollmentRow> Enrollments { get; init; } = [];

    public IReadOnlyList<RosterPair> Guardianships { get; init; } = [];

    /// <summary>Students who come from a class at another school.</summary>
    public IReadOnlyList<Transfer> Transfers { get; init; } = [];

    public IReadOnlyList<AffectedChat> Affected { get; init; } = [];

    /// <summary>How many rows it is, for the progress.</summary>
    public int Count => (School is null ? 0 : 1) + People.Count + Classes.Count + Sections.Count + Chats.Count + EndedAffiliations.Count + EndedEnrollments.Count
        + EndedGuardianships.Count + Affiliations.Count + Enrollments.Count + Guardianships.Count;
}

/// <summary>A school, new or changed.</summary>
/// <param name="Id">The school.</param>
/// <param name="SourcedId">The id by which files name it.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Identifier">What the file calls its identifier.</param>
/// <param name="Named">Whether the school is there already and gets its id only now.</param>
public sealed record SchoolRow(SchoolId Id, string SourcedId, string Name, string? Identifier, bool Named = false);

/// <summary>A person, new or changed. A phone and a birth date fill an empty place and replace none.</summary>
/// <param name="Id">Who.</param>
/// <param name="Person">As the file has it.</param>
/// <param name="DisplayName">How chats show the person.</param>
/// <param name="Student">Whether the file has a student in this person.</param>
/// <param name="New">Whether nobody knew the person before.</param>
public sealed record PersonRow(PersonId Id, RosterPerson Person, string DisplayName, bool Student, bool New);

/// <summary>A role or a place that ends.</summary>
/// <param name="Id">The row.</param>
/// <param name="Person">Whose.</param>
/// <param name="Student">Whether it is a student's.</param>
public readonly record struct EndedRow(Guid Id, PersonId Person, bool Student);

/// <summary>A school class, new or changed.</summary>
public sealed record ClassRow(ClassId Id, string? SourcedId, string Title, string? Grade, int Year, bool Archived);

/// <summary>A section, new or changed.</summary>
public sealed record SectionRow(SectionId Id, string? SourcedId, string Title, string Subject, int Year, ClassId? Class, bool Archived)
{
    /// <summary>The subject in the school's catalogue; files know none, and leave what people chose.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>The parallel, for a section that is no class's.</summary>
    public string? Grade { get; init; }

    /// <summary>The group's name; empty for a whole class or parallel.</summary>
    public string Group { get; init; } = "";
}

/// <summary>A chat, new or changed.</summary>
public sealed record ChatRow(ChatId Id, ChatKind Kind, string Title, ClassId? Class, SectionId? Section, bool Archived);

/// <summary>A new role.</summary>
public readonly record struct AffiliationRow(PersonId Person, Role Role);

/// <summary>A new place in a class or a section. There may be a million: it is kept small.</summary>
/// <param name="Person">Who.</param>
/// <param name="Place">A class or a section.</param>
/// <param name="InClass">Whether it is a class.</param>
/// <param name="Teacher">True for a teacher, false for a student.</param>
public readonly record struct EnrollmentRow(PersonId Person, Guid Place, bool InClass, bool Teacher)
{
    /// <summary>Whether it is a student's place in a class, of which there is one.</summary>
    public bool IsHomeroom => InClass && !Teacher;
}

/// <summary>A guardian and a student.</summary>
public readonly record struct RosterPair(PersonId Guardian, PersonId Student);

/// <summary>A student comes from another school.</summary>
/// <param name="Person">Who.</param>
/// <param name="From">Where from.</param>
/// <param name="Whole">True when the file does not speak of that school: then everything the student had there ends, not only the class.</param>
public readonly record struct Transfer(PersonId Person, SchoolId From, bool Whole);
