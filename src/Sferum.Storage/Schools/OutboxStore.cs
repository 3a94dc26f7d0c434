using Dapper;
using Sferum.Storage;

namespace Sferum.Schools;

internal sealed class OutboxStore(IDatabase database, TimeProvider time) : IOutbox
{
    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>What an act has to tell chats, in the act's own transaction.</summary>
    public static Task Add(WriteTransaction write, Guid id, SchoolId school, IReadOnlyList<AffectedChat> affected, long now, long due, CancellationToken cancel) =>
        write.Execute(
            "INSERT INTO outbox (id, kind, school_id, payload, created_at, due_at) VALUES (@id, @kind, @school, @payload, @now, @due)",
            new { id, kind = RosterPayload.Kind, school, payload = RosterPayload.Write(affected), now, due },
            cancel);

    public async ValueTask<IReadOnlyList<RosterAct>> Take(int limit, TimeSpan lease, CancellationToken cancel)
    {
        var now = Now;

        // Mostly there is nothing, and a look costs no writer's turn.
        await using (var connection = await database.Read(cancel))
        {
            if (await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
                "SELECT 1 FROM outbox WHERE due_at <= @now AND kind = @kind LIMIT 1", new { now, kind = RosterPayload.Kind }, cancellationToken: cancel)) is null)
            {
                return [];
            }
        }

        await using var write = await database.Write(cancel);
        var skip = database.Dialect == Dialect.PostgreSql ? "FOR UPDATE SKIP LOCKED" : "";
        var rows = (await write.Query<Row>(
            $"""
            UPDATE outbox SET due_at = @until
            WHERE id IN (SELECT id FROM outbox WHERE due_at <= @now AND kind = @kind ORDER BY created_at, id LIMIT @limit {skip})
            RETURNING id AS id, school_id AS schoolId, payload AS payload, created_at AS createdAt
            """,
            new { now, until = now + (long)lease.TotalMilliseconds, limit, kind = RosterPayload.Kind },
            cancel)).ToList();
        await write.Commit(cancel);
        return [.. rows.OrderBy(static r => r.CreatedAt).ThenBy(static r => r.Id).Select(static r => new RosterAct(r.Id, r.SchoolId, RosterPayload.Read(r.Payload)))];
    }

    public async ValueTask Done(Guid act, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        await write.Execute("DELETE FROM outbox WHERE id = @act", new { act }, cancel);
        await write.Commit(cancel);
    }

    public async ValueTask Failed(Guid act, TimeSpan pause, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        await write.Execute("UPDATE outbox SET due_at = @until WHERE id = @act", new { act, until = Now + (long)pause.TotalMilliseconds }, cancel);
        await write.Commit(cancel);
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public SchoolId SchoolId { get; init; }

        public string Payload { get; init; } = "";

        public long CreatedAt { get; init; }
    }
}
