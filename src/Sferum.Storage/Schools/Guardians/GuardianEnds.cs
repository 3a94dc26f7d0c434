using Dapper;
using Sferum.Audit;
using Sferum.Chats;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class GuardianEnds(IDatabase database, Acts acts, TimeProvider time) : IGuardianEnds
{
    public async ValueTask<Outcome<IReadOnlyList<GuardianOfChild>>> OfChild(Caller caller, PersonId child, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var held = await HeldRoles.For(connection, caller, Operation.ConfirmGuardians, time.GetUtcNow().ToUnixTimeMilliseconds(), cancel);
        if (held.IsRefused(out var refusal))
        {
            return refusal;
        }

        if (!await StudentScope.MayStaff(connection, null, caller.Person, held.Value, caller.School, child, cancel))
        {
            return Refusals.NotFound;
        }

        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            """
            SELECT g.guardian_id AS Person, p.display_name AS Name, g.began_at AS Since FROM guardianship g JOIN person p ON p.id = g.guardian_id
            WHERE g.student_id = @child AND g.ended_at IS NULL ORDER BY p.display_name, p.id LIMIT 50
            """,
            new { child },
            cancellationToken: cancel));
        return rows.Select(static r => new GuardianOfChild(r.Person, r.Name, DateTimeOffset.FromUnixTimeMilliseconds(r.Since))).ToList();
    }

    public async ValueTask<Outcome<Enacted<Unit>>> End(Caller caller, PersonId guardian, PersonId child, string? reason, CancellationToken cancel)
    {
        var oneself = caller.Person == guardian;
        if (ConsentRules.Reason(reason) is { } invalid)
        {
            return invalid;
        }

        // One's own child is one's own wherever one acts: chats and record are those of the school where the child is.
        await using var act = await acts.BeginFor(caller.Person, oneself ? await SchoolOf(child, cancel) ?? caller.School : caller.School, cancel);

        // The child first, as with everything that moves the child; and before it is asked who answers for it.
        await act.LockPeople([child], cancel);
        if (!oneself && !await Answers(act, child, cancel))
        {
            return Refusals.NotFound;
        }

        if (!oneself && string.IsNullOrWhiteSpace(reason))
        {
            return Refusals.FieldInvalid("reason");
        }

        await act.LockPeople([guardian], cancel);
        if (!await GuardianRows.End(act, guardian, child, cancel))
        {
            return Refusals.NotFound;
        }

        if (act.School is not null)
        {
            // Of a child that was never in a class nobody is in any chat.
            act.Tell(await ChatsOf.Person(act.Write, guardian, null, cancel));
        }

        act.Note(AuditNote.About("guardian.ended", guardian) with { Before = new { studentId = child.Value }, Reason = reason?.Trim() });
        return await act.Commit(default(Unit), cancel);
    }

    /// <summary>Where the child has its class, or else where it had the last one.</summary>
    private async Task<SchoolId?> SchoolOf(PersonId child, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await connection.QueryFirstOrDefaultAsync<SchoolId?>(new CommandDefinition(
            """
            SELECT school_id FROM enrollment WHERE person_id = @child AND role = 'student' AND class_id IS NOT NULL
            ORDER BY ended_at IS NOT NULL, began_at DESC, id DESC LIMIT 1
            """,
            new { child },
            cancellationToken: cancel));
    }

    /// <summary>Whether the actor answers for the child at the school: its administrator, or the own class teacher.</summary>
    private static async Task<bool> Answers(Act act, PersonId child, CancellationToken cancel)
    {
        var held = await act.RolesOf(act.Actor, cancel);
        return PolicyTable.Allows(Operation.ConfirmGuardians, held)
            && await StudentScope.MayStaff(act.Write.Connection, act.Write.Transaction, act.Actor, held, act.School, child, cancel);
    }

    private sealed record Row
    {
        public PersonId Person { get; init; }

        public string Name { get; init; } = "";

        public long Since { get; init; }
    }
}
