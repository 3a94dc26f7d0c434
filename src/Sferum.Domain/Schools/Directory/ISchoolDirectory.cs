using Sferum.People;

namespace Sferum.Schools;

/// <summary>
/// Who is there, for those who keep a school's lists (1.2): the heads of the school see everybody, a class teacher the own class. Nobody sees another
/// school, and nobody sees a phone.
/// </summary>
public interface ISchoolDirectory
{
    /// <summary>The longest text that is looked for.</summary>
    const int MaxWords = 100;

    /// <summary>The largest page.</summary>
    const int MaxPage = 200;

    /// <summary>How long ago somebody may have been here last and still counts as active.</summary>
    static readonly TimeSpan ActiveFor = TimeSpan.FromDays(7);

    /// <summary>People of the school, by family name.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="filter">Which people.</param>
    /// <param name="after">Behind this person; null for the first page.</param>
    /// <param name="limit">1 to <see cref="MaxPage"/>.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>A page; denied without the right.</returns>
    ValueTask<Outcome<DirectoryPage>> People(Caller caller, DirectoryFilter filter, PersonId? after, int limit, CancellationToken cancel);

    /// <summary>One of them.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="person">Who is asked about.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The person; not found for whom the caller does not see.</returns>
    ValueTask<Outcome<SchoolPerson>> Person(Caller caller, PersonId person, CancellationToken cancel);

    /// <summary>Who teaches a class: its class teachers, and the teachers of its sections.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="class">A class of the school; of a class teacher, the own one.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The teachers, by name; at most <see cref="MaxPage"/>.</returns>
    ValueTask<Outcome<IReadOnlyList<TeacherOfClass>>> Teachers(Caller caller, ClassId @class, CancellationToken cancel);

    /// <summary>How many students of each class of the current year have come (1.2).</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>By title; at most <see cref="MaxPage"/> classes. A class teacher sees the own class only.</returns>
    ValueTask<Outcome<IReadOnlyList<ClassCoverage>>> Coverage(Caller caller, CancellationToken cancel);
}

/// <summary>Which people of a school.</summary>
/// <param name="Words">Beginnings of names, in any order; null for all.</param>
/// <param name="Roles">Who holds one of these; none for all.</param>
/// <param name="Class">Whose place is in this class.</param>
/// <param name="Section">Whose place is in this section.</param>
/// <param name="AsTeachers">Of a class or a section: those who teach there and not those who learn.</param>
public sealed record DirectoryFilter(string? Words = null, Role Roles = Role.None, ClassId? Class = null, SectionId? Section = null, bool AsTeachers = false);

/// <summary>A page of people.</summary>
/// <param name="People">By family name.</param>
/// <param name="Next">Behind whom the next page begins; null on the last.</param>
public sealed record DirectoryPage(IReadOnlyList<SchoolPerson> People, PersonId? Next);

/// <summary>Somebody of a school, without a phone.</summary>
public sealed record SchoolPerson
{
    /// <summary>Who.</summary>
    public required PersonId Id { get; init; }

    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>Family name.</summary>
    public required string FamilyName { get; init; }

    /// <summary>Given name.</summary>
    public required string GivenName { get; init; }

    /// <summary>Patronymic.</summary>
    public string? MiddleName { get; init; }

    /// <summary>Roles held at the school.</summary>
    public Role Roles { get; init; }

    /// <summary>Whether all of them rest during a leave.</summary>
    public bool OnLeave { get; init; }

    /// <summary>A student's class.</summary>
    public ClassId? Class { get; init; }

    /// <summary>What it is called.</summary>
    public string? ClassTitle { get; init; }

    /// <summary>Whether the person has signed up: a phone is known.</summary>
    public bool Registered { get; init; }

    /// <summary>Whether somebody who has not signed up holds a code that can still be used.</summary>
    public bool Invited { get; init; }

    /// <summary>When the person was here last.</summary>
    public DateTimeOffset? SeenAt { get; init; }

    /// <summary>A student's guardians, by name.</summary>
    public IReadOnlyList<NamedGuardian> Guardians { get; init; } = [];
}

/// <summary>A guardian of a student.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">Display name.</param>
public sealed record NamedGuardian(PersonId Id, string Name);

/// <summary>Somebody who teaches a class.</summary>
/// <param name="Person">Who.</param>
/// <param name="Name">Display name.</param>
/// <param name="Section">Which section; null for a class teacher.</param>
/// <param name="Rests">Whether it rests during a leave.</param>
/// <param name="IsSubstitute">Whether it was given for a time, by a substitution.</param>
public sealed record TeacherOfClass(PersonId Person, string Name, SectionId? Section, bool Rests, bool IsSubstitute);

/// <summary>How far a class has come (1.2).</summary>
/// <param name="Class">Which.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Students">In the roster.</param>
/// <param name="Invited">Not signed up, but with a code that can still be used.</param>
/// <param name="Registered">Signed up.</param>
/// <param name="Active">Here within <see cref="ISchoolDirectory.ActiveFor"/>.</param>
public sealed record ClassCoverage(ClassId Class, string Title, long Students, long Invited, long Registered, long Active);
