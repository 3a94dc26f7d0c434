using System.Text.Json;
using Dapper;
using Sferum.Keys;
using Sferum.Storage;

namespace Sferum.People;

/// <summary>Letters in the outbox: rows of a kind of their own, sealed, because they hold an address and what an operator wrote.</summary>
internal sealed class MailOutboxStore(IDatabase database, IKeyRing keys, TimeProvider time) : IMailOutbox
{
    private const string Kind = "mail";

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Writes a letter in the transaction of its act.</summary>
    public static Task Add(WriteTransaction write, IKeyRing keys, string to, string code, Dictionary<string, string> args, string locale, long now, CancellationToken cancel) =>
        write.Execute(
            "INSERT INTO outbox (id, kind, school_id, payload, created_at, due_at) VALUES (@id, @Kind, @nowhere, @payload, @now, @now)",
            new
            {
                id = Guid.CreateVersion7(),
                Kind,
                nowhere = Guid.Empty,
                payload = Convert.ToBase64String(keys.Encrypt(JsonSerializer.Serialize(new Content(to, code, args, locale)))),
                now,
            },
            cancel);

    public async ValueTask<IReadOnlyList<QueuedLetter>> Take(int limit, TimeSpan lease, CancellationToken cancel)
    {
        var now = Now;

        // Mostly there is nothing, and a look costs no writer's turn.
        await using (var connection = await database.Read(cancel))
        {
            if (await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
                "SELECT 1 FROM outbox WHERE due_at <= @now AND kind = @Kind LIMIT 1", new { now, Kind }, cancellationToken: cancel)) is null)
            {
                return [];
            }
        }

        await using var write = await database.Write(cancel);
        var skip = database.Dialect == Dialect.PostgreSql ? "FOR UPDATE SKIP LOCKED" : "";
        var rows = (await write.Query<Row>(
            $"""
            UPDATE outbox SET due_at = @until
            WHERE id IN (SELECT id FROM outbox WHERE due_at <= @now AND kind = @Kind ORDER BY created_at, id LIMIT @limit {skip})
            RETURNING id AS Id, payload AS Payload, created_at AS CreatedAt
            """,
            new { now, until = now + (long)lease.TotalMilliseconds, limit, Kind },
            cancel)).ToList();
        await write.Commit(cancel);
        return [.. rows.OrderBy(static r => r.CreatedAt).Select(Open)];
    }

    public async ValueTask Done(Guid letter, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        await write.Execute("DELETE FROM outbox WHERE id = @letter", new { letter }, cancel);
        await write.Commit(cancel);
    }

    public async ValueTask Failed(Guid letter, TimeSpan pause, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        await write.Execute("UPDATE outbox SET due_at = @until WHERE id = @letter", new { letter, until = Now + (long)pause.TotalMilliseconds }, cancel);
        await write.Commit(cancel);
    }

    private QueuedLetter Open(Row row)
    {
        var content = JsonSerializer.Deserialize<Content>(keys.Decrypt(Convert.FromBase64String(row.Payload)))!;
        return new QueuedLetter(row.Id, DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt), content.To, content.Code, content.Args, content.Locale);
    }

    private sealed record Content(string To, string Code, Dictionary<string, string> Args, string Locale);

    private sealed record Row
    {
        public Guid Id { get; init; }

        public string Payload { get; init; } = "";

        public long CreatedAt { get; init; }
    }
}
