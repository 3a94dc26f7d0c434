using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>What every statement about links has in common. They name the table i, and the time @now.</summary>
internal static class InvitationSql
{
    /// <summary>A link dies with its issuer's role: by the policy table, for each kind the roles that may issue it.</summary>
    private static readonly string IssuerHolds =
        "EXISTS (SELECT 1 FROM affiliation a WHERE a.person_id = i.created_by AND a.school_id = i.school_id AND a.ended_at IS NULL AND a.suspended_by IS NULL"
        + " AND (a.until_at IS NULL OR a.until_at > @now) AND ("
        + string.Join(" OR ", Enum.GetValues<InvitationKind>().Select(static k => (Kind: k, Roles: Issuers(k))).Where(static k => k.Roles.Length > 0)
            .Select(static k => $"(i.kind = '{k.Kind.Code()}' AND a.role IN ({k.Roles}))"))
        + "))";

    /// <summary>A guardian's link dies too when the child leaves the class, and when a class teacher who made it leads the class no longer.</summary>
    private static readonly string GuardianHolds = $"""
         AND (i.kind <> 'guardian' OR (
          EXISTS (SELECT 1 FROM enrollment e WHERE e.person_id = i.student_id AND e.class_id = i.class_id AND e.role = 'student' AND e.ended_at IS NULL)
          AND (EXISTS (SELECT 1 FROM affiliation h WHERE h.person_id = i.created_by AND h.school_id = i.school_id AND h.ended_at IS NULL
              AND (h.until_at IS NULL OR h.until_at > @now) AND h.suspended_by IS NULL AND h.role IN ('school_admin', 'director', 'administration'))
            OR EXISTS (SELECT 1 FROM enrollment t WHERE t.person_id = i.created_by AND t.class_id = i.class_id AND t.role = 'teacher' AND t.ended_at IS NULL
              AND t.suspended_by IS NULL))))
        """;

    /// <summary>Whether somebody can come in by it now.</summary>
    public static readonly string Alive =
        "i.revoked_at IS NULL AND i.expires_at > @now AND i.uses < i.cap AND " + IssuerHolds + GuardianHolds
        + " AND EXISTS (SELECT 1 FROM school s WHERE s.id = i.school_id AND s.archived_at IS NULL)"
        + " AND (i.class_id IS NULL OR EXISTS (SELECT 1 FROM school_class c WHERE c.id = i.class_id AND c.archived_at IS NULL))";

    /// <summary>Links as those see them who may; never a secret.</summary>
    public static readonly string Select = $"""
        SELECT i.id AS Id, i.kind AS Kind, i.role AS Role, i.class_id AS Class, k.title AS ClassTitle, i.cap AS Cap, i.uses AS Uses,
          i.created_at AS CreatedAt, i.expires_at AS ExpiresAt, i.revoked_at AS RevokedAt, p.display_name AS CreatedBy,
          CASE WHEN {Alive} THEN 1 ELSE 0 END AS Alive
        FROM invitation i JOIN person p ON p.id = i.created_by LEFT JOIN school_class k ON k.id = i.class_id
        """;

    /// <summary>Of the links those of which the administrator, or otherwise a class teacher, may know. Parameters: school, person.</summary>
    public static string Seen(Role held) => (held & Role.SchoolAdmin) != 0
        ? "i.school_id = @school"
        : """
          i.school_id = @school AND i.kind <> 'staff' AND EXISTS (SELECT 1 FROM enrollment e
            WHERE e.class_id = i.class_id AND e.person_id = @person AND e.role = 'teacher' AND e.ended_at IS NULL AND e.suspended_by IS NULL)
          """;

    /// <summary>Of the links those that the administrator may end, or otherwise a class teacher: the guardians' of the own class. Parameters: school, person.</summary>
    public static string Revoked(Role held) => Seen(held) + ((held & Role.SchoolAdmin) != 0 ? "" : " AND i.kind = 'guardian'");

    private static string Issuers(InvitationKind kind) =>
        string.Join(", ", RoleCodes.All.Where(r => PolicyTable.Allows(kind.Issuing(), r)).Select(static r => $"'{r.Code()}'"));
}

/// <summary>A row of <see cref="InvitationSql.Select"/>.</summary>
internal sealed record InvitationRow
{
    public InvitationId Id { get; init; }

    public string Kind { get; init; } = "";

    public string Role { get; init; } = "";

    public ClassId? Class { get; init; }

    public string? ClassTitle { get; init; }

    public long Cap { get; init; }

    public long Uses { get; init; }

    public long CreatedAt { get; init; }

    public long ExpiresAt { get; init; }

    public long? RevokedAt { get; init; }

    public string CreatedBy { get; init; } = "";

    public long Alive { get; init; }

    public Invitation Read() => new()
    {
        Id = Id,
        Kind = InvitationKinds.Parse(Kind)!.Value,
        Role = RoleCodes.Parse(Role),
        Class = Class,
        ClassTitle = ClassTitle,
        Cap = (int)Cap,
        Uses = (int)Uses,
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds(CreatedAt),
        ExpiresAt = DateTimeOffset.FromUnixTimeMilliseconds(ExpiresAt),
        RevokedAt = RevokedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
        CreatedBy = CreatedBy,
        Alive = Alive != 0,
    };
}
