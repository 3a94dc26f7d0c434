using System.Globalization;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Who belongs in a chat by the roster, and how that differs from who is in it.</summary>
internal static class Roster
{
    private static readonly string Staff = string.Join(", ", RoleCodes.All.Where(static r => (r & Role.Staff) != 0).Select(static r => $"'{r.Code()}'"));

    /// <summary>Every single role with its standing, 0 for the highest.</summary>
    private static readonly string Standing = "(VALUES " + string.Join(", ", RoleCodes.All.Select(
        static (role, i) => string.Create(CultureInfo.InvariantCulture, $"('{role.Code()}', {i})"))) + ")";

    /// <summary>A role that rests during a leave gives nothing; one that ends by itself counts until its time, whenever somebody comes to end it.</summary>
    private const string Held = "ended_at IS NULL AND suspended_by IS NULL AND (until_at IS NULL OR until_at > @now)";

    /// <summary>Whether newcomers see what was before them.</summary>
    public static bool ShowsWholeHistory(ChatKind kind) => kind is ChatKind.School or ChatKind.Staff or ChatKind.Class or ChatKind.Study;

    /// <summary>
    /// Rows (person, the role by the roster, the role now) wherever the two differ; null stands for not belonging. Parameters: chat, school,
    /// class, section, now. Null for chats that don't follow the roster. Who was taken in by hand belongs there too.
    /// </summary>
    /// <param name="kind">The chat's kind.</param>
    /// <param name="template">What a chat that somebody made is for.</param>
    /// <param name="keeps">Who stays in it.</param>
    public static string? Differences(ChatKind kind, string? template, ChatKeeps keeps) => All(kind, template, keeps) is not { } belonging ? null : $"""
        WITH standing (role, place) AS {Standing},
        belonging AS (
          SELECT b.person_id, min(s.place) AS place FROM ({belonging}) b
          JOIN standing s ON s.role = b.role JOIN person p ON p.id = b.person_id AND p.erased_at IS NULL
          GROUP BY b.person_id),
        wanted AS (SELECT b.person_id, s.role FROM belonging b JOIN standing s ON s.place = b.place),
        present AS (SELECT person_id, role FROM chat_member WHERE chat_id = @chat AND to_number IS NULL)
        SELECT w.person_id AS personId, w.role AS wanted, m.role AS present FROM wanted w LEFT JOIN present m ON m.person_id = w.person_id
        WHERE m.role IS NULL OR m.role <> w.role
        UNION ALL
        SELECT m.person_id, NULL, m.role FROM present m LEFT JOIN wanted w ON w.person_id = m.person_id WHERE w.role IS NULL
        """;

    private static string? All(ChatKind kind, string? template, ChatKeeps keeps) => (kind, template, keeps) switch
    {
        (_, _, ChatKeeps.Nobody) => "SELECT person_id, role FROM affiliation WHERE 1 = 0",
        (ChatKind.AdHoc or ChatKind.Direct, null, _) => Belonging(kind),
        (ChatKind.AdHoc, "school" or "staff" or "class", _) => $"{Belonging(ChatKindCodes.Parse(template!))} UNION ALL {ChatPlaces.Good}",
        (ChatKind.AdHoc or ChatKind.Direct, _, _) => ChatPlaces.Good,

        // The history stays with whoever was there at the end, for as long as they belong to the school at all. Whoever is on leave comes back to it.
        (_, _, ChatKeeps.Those) => """
            SELECT m.person_id, m.role FROM chat_member m WHERE m.chat_id = @chat AND m.to_number IS NULL AND EXISTS (
              SELECT 1 FROM affiliation a WHERE a.person_id = m.person_id AND a.school_id = @school AND a.ended_at IS NULL)
            """,
        _ => $"{Belonging(kind)} UNION ALL {ChatPlaces.Good}",
    };

    private static string? Belonging(ChatKind kind) => kind switch
    {
        ChatKind.School => $"SELECT person_id, role FROM affiliation WHERE school_id = @school AND {Held} AND role IN ({Staff}, 'student')",
        ChatKind.Staff => $"SELECT person_id, role FROM affiliation WHERE school_id = @school AND {Held} AND role IN ({Staff})",
        ChatKind.Class => """
            SELECT person_id, CASE role WHEN 'teacher' THEN 'class_teacher' ELSE role END AS role
            FROM enrollment WHERE class_id = @class AND ended_at IS NULL AND suspended_by IS NULL
            """,
        ChatKind.Guardians => """
            SELECT g.guardian_id AS person_id, 'guardian' AS role
            FROM enrollment e JOIN guardianship g ON g.student_id = e.person_id AND g.ended_at IS NULL
            WHERE e.class_id = @class AND e.ended_at IS NULL AND e.role = 'student'
            UNION ALL
            SELECT person_id, 'class_teacher' FROM enrollment WHERE class_id = @class AND ended_at IS NULL AND suspended_by IS NULL AND role = 'teacher'
            """,
        ChatKind.Study => """
            SELECT person_id, CASE role WHEN 'teacher' THEN 'subject_teacher' ELSE role END AS role
            FROM enrollment WHERE section_id = @section AND ended_at IS NULL AND suspended_by IS NULL
            """,

        // Chats that people made: nobody comes by the roster, but whoever has left the school (or rests) leaves them. People who never had a role
        // there are not the roster's to judge.
        ChatKind.AdHoc or ChatKind.Direct => $"""
            SELECT m.person_id, m.role FROM chat_member m WHERE m.chat_id = @chat AND m.to_number IS NULL AND (
              NOT EXISTS (SELECT 1 FROM affiliation a WHERE a.person_id = m.person_id AND a.school_id = @school)
              OR EXISTS (SELECT 1 FROM affiliation WHERE person_id = m.person_id AND school_id = @school AND {Held}))
            """,
        _ => null,
    };
}

/// <summary>Who stays in a chat.</summary>
internal enum ChatKeeps
{
    /// <summary>Whoever belongs there by the roster: a living chat.</summary>
    Roster,

    /// <summary>Those who were there when it was archived.</summary>
    Those,

    /// <summary>Nobody: what it stood for was undone.</summary>
    Nobody,
}
