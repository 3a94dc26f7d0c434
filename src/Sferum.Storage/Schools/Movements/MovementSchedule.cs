using Dapper;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class MovementSchedule(IDatabase database, Acts acts, TimeProvider time) : IMovementSchedule
{
    private static readonly PersonId System = new(Guid.Empty);

    public async ValueTask<IReadOnlyList<Guid>> Take(int limit, TimeSpan lease, CancellationToken cancel)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();

        // Mostly nothing is due, and a look costs no writer's turn.
        await using (var connection = await database.Read(cancel))
        {
            if (await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
                "SELECT 1 FROM movement WHERE due_at <= @now AND held_until <= @now LIMIT 1", new { now }, cancellationToken: cancel)) is null)
            {
                return [];
            }
        }

        await using var write = await database.Write(cancel);
        var skip = database.Dialect == Dialect.PostgreSql ? "FOR UPDATE SKIP LOCKED" : "";
        var taken = (await write.Query<TakenRow>(
            $"""
            UPDATE movement SET held_until = @until
            WHERE id IN (SELECT id FROM movement WHERE due_at <= @now AND held_until <= @now ORDER BY due_at, created_at, id LIMIT @limit {skip})
            RETURNING id AS Id, due_at AS DueAt, created_at AS CreatedAt
            """,
            new { now, until = now + (long)lease.TotalMilliseconds, limit },
            cancel)).ToList();
        await write.Commit(cancel);
        return [.. taken.OrderBy(static t => t.DueAt).ThenBy(static t => t.CreatedAt).ThenBy(static t => t.Id).Select(static t => t.Id)];
    }

    public async ValueTask<RosterAct?> Apply(Guid movement, CancellationToken cancel)
    {
        MovementRow? row;
        await using (var connection = await database.Read(cancel))
        {
            row = await MovementRows.Read(connection, movement, cancel);
        }

        if (row is null)
        {
            return null;
        }

        await using (var act = await acts.BeginFor(System, row.SchoolId, cancel))
        {
            // People before movements: so does everybody who orders one.
            await act.LockPeople(row.InsteadOf is { } other ? [row.PersonId, other] : [row.PersonId], cancel);
            row = (await act.Movement(movement, cancel))!;
            if (row.DueAt is not { } due || due > act.Now)
            {
                return null;
            }

            // The school may have changed its zone since.
            var zone = await act.Zone(cancel);
            var begins = row.Status == "planned" ? row.Begins(zone) : row.Ends(zone);
            if (begins > act.Now)
            {
                await act.Write.Execute("UPDATE movement SET due_at = @begins, held_until = 0 WHERE id = @movement", new { begins, movement }, cancel);
                await act.Write.Commit(cancel);
                return null;
            }

            var ends = row.Status == "applied";
            var work = new MovementWork(act, database);
            var refusal = await (ends ? work.End(row, cancel) : work.Apply(row, cancel));
            if (refusal is null)
            {
                act.Note(MovementRows.NoteOf(ends ? "movement.ended" : "movement.applied", row));
                return (await act.Commit(default(Unit), cancel)).Act;
            }

            row = row with { Failure = refusal.Code };
        }

        await Fail(row, cancel);
        return null;
    }

    /// <summary>What was begun is undone by now; the row says why. Whoever ordered it finds it in the list.</summary>
    private async Task Fail(MovementRow row, CancellationToken cancel)
    {
        await using var act = await acts.BeginFor(System, row.SchoolId, cancel);
        var failed = await act.Write.Execute(
            "UPDATE movement SET status = 'failed', failure = @Failure, due_at = NULL, held_until = 0 WHERE id = @Id AND status = 'planned' AND due_at <= @Now",
            new { row.Id, row.Failure, act.Now },
            cancel);
        if (failed == 1)
        {
            act.Note(MovementRows.NoteOf("movement.failed", row));
            await act.Commit(default(Unit), cancel);
        }
    }

    private sealed record TakenRow
    {
        public Guid Id { get; init; }

        public long DueAt { get; init; }

        public long CreatedAt { get; init; }
    }
}
