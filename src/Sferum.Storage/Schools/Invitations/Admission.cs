using System.Data.Common;
using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>The rows that make somebody a member of the school of an act, and the chats that follow.</summary>
internal static class Admission
{
    /// <summary>
    /// Subjects of the whole class (ADR 19): of a section with a group, and where a file brought several sections of a subject, the administrator says
    /// who goes where.
    /// </summary>
    public const string SectionsOfAll = """
        SELECT x.id FROM section x WHERE x.class_id = @class AND x.archived_at IS NULL AND x.group_title = '' AND NOT EXISTS (
          SELECT 1 FROM section y WHERE y.class_id = x.class_id AND y.subject = x.subject AND y.group_title = '' AND y.archived_at IS NULL AND y.id <> x.id)
        """;

    /// <summary>Lets somebody in. On a refusal the act must not be committed.</summary>
    /// <param name="act">The act.</param>
    /// <param name="person">Who.</param>
    /// <param name="role">As what.</param>
    /// <param name="class">A student's class.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>Null when it is done.</returns>
    public static async Task<Refusal?> Admit(Act act, PersonId person, Role role, ClassId? @class, CancellationToken cancel)
    {
        await act.LockPeople([person], cancel);
        var codes = await act.Write.Query<string>("SELECT role FROM affiliation WHERE person_id = @person AND ended_at IS NULL", new { person }, cancel);
        if (Conflicts(role, codes.Aggregate(Role.None, static (roles, code) => roles | RoleCodes.Parse(code))))
        {
            return Refusals.JoinRoleConflict;
        }

        await act.Write.Execute(
            """
            INSERT INTO affiliation (id, person_id, school_id, role, began_at) VALUES (@id, @person, @School, @Role, @Now)
            ON CONFLICT DO NOTHING
            """,
            new { id = Guid.CreateVersion7(), person, act.School, Role = role.Code(), act.Now },
            cancel);
        if (@class is { } homeroom && await Enroll(act, person, homeroom, cancel) is { } refusal)
        {
            return refusal;
        }

        act.Tell(await Affected(act, role, @class, cancel));
        return null;
    }

    /// <summary>Whether nobody can be both: one account is not a student's and an adult's at once, in whatever schools.</summary>
    public static bool Conflicts(Role wanted, Role held) => (held & (wanted == Role.Student ? Role.Staff | Role.Guardian : Role.Student)) != 0;

    private static async Task<Refusal?> Enroll(Act act, PersonId person, ClassId @class, CancellationToken cancel)
    {
        // The lock: nobody archives the class under the newcomer.
        if (await act.Write.Execute("UPDATE school_class SET archived_at = NULL WHERE id = @class AND school_id = @School AND archived_at IS NULL", new { @class, act.School }, cancel) == 0)
        {
            return Refusals.NotFound;
        }

        // Whoever came into this very class meanwhile, by an import or by the administrator's hand, stays there.
        if (await act.Write.First<long?>(
                "SELECT 1 FROM enrollment WHERE class_id = @class AND person_id = @person AND role = 'student' AND ended_at IS NULL", new { @class, person }, cancel) is null)
        {
            try
            {
                await act.Write.Execute(
                    """
                    INSERT INTO enrollment (id, person_id, school_id, class_id, role, began_at) VALUES (@id, @person, @School, @class, 'student', @Now)
                    """,
                    new { id = Guid.CreateVersion7(), person, act.School, @class, act.Now },
                    cancel);
            }
            catch (DbException taken) when (taken.IsTaken())
            {
                return Refusals.HasClass;
            }
        }

        await GuardianRows.Settle(act, act.School!.Value, [person], GivenBy.Anybody, cancel);
        foreach (var section in await act.Write.Query<Guid>(SectionsOfAll, new { @class }, cancel))
        {
            await act.Write.Execute(
                """
                INSERT INTO enrollment (id, person_id, school_id, section_id, role, began_at) VALUES (@id, @person, @School, @section, 'student', @Now)
                ON CONFLICT DO NOTHING
                """,
                new { id = Guid.CreateVersion7(), person, act.School, section, act.Now },
                cancel);
        }

        return null;
    }

    private static async Task<IEnumerable<AffectedChat>> Affected(Act act, Role role, ClassId? @class, CancellationToken cancel)
    {
        var rows = await act.Write.Query<ChatRow>(
            """
            SELECT c.id AS Chat, coalesce(c.class_id, x.class_id) AS Class, c.kind AS Kind
            FROM chat c LEFT JOIN section x ON x.id = c.section_id
            WHERE c.school_id = @School AND c.archived_at IS NULL
            """
            + (@class is null ? " AND c.kind IN ('school', 'staff')" : " AND (c.kind = 'school' OR c.class_id = @class OR x.class_id = @class)"),
            new { act.School, @class },
            cancel);
        return rows.Where(r => r.Kind != ChatKind.Staff.Code() || (role & Role.Staff) != 0).Select(static r => new AffectedChat(r.Chat, r.Class));
    }

    private sealed record ChatRow
    {
        public ChatId Chat { get; init; }

        public ClassId? Class { get; init; }

        public string Kind { get; init; } = "";
    }
}
