using Sferum.People;

namespace Sferum.Schools;

/// <summary>Whom somebody sees in the directory of a school, as SQL over <c>person p</c>; the parameters are school and person.</summary>
internal static class DirectorySql
{
    public const Role Heads = Role.SchoolAdmin | Role.Director | Role.Administration;

    /// <summary>Everybody who belongs to the school now, in whatever role, resting or not.</summary>
    public const string OfSchool = "SELECT a.person_id FROM affiliation a WHERE a.school_id = @school AND a.ended_at IS NULL";

    /// <summary>Classes that the asking person leads now.</summary>
    public const string Led =
        "SELECT t.class_id FROM enrollment t WHERE t.person_id = @person AND t.school_id = @school AND t.class_id IS NOT NULL AND t.role = 'teacher' AND t.ended_at IS NULL AND t.suspended_by IS NULL";

    /// <summary>Heads see everybody; a class teacher who is in the own class and the guardians of it.</summary>
    public static string Seen(Role held) => (held & Heads) != 0 ? "" : $"""
         AND (EXISTS (SELECT 1 FROM enrollment x WHERE x.person_id = p.id AND x.class_id IN ({Led}) AND x.ended_at IS NULL)
          OR EXISTS (SELECT 1 FROM guardianship g JOIN enrollment x ON x.person_id = g.student_id AND x.role = 'student' AND x.ended_at IS NULL
            WHERE g.guardian_id = p.id AND g.ended_at IS NULL AND x.class_id IN ({Led})))
        """;

    /// <summary>Whether a class is one that the asking person may look into.</summary>
    public static string SeenClass(Role held, string id) => (held & Heads) != 0 ? "" : $" AND {id} IN ({Led})";
}
