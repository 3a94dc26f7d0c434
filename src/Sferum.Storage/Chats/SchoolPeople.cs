using Sferum.People;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>What the school knows of people who are to be gathered, as it stands in the act's transaction.</summary>
internal sealed class SchoolPeople(Act act)
{
    /// <summary>Everybody of these who belongs to the school now; strangers are left out.</summary>
    public async Task<Dictionary<PersonId, Candidate>> Candidates(IReadOnlyCollection<PersonId> people, CancellationToken cancel)
    {
        var ids = new { school = act.School, act.Actor, act.Now, people = act.Of(people.Select(static p => p.Value)) };
        var roles = await act.Write.Query<RoleRow>(
            $"""
            SELECT person_id AS person, role FROM affiliation
            WHERE school_id = @school AND person_id {act.In("people")} AND ended_at IS NULL AND suspended_by IS NULL AND (until_at IS NULL OR until_at > @Now)
            UNION
            SELECT person_id, CASE WHEN role = 'student' THEN 'student' WHEN class_id IS NOT NULL THEN 'class_teacher' ELSE 'subject_teacher' END
            FROM enrollment WHERE school_id = @school AND person_id {act.In("people")} AND ended_at IS NULL AND suspended_by IS NULL
            UNION
            SELECT g.guardian_id, 'guardian' FROM guardianship g
            JOIN enrollment e ON e.person_id = g.student_id AND e.role = 'student' AND e.ended_at IS NULL AND e.school_id = @school
            WHERE g.guardian_id {act.In("people")} AND g.ended_at IS NULL
            """,
            ids,
            cancel);
        var own = await act.Write.Query<PersonId>(
            $"""
            SELECT e.person_id FROM enrollment e
            JOIN enrollment t ON t.class_id = e.class_id AND t.role = 'teacher' AND t.ended_at IS NULL AND t.person_id = @Actor
            WHERE e.school_id = @school AND e.person_id {act.In("people")} AND e.role = 'student' AND e.ended_at IS NULL
            UNION
            SELECT g.guardian_id FROM guardianship g
            JOIN enrollment e ON e.person_id = g.student_id AND e.role = 'student' AND e.ended_at IS NULL AND e.school_id = @school
            JOIN enrollment t ON t.class_id = e.class_id AND t.role = 'teacher' AND t.ended_at IS NULL AND t.person_id = @Actor
            WHERE g.guardian_id {act.In("people")} AND g.ended_at IS NULL
            """,
            ids,
            cancel);
        var owned = own.ToHashSet();
        return roles.GroupBy(static r => r.Person).ToDictionary(
            static g => g.Key,
            g => new Candidate(g.Key, g.Aggregate(Role.None, static (all, r) => all | RoleCodes.Parse(r.Role)), owned.Contains(g.Key)));
    }

    /// <summary>Two people who want to talk.</summary>
    public async Task<DirectParty> Party(PersonId person, CancellationToken cancel)
    {
        var roles = (await Candidates([person], cancel)).GetValueOrDefault(person)?.Roles ?? Role.None;
        var parameters = new { school = act.School, person };
        var learns = (await act.Write.Query<PlaceRow>(
            (roles & Role.Student) != 0
                ? "SELECT class_id AS class, section_id AS section FROM enrollment WHERE person_id = @person AND school_id = @school AND role = 'student' AND ended_at IS NULL"
                : """
                  SELECT e.class_id AS class, e.section_id AS section FROM guardianship g
                  JOIN enrollment e ON e.person_id = g.student_id AND e.role = 'student' AND e.ended_at IS NULL AND e.school_id = @school
                  WHERE g.guardian_id = @person AND g.ended_at IS NULL
                  """,
            parameters,
            cancel)).ToList();
        var teaches = (await act.Write.Query<PlaceRow>(
            """
            SELECT e.class_id AS class, e.section_id AS section FROM enrollment e
            WHERE e.person_id = @person AND e.school_id = @school AND e.role = 'teacher' AND e.ended_at IS NULL
            UNION
            SELECT s.class_id, s.id FROM enrollment e JOIN section s ON s.id = e.section_id
            WHERE e.person_id = @person AND e.school_id = @school AND e.role = 'teacher' AND e.ended_at IS NULL
            """,
            parameters,
            cancel)).ToList();
        return new DirectParty
        {
            Person = person, Roles = roles, Homerooms = [.. learns.Select(static l => l.Class).OfType<Guid>().Distinct()],
            Learns = PlaceRow.All(learns), Teaches = PlaceRow.All(teaches),
        };
    }

    /// <summary>Class teachers of classes, in the order in which they came.</summary>
    public async Task<IReadOnlyList<(Guid Class, PersonId Person)>> ClassTeachers(IReadOnlyList<Guid> classes, CancellationToken cancel) =>
        classes.Count == 0 ? [] : [.. (await act.Write.Query<TeacherRow>(
            $"""
            SELECT class_id AS class, person_id AS person FROM enrollment
            WHERE school_id = @school AND class_id {act.In("classes")} AND role = 'teacher' AND ended_at IS NULL AND suspended_by IS NULL ORDER BY began_at, id
            """,
            new { school = act.School, classes = act.Of(classes) },
            cancel)).Select(static r => (r.Class, r.Person))];

    /// <summary>Heads of the school, in a fixed order: administration, director, administrator.</summary>
    public async Task<IReadOnlyList<PersonId>> Heads(CancellationToken cancel) => [.. await act.Write.Query<PersonId>(
        """
        SELECT person_id FROM affiliation
        WHERE school_id = @school AND role IN ('administration', 'school_admin', 'director') AND ended_at IS NULL AND suspended_by IS NULL AND (until_at IS NULL OR until_at > @Now)
        ORDER BY role, began_at, id LIMIT 10
        """,
        new { school = act.School, act.Now },
        cancel)];

    private sealed record RoleRow
    {
        public PersonId Person { get; init; }

        public string Role { get; init; } = "";
    }

    private sealed record TeacherRow
    {
        public Guid Class { get; init; }

        public PersonId Person { get; init; }
    }

    private sealed record PlaceRow
    {
        public Guid? Class { get; init; }

        public Guid? Section { get; init; }

        public static IReadOnlyList<Guid> All(IEnumerable<PlaceRow> rows) => [.. rows.SelectMany(static r => new[] { r.Class, r.Section }).OfType<Guid>().Distinct()];
    }
}
