using Dapper;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class CoordinationStore(IDatabase database, TimeProvider time) : ICoordination
{
    private const string NoTeacher = "e.role = 'teacher' AND e.ended_at IS NULL";
    private const string OfThisYear = "JOIN school_year y ON y.school_id = x.school_id AND y.year = x.school_year AND y.is_current = 1 WHERE x.school_id = @school AND x.archived_at IS NULL";

    /// <summary>Where each kind is counted, and whose work it is.</summary>
    private static readonly (WaitingKind Kind, Operation Whose, Func<Role, string> From, string Since)[] Kinds =
    [
        (WaitingKind.JoinRequests, Operation.DecideJoinRequests,
            static _ => "FROM join_request x WHERE x.school_id = @school AND x.status = 'pending' AND x.kind <> 'guardian'", "x.created_at"),
        (WaitingKind.GuardianRequests, Operation.ConfirmGuardians,
            static held => "FROM join_request x WHERE x.school_id = @school AND x.status = 'pending' AND x.kind = 'guardian'" + GuardianDecisions.Own(held, "x"), "x.created_at"),
        (WaitingKind.Reports, Operation.SeeEscalated,
            static _ => "FROM report x WHERE x.school_id = @school AND x.answered_at IS NULL AND x.escalates_at <= @now", "x.created_at"),
        (WaitingKind.Evidence, Operation.ApproveEvidence,
            static _ => "FROM evidence_request x WHERE x.school_id = @school AND x.approved_by IS NULL AND x.requested_by <> @actor", "x.requested_at"),
        (WaitingKind.FailedMovements, Operation.ManageMovement,
            static _ => "FROM movement x WHERE x.school_id = @school AND x.status = 'failed' AND x.created_at > @recent", "x.created_at"),
        (WaitingKind.PlannedMovements, Operation.ManageMovement,
            static _ => "FROM movement x WHERE x.school_id = @school AND x.status = 'planned'", "x.created_at"),
        (WaitingKind.ClassesWithoutTeacher, Operation.AssignTeachers,
            static _ => $"FROM school_class x {OfThisYear} AND NOT EXISTS (SELECT 1 FROM enrollment e WHERE e.class_id = x.id AND {NoTeacher})", "x.created_at"),
        (WaitingKind.SectionsWithoutTeacher, Operation.AssignTeachers,
            static _ => $"FROM section x {OfThisYear} AND NOT EXISTS (SELECT 1 FROM enrollment e WHERE e.section_id = x.id AND {NoTeacher})", "x.created_at"),
    ];

    public async ValueTask<Outcome<IReadOnlyList<WaitingWork>>> Waiting(Caller caller, CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.Read(cancel);
        var held = await HeldRoles.For(connection, caller, Operation.SeeSchool, now.ToUnixTimeMilliseconds(), cancel);
        if (held.IsRefused(out var refusal))
        {
            return refusal;
        }

        var parts = Kinds.Where(k => PolicyTable.Allows(k.Whose, held.Value))
            .Select(k => $"SELECT {(int)k.Kind} AS kind, count(*) AS many, min({k.Since}) AS since {k.From(held.Value)}").ToList();
        if (parts.Count == 0)
        {
            return new List<WaitingWork>();
        }

        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            string.Join(" UNION ALL ", parts),
            new
            {
                school = caller.School, actor = caller.Person, now = now.ToUnixTimeMilliseconds(),
                recent = (now - ICoordination.FailuresFor).ToUnixTimeMilliseconds(),
            },
            cancellationToken: cancel));
        return rows.Where(static r => r.Many > 0)
            .Select(static r => new WaitingWork((WaitingKind)r.Kind, r.Many, DateTimeOffset.FromUnixTimeMilliseconds(r.Since ?? 0)))
            .OrderBy(static w => w.Kind)
            .ToList();
    }

    private sealed record Row
    {
        public long Kind { get; init; }

        public long Many { get; init; }

        public long? Since { get; init; }
    }
}
