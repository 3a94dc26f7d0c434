using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>The rows that make somebody a guardian. The chat follows from them and from the child's place.</summary>
internal static class GuardianRows
{
    /// <summary>Of a guardian's role, a row of <c>affiliation</c>: a child of that guardian is in a class of the school.</summary>
    public const string HasChildHere = """
        EXISTS (SELECT 1 FROM guardianship g JOIN enrollment e ON e.person_id = g.student_id
          WHERE g.guardian_id = affiliation.person_id AND g.ended_at IS NULL
          AND e.school_id = affiliation.school_id AND e.class_id IS NOT NULL AND e.role = 'student' AND e.ended_at IS NULL)
        """;

    /// <summary>Whether somebody can become the guardian of a child: an account is not a student's and an adult's at once, and nobody is one's own guardian.</summary>
    /// <returns>Null, or why not.</returns>
    public static async Task<Refusal?> Refuse(Act act, PersonId person, PersonId child, CancellationToken cancel)
    {
        var isStudent = await act.Write.First<long>(
            """
            SELECT (SELECT count(*) FROM affiliation WHERE person_id = @person AND role = 'student' AND ended_at IS NULL)
              + (SELECT count(*) FROM enrollment WHERE person_id = @person AND role = 'student' AND ended_at IS NULL)
            """,
            new { person },
            cancel) > 0;
        if (isStudent || person == child)
        {
            return Refusals.JoinRoleConflict;
        }

        return await act.Write.First<long?>(
            "SELECT 1 FROM guardianship WHERE guardian_id = @person AND student_id = @child AND ended_at IS NULL", new { person, child }, cancel) is null
            ? null
            : Refusals.AlreadyMember;
    }

    /// <summary>Somebody becomes the guardian of a child, with the role at the school of the act.</summary>
    public static async Task Begin(Act act, PersonId person, PersonId child, CancellationToken cancel)
    {
        await act.Write.Execute(
            """
            INSERT INTO guardianship (guardian_id, student_id, began_at) VALUES (@person, @child, @Now)
            ON CONFLICT (guardian_id, student_id) DO UPDATE SET began_at = @Now, ended_at = NULL, imported = 0 WHERE guardianship.ended_at IS NOT NULL
            """,
            new { person, child, act.Now },
            cancel);
        await GiveRole(act, act.School!.Value, person, cancel);
    }

    /// <summary>Somebody is a child's guardian no longer; the role at a school goes unless another child is there.</summary>
    /// <returns>False when it was no guardian of the child.</returns>
    public static async Task<bool> End(Act act, PersonId person, PersonId child, CancellationToken cancel)
    {
        var ended = await act.Write.Execute(
            "UPDATE guardianship SET ended_at = @Now WHERE guardian_id = @person AND student_id = @child AND ended_at IS NULL", new { person, child, act.Now }, cancel);
        if (ended == 0)
        {
            return false;
        }

        await act.Write.Execute(
            $"UPDATE affiliation SET ended_at = @Now WHERE person_id = @person AND role = 'guardian' AND ended_at IS NULL AND NOT {HasChildHere}",
            new { person, act.Now },
            cancel);
        return true;
    }

    /// <summary>
    /// Children's places in classes of a school have begun or ended: their guardians' role at the school comes and goes with them. Whoever has another child there keeps it.
    /// The act holds the children; the guardians are locked after them, so that two children who leave at once see each other gone.
    /// </summary>
    /// <param name="act">The act.</param>
    /// <param name="school">Where the places are.</param>
    /// <param name="children">Whose places.</param>
    /// <param name="ends">Which roles end with them.</param>
    /// <param name="cancel">Cancels.</param>
    public static async Task Settle(Act act, SchoolId school, IReadOnlyCollection<PersonId> children, GivenBy ends, CancellationToken cancel)
    {
        var guardians = await Of(act, children, cancel);
        if (guardians.Count == 0)
        {
            return;
        }

        await act.LockPeople(guardians, cancel);
        var ids = act.Of(guardians.Select(static g => g.Value));
        await act.Write.Execute(
            $"""
            UPDATE affiliation SET ended_at = @Now
            WHERE role = 'guardian' AND school_id = @school AND ended_at IS NULL AND person_id {act.In("ids")} AND NOT {HasChildHere}
            {(ends == GivenBy.People ? "AND imported = 0" : "")}
            """,
            new { ids, school, act.Now },
            cancel);
        var here = (await act.Write.Query<PersonId>(
            $"""
            SELECT DISTINCT g.guardian_id FROM guardianship g
            JOIN enrollment e ON e.person_id = g.student_id AND e.school_id = @school AND e.class_id IS NOT NULL AND e.role = 'student' AND e.ended_at IS NULL
            WHERE g.guardian_id {act.In("ids")} AND g.ended_at IS NULL
            """,
            new { ids, school },
            cancel)).ToList();
        foreach (var guardian in here)
        {
            await GiveRole(act, school, guardian, cancel);
        }
    }

    /// <summary>Who stands for these children now.</summary>
    public static async Task<IReadOnlyCollection<PersonId>> Of(Act act, IReadOnlyCollection<PersonId> children, CancellationToken cancel) => children.Count == 0 ? [] :
    [
        .. await act.Write.Query<PersonId>(
            $"SELECT DISTINCT guardian_id FROM guardianship WHERE student_id {act.In("children")} AND ended_at IS NULL",
            new { children = act.Of(children.Select(static c => c.Value)) },
            cancel),
    ];

    private static Task<int> GiveRole(Act act, SchoolId school, PersonId person, CancellationToken cancel) => act.Write.Execute(
        "INSERT INTO affiliation (id, person_id, school_id, role, began_at) VALUES (@Id, @person, @school, 'guardian', @Now) ON CONFLICT DO NOTHING",
        new { Id = Guid.CreateVersion7(), person, school, act.Now },
        cancel);
}

/// <summary>Where a role came from.</summary>
internal enum GivenBy
{
    /// <summary>From anywhere.</summary>
    Anybody,

    /// <summary>From people, and no file.</summary>
    People,
}
