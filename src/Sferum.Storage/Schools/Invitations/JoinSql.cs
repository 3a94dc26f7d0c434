using Sferum.People;

namespace Sferum.Schools;

/// <summary>What every statement about requests to join has in common. They name the table r.</summary>
internal static class JoinSql
{
    /// <summary>Requests with the names of what they are about.</summary>
    public const string Select = """
        SELECT r.id AS Id, r.school_id AS School, s.name AS SchoolName, r.person_id AS Person, r.family_name AS FamilyName, r.given_name AS GivenName,
          r.middle_name AS MiddleName, r.kind AS Kind, r.role AS Role, r.class_id AS Class, k.title AS ClassTitle, r.status AS Status, r.reason AS Reason,
          r.rev AS Revision, r.created_at AS CreatedAt, r.decided_at AS DecidedAt, p.phone_sealed AS PhoneSealed,
          r.student_id AS Student, st.display_name AS StudentName
        FROM join_request r JOIN school s ON s.id = r.school_id JOIN person p ON p.id = r.person_id LEFT JOIN school_class k ON k.id = r.class_id
        LEFT JOIN person st ON st.id = r.student_id
        """;

    /// <summary>One request as it stands in the transaction of an act.</summary>
    public static async Task<JoinRequest> Read(Act act, JoinRequestId id, CancellationToken cancel) =>
        (await act.Write.First<JoinRow>($"{Select} WHERE r.id = @id", new { id }, cancel))!.Read();
}

/// <summary>A row of <see cref="JoinSql.Select"/>.</summary>
internal sealed record JoinRow
{
    public JoinRequestId Id { get; init; }

    public SchoolId School { get; init; }

    public string SchoolName { get; init; } = "";

    public PersonId Person { get; init; }

    public string FamilyName { get; init; } = "";

    public string GivenName { get; init; } = "";

    public string? MiddleName { get; init; }

    public string Kind { get; init; } = "";

    public string Role { get; init; } = "";

    public ClassId? Class { get; init; }

    public string? ClassTitle { get; init; }

    public string Status { get; init; } = "";

    public string? Reason { get; init; }

    public long Revision { get; init; }

    public long CreatedAt { get; init; }

    public long? DecidedAt { get; init; }

    public byte[]? PhoneSealed { get; init; }

    public PersonId? Student { get; init; }

    public string? StudentName { get; init; }

    public JoinRequest Read() => new()
    {
        Id = Id,
        School = School,
        SchoolName = SchoolName,
        Person = Person,
        Name = new ApplicantName(FamilyName, GivenName, MiddleName),
        Kind = InvitationKinds.Parse(Kind)!.Value,
        Role = RoleCodes.Parse(Role),
        Class = Class,
        ClassTitle = ClassTitle,
        Student = Student,
        StudentName = StudentName,
        Status = JoinStatuses.Parse(Status)!.Value,
        Reason = Reason,
        Revision = Revision,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        DecidedAt = DecidedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
    };
}
