using Sferum.Chats;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>A school as it is stored.</summary>
/// <param name="Id">The school.</param>
/// <param name="SourcedId">The id by which files name it; null for a founded one that no file has named yet.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Identifier">What files call its identifier.</param>
/// <param name="Archived">Whether it is gone.</param>
public sealed record StoredSchool(SchoolId Id, string? SourcedId, string Name, string? Identifier, bool Archived)
{
    /// <summary>The number of the taxpayer, from its card.</summary>
    public string? Inn { get; init; }

    /// <summary>The number of the organisation, from its card.</summary>
    public string? Ogrn { get; init; }

    /// <summary>Whether people keep its card: then it is called what they say, and not what a file says.</summary>
    public bool HasCard { get; init; }
}

/// <summary>What somebody is to the school whose administrator imports (here), and to all others.</summary>
[Flags]
public enum PersonStanding
{
    None = 0,

    /// <summary>Has, or had, a role here.</summary>
    Here = 1,

    /// <summary>Has a role somewhere else.</summary>
    Elsewhere = 2,

    /// <summary>Has, or had, a role somewhere else.</summary>
    OnceElsewhere = 4,

    /// <summary>Is in a class of another school.</summary>
    LearnsElsewhere = 8,

    /// <summary>Is a student anywhere.</summary>
    Student = 16,

    /// <summary>Is staff or a guardian anywhere.</summary>
    Adult = 32,

    /// <summary>Is a student by something that the import can't end: by hand, or at a school that it is not about.</summary>
    StaysStudent = 64,

    /// <summary>Is staff or a guardian by something that the import can't end.</summary>
    StaysAdult = 128,
}

/// <summary>A person as it is stored.</summary>
public sealed record StoredPerson(
    PersonId Id, string? SourcedId, string GivenName, string FamilyName, string? MiddleName, string DisplayName, byte[]? PhoneHash, DateOnly? BirthDate)
{
    /// <summary>What the person is to schools; of an operator's import only what a phone's owner is.</summary>
    public PersonStanding Standing { get; init; }
}

/// <summary>What is stored of one school's roster: classes, sections and chats of all times; roles, places and guardians of now.</summary>
public sealed record StoredRoster
{
    public static readonly StoredRoster Empty = new()
    {
        Classes = [], Sections = [], Chats = [], Affiliations = [], Enrollments = [], Guardianships = [],
    };

    public required IReadOnlyList<StoredClass> Classes { get; init; }

    public required IReadOnlyList<StoredSection> Sections { get; init; }

    public required IReadOnlyList<StoredChat> Chats { get; init; }

    public required IReadOnlyList<StoredAffiliation> Affiliations { get; init; }

    public required IReadOnlyList<StoredEnrollment> Enrollments { get; init; }

    /// <summary>Of those whom the file has as students here.</summary>
    public required IReadOnlyList<StoredGuardianship> Guardianships { get; init; }
}

public sealed record StoredClass(ClassId Id, string? SourcedId, string Title, string? Grade, int Year, bool Archived);

public sealed record StoredSection(SectionId Id, string? SourcedId, string Title, string Subject, int Year, ClassId? Class, bool Archived)
{
    /// <summary>The group's name; empty for a whole class or parallel.</summary>
    public string Group { get; init; } = "";
}

public sealed record StoredChat(ChatId Id, ChatKind Kind, string Title, ClassId? Class, SectionId? Section, bool Archived);

/// <param name="Imported">A file brought it, so a file may end it.</param>
public readonly record struct StoredAffiliation(Guid Id, PersonId Person, Role Role, bool Imported);

/// <param name="Imported">A file brought it, so a file may end it.</param>
public readonly record struct StoredEnrollment(Guid Id, PersonId Person, ClassId? Class, SectionId? Section, bool Teacher, bool Imported);

/// <param name="Imported">A file brought it, so a file may end it.</param>
public readonly record struct StoredGuardianship(PersonId Guardian, PersonId Student, bool Imported);

/// <summary>A student's class at another school.</summary>
public readonly record struct StoredElsewhere(PersonId Person, SchoolId School);
