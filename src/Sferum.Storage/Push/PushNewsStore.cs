using Dapper;
using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Push;

internal sealed class PushNewsStore(IDatabase database, TimeProvider time) : IPushNews
{
    private readonly PushReaders _readers = new(database);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask Note(IReadOnlyList<ChatNews> news, DateTimeOffset due, CancellationToken cancel)
    {
        if (news.Count == 0)
        {
            return;
        }

        // Always in the same order, so that two silos that meet wait for each other and never in a circle.
        var sorted = news.OrderBy(static n => n.Chat.Value).ToList();
        var keys = new InlineTable(database, "k", ("chat", sorted.Select(static n => n.Chat.Value).ToArray()), ("number", sorted.Select(static n => n.Number).ToArray()));
        await using var write = await database.Write(cancel);
        await using var command = write.Connection.Statement(
            $"""
            INSERT INTO push_news (chat_id, number, due_at) SELECT k.chat, k.number, @due FROM {keys.Sql} WHERE 1 = 1 ORDER BY k.chat
            ON CONFLICT (chat_id) DO UPDATE SET number = excluded.number WHERE excluded.number > push_news.number
            """,
            [.. keys.Parameters, ("due", due.ToUnixTimeMilliseconds())]);
        command.Transaction = write.Transaction;
        await command.ExecuteNonQueryAsync(cancel);
        await write.Commit(cancel);
    }

    public async ValueTask<IReadOnlyList<ChatNews>> Take(int limit, TimeSpan lease, CancellationToken cancel) =>
        await Taken<ChatNews>("push_news", "chat_id", "chat_id AS Chat, number AS Number", limit, lease, cancel);

    public ValueTask<IReadOnlyList<PushReader>> Readers(ChatId chat, Guid after, int limit, CancellationToken cancel) => _readers.Of(chat, after, limit, Now, cancel);

    public async ValueTask Told(ChatId chat, long number, IReadOnlyList<PersonId> people, CancellationToken cancel)
    {
        if (people.Count == 0)
        {
            return;
        }

        await Run(
            $"""
            INSERT INTO push_told (chat_id, person_id, number) SELECT @chat, p.id, @number FROM person p WHERE p.id {database.In("people")} ORDER BY p.id
            ON CONFLICT (chat_id, person_id) DO UPDATE SET number = excluded.number WHERE excluded.number > push_told.number
            """,
            new { chat, number, people = database.Of(people.Select(static p => p.Value)) },
            cancel);
    }

    public ValueTask Done(ChatNews news, CancellationToken cancel) => Run(
        """
        DELETE FROM push_news WHERE chat_id = @Chat AND number <= @Number;
        UPDATE push_news SET held_until = 0 WHERE chat_id = @Chat
        """,
        new { news.Chat, news.Number },
        cancel);

    public ValueTask Postpone(PersonId person, DateTimeOffset until, bool inVain, CancellationToken cancel) => Run(
        """
        INSERT INTO push_digest (person_id, due_at, tries) VALUES (@person, @until, @tries)
        ON CONFLICT (person_id) DO UPDATE SET due_at = excluded.due_at, held_until = 0, tries = push_digest.tries + @tries
        """,
        new { person, until = until.ToUnixTimeMilliseconds(), tries = inVain ? 1 : 0 },
        cancel);

    public async ValueTask<IReadOnlyList<DueDigest>> TakeDigests(int limit, TimeSpan lease, CancellationToken cancel) =>
        [.. (await Taken<DigestRow>("push_digest", "person_id", "person_id AS Person, tries AS Tries", limit, lease, cancel)).Select(static r => new DueDigest(r.Person, (int)r.Tries))];

    public ValueTask<IReadOnlyList<PushReader>> Digest(PersonId person, CancellationToken cancel) => _readers.Of(person, Now, cancel);

    public async ValueTask DigestDone(PersonId person, CancellationToken cancel)
    {
        await Run(
            """
            INSERT INTO push_told (chat_id, person_id, number)
            SELECT m.chat_id, m.person_id, max(l.number) FROM chat_member m JOIN chat_log l ON l.chat_id = m.chat_id
              AND l.number = (SELECT x.number FROM chat_log x WHERE x.chat_id = m.chat_id ORDER BY x.number DESC LIMIT 1)
            WHERE m.person_id = @person AND m.to_number IS NULL GROUP BY m.chat_id, m.person_id
            ON CONFLICT (chat_id, person_id) DO UPDATE SET number = excluded.number WHERE excluded.number > push_told.number;
            DELETE FROM push_digest WHERE person_id = @person
            """,
            new { person },
            cancel);
    }

    public ValueTask Gone(Guid subscription, CancellationToken cancel) => Run("DELETE FROM push_subscription WHERE id = @subscription", new { subscription }, cancel);

    private async Task<List<T>> Taken<T>(string table, string key, string columns, int limit, TimeSpan lease, CancellationToken cancel)
    {
        var now = Now;

        // Mostly nothing is due, and a look costs no writer's turn.
        await using (var connection = await database.Read(cancel))
        {
            if (await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
                $"SELECT 1 FROM {table} WHERE due_at <= @now AND held_until <= @now LIMIT 1", new { now }, cancellationToken: cancel)) is null)
            {
                return [];
            }
        }

        await using var write = await database.Write(cancel);
        var skip = database.Dialect == Dialect.PostgreSql ? "FOR UPDATE SKIP LOCKED" : "";
        var taken = (await write.Query<T>(
            $"""
            UPDATE {table} SET held_until = @until
            WHERE {key} IN (SELECT {key} FROM {table} WHERE due_at <= @now AND held_until <= @now ORDER BY due_at LIMIT @limit {skip})
            RETURNING {columns}
            """,
            new { now, until = now + (long)lease.TotalMilliseconds, limit },
            cancel)).ToList();
        await write.Commit(cancel);
        return taken;
    }

    private async ValueTask Run(string sql, object parameters, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        await write.Execute(sql, parameters, cancel);
        await write.Commit(cancel);
    }

    private sealed record DigestRow
    {
        public PersonId Person { get; init; }

        public long Tries { get; init; }
    }
}
