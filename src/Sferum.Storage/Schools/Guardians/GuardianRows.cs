using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>The rows that make somebody a guardian. The chat follows from them and from the child's place.</summary>
internal static class GuardianRows
{
    private const string HasChildHere = """
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

    /// <summary>
    /// A child's place in a class of a school has begun or ended: its guardians' role at the school comes and goes with it. Whoever has another child there keeps it.
    /// The act holds the child; the guardians are locked after it, so that two children who leave at once see each other gone.
    /// </summary>
    public static async Task Settle(Act act, SchoolId school, PersonId child, CancellationToken cancel)
    {
        PersonId[] guardians = [.. await act.Write.Query<PersonId>(
            "SELECT guardian_id FROM guardianship WHERE student_id = @child AND ended_at IS NULL", new { child }, cancel)];
        if (guardians.Length == 0)
        {
            return;
        }

        await act.LockPeople(guardians, cancel);
        await act.Write.Execute(
            $"""
            UPDATE affiliation SET ended_at = @Now
            WHERE role = 'guardian' AND school_id = @school AND ended_at IS NULL AND NOT {HasChildHere}
            AND person_id IN (SELECT guardian_id FROM guardianship WHERE student_id = @child AND ended_at IS NULL)
            """,
            new { child, school, act.Now },
            cancel);
        var isHere = await act.Write.First<long?>(
            "SELECT 1 FROM enrollment WHERE person_id = @child AND school_id = @school AND class_id IS NOT NULL AND role = 'student' AND ended_at IS NULL",
            new { child, school },
            cancel) is not null;
        if (isHere)
        {
            foreach (var guardian in guardians)
            {
                await GiveRole(act, school, guardian, cancel);
            }
        }
    }

    private static Task<int> GiveRole(Act act, SchoolId school, PersonId person, CancellationToken cancel) => act.Write.Execute(
        "INSERT INTO affiliation (id, person_id, school_id, role, began_at) VALUES (@Id, @person, @school, 'guardian', @Now) ON CONFLICT DO NOTHING",
        new { Id = Guid.CreateVersion7(), person, school, act.Now },
        cancel);
}
