using Sferum.Chats;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>A school as it is stored.</summary>
public sealed record StoredSchool(SchoolId Id, string SourcedId, string Name, string? Identifier, bool Archived);

/// <summary>A person as it is stored.</summary>
public sealed record StoredPerson(
    PersonId Id, string? SourcedId, string GivenName, string FamilyName, string? MiddleName, string DisplayName, byte[]? PhoneHash, DateOnly? BirthDate);

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

public sealed record StoredSection(SectionId Id, string? SourcedId, string Title, string Subject, int Year, ClassId? Class, bool Archived);

public sealed record StoredChat(ChatId Id, ChatKind Kind, string Title, ClassId? Class, SectionId? Section, bool Archived);

/// <param name="Imported">A file brought it, so a file may end it.</param>
public readonly record struct StoredAffiliation(Guid Id, PersonId Person, Role Role, bool Imported);

/// <param name="Imported">A file brought it, so a file may end it.</param>
public readonly record struct StoredEnrollment(Guid Id, PersonId Person, ClassId? Class, SectionId? Section, bool Teacher, bool Imported);

/// <param name="Imported">A file brought it, so a file may end it.</param>
public readonly record struct StoredGuardianship(PersonId Guardian, PersonId Student, bool Imported);

/// <summary>A student's class at another school.</summary>
public readonly record struct StoredElsewhere(PersonId Person, SchoolId School);
