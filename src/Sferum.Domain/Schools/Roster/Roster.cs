using Sferum.People;

namespace Sferum.Schools;

/// <summary>Who belongs where, as a file wants it: only what holds now. Things point at each other by their place in these lists.</summary>
public sealed class Roster
{
    public required IReadOnlyList<RosterSchool> Schools { get; init; }

    public required IReadOnlyList<RosterClass> Classes { get; init; }

    public required IReadOnlyList<RosterSection> Sections { get; init; }

    public required IReadOnlyList<RosterPerson> People { get; init; }

    /// <summary>By school.</summary>
    public required IReadOnlyList<RosterAffiliation> Affiliations { get; init; }

    public required IReadOnlyList<RosterEnrollment> Enrollments { get; init; }

    public required IReadOnlyList<RosterGuardianship> Guardianships { get; init; }
}

/// <summary>A school.</summary>
public sealed record RosterSchool(string SourcedId, string Name, string? Identifier)
{
    /// <summary>Where in the file of orgs.</summary>
    public int Line { get; init; }
}

/// <summary>A school class (homeroom).</summary>
/// <param name="Year">The year in which its school year began.</param>
public sealed record RosterClass(string SourcedId, int School, string Title, string? Grade, int Year)
{
    /// <summary>Where in the file of classes.</summary>
    public int Line { get; init; }
}

/// <summary>A subject taught to a class or a group.</summary>
/// <param name="Class">The class that most of its students are in; -1 when there is none.</param>
public sealed record RosterSection(string SourcedId, int School, string Title, string Subject, int Year, int Class);

/// <summary>A person.</summary>
/// <param name="Phone">E.164; null for the unregistered.</param>
/// <param name="Line">Where in the file of users.</param>
public sealed record RosterPerson(string SourcedId, string GivenName, string FamilyName, string? MiddleName, string? Phone, int Line)
{
    /// <summary>When a student was born, where the file says so.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>How chats show the person: family name first, as class registers do; adults with the middle name.</summary>
    public string DisplayName(bool student) =>
        student || MiddleName is null ? $"{FamilyName} {GivenName}" : $"{FamilyName} {GivenName} {MiddleName}";
}

/// <summary>A role at a school.</summary>
public readonly record struct RosterAffiliation(int Person, int School, Role Role);

/// <summary>A place in a class or a section.</summary>
/// <param name="Person">Who.</param>
/// <param name="Class">The class; -1 for a section.</param>
/// <param name="Section">The section; -1 for a class.</param>
/// <param name="Teacher">True for a teacher, false for a student.</param>
public readonly record struct RosterEnrollment(int Person, int Class, int Section, bool Teacher);

/// <summary>Who stands for whom.</summary>
public readonly record struct RosterGuardianship(int Guardian, int Student);
