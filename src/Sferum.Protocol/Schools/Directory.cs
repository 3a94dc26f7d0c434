namespace Sferum.Schools;

/// <summary>Somebody of a school, without a phone.</summary>
public sealed record SchoolPersonDto
{
    /// <summary>Who.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>Display name.</summary>
    public required string Name { get; init; }

    /// <summary>Family name.</summary>
    public required string FamilyName { get; init; }

    /// <summary>Given name.</summary>
    public required string GivenName { get; init; }

    /// <summary>Patronymic.</summary>
    public string? MiddleName { get; init; }

    /// <summary>Role codes held at the school, resting ones among them.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Whether all of them rest during a leave.</summary>
    public bool OnLeave { get; init; }

    /// <summary>A student's class.</summary>
    public Guid? ClassId { get; init; }

    /// <summary>What it is called.</summary>
    public string? ClassTitle { get; init; }

    /// <summary>Whether the person has signed up.</summary>
    public bool Registered { get; init; }

    /// <summary>Whether somebody who has not signed up holds a personal code that can still be used.</summary>
    public bool Invited { get; init; }

    /// <summary>When the person was here last (Unix ms); null for somebody without a session.</summary>
    public long? SeenAt { get; init; }

    /// <summary>A student's guardians, by name.</summary>
    public IReadOnlyList<NamedPersonRef> Guardians { get; init; } = [];
}

/// <summary>A person and a name.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Display name.</param>
public sealed record NamedPersonRef(Guid PersonId, string Name);

/// <summary>A page of people, by family name.</summary>
/// <param name="People">At most 200.</param>
/// <param name="Next">What to give as <c>after</c> for the next page; null on the last one.</param>
public sealed record DirectoryPageDto(IReadOnlyList<SchoolPersonDto> People, Guid? Next);

/// <summary>Somebody who teaches a class.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Display name.</param>
/// <param name="SectionId">Which section of it; null for a class teacher.</param>
/// <param name="Rests">Whether it rests during a leave.</param>
/// <param name="IsSubstitute">Whether it was given for a time, by a substitution.</param>
public sealed record TeacherOfClassDto(Guid PersonId, string Name, Guid? SectionId, bool Rests, bool IsSubstitute);

/// <summary>Who teaches a class.</summary>
/// <param name="Items">By family name; at most 200.</param>
public sealed record TeachersOfClassDto(IReadOnlyList<TeacherOfClassDto> Items);

/// <summary>How far a class has come.</summary>
/// <param name="ClassId">Which.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Students">In the roster.</param>
/// <param name="Invited">Not signed up, but with a personal code that can still be used.</param>
/// <param name="Registered">Signed up.</param>
/// <param name="Active">Here within the last seven days.</param>
public sealed record ClassCoverageDto(Guid ClassId, string Title, long Students, long Invited, long Registered, long Active);

/// <summary>How far the classes of the current year have come.</summary>
/// <param name="Items">By title; at most 200.</param>
public sealed record CoverageDto(IReadOnlyList<ClassCoverageDto> Items);

/// <summary>Work of one kind that waits for the caller.</summary>
/// <param name="Kind">
/// <c>join_requests</c>, <c>guardian_requests</c>, <c>reports</c>, <c>evidence</c>, <c>failed_movements</c>, <c>planned_movements</c>, <c>classes_without_teacher</c> or
/// <c>sections_without_teacher</c>.
/// </param>
/// <param name="Count">How much of it.</param>
/// <param name="Since">Since when the oldest waits (Unix ms).</param>
/// <param name="AgeSeconds">How long that is.</param>
public sealed record WaitingWorkDto(string Kind, long Count, long Since, long AgeSeconds);

/// <summary>Everything that waits for the caller.</summary>
/// <param name="Items">A line for each kind of which something waits.</param>
public sealed record WaitingDto(IReadOnlyList<WaitingWorkDto> Items);
