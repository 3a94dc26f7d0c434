using Dapper;
using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

internal sealed class ScheduledMessageStore(IDatabase database, TimeProvider time) : IScheduledMessages
{
    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask<Outcome<Unit>> Put(Caller caller, ChatId chat, ScheduledMessage message, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        var locked = database.Dialect == Dialect.PostgreSql ? " FOR UPDATE OF m" : "";
        var member = await write.First<MemberRow>(
            $"""
            SELECT m.role AS Role, m.limited AS Limited, c.kind AS Kind FROM chat_member m JOIN chat c ON c.id = m.chat_id
            WHERE m.chat_id = @chat AND m.person_id = @Person AND m.to_number IS NULL AND c.school_id IS NOT DISTINCT FROM @School AND c.archived_at IS NULL{locked}
            """,
            new { chat, caller.Person, caller.School },
            cancel);
        if (member is null)
        {
            return Refusals.NotFound;
        }

        if (!PolicyTable.Allows(Operation.PostMessage, RoleCodes.Parse(member.Role), ChatKindCodes.Parse(member.Kind)))
        {
            return Refusals.ReadOnlyChat;
        }

        if (member.Limited != 0)
        {
            return Refusals.ConsentMissing;
        }

        if (database.Dialect == Dialect.PostgreSql)
        {
            // One of an author's puts after another, whatever the chats, so that what is counted is what there is.
            await write.Execute("SELECT 1 FROM person WHERE id = @Person FOR NO KEY UPDATE", new { caller.Person }, cancel);
        }

        var waiting = await write.First<long>("SELECT count(*) FROM scheduled_message WHERE author_id = @Person AND id <> @Id", new { caller.Person, message.Id }, cancel);
        if (waiting >= IScheduledMessages.Most)
        {
            return Refusals.ScheduledTooMany(IScheduledMessages.Most);
        }

        var stored = await write.Execute(
            """
            INSERT INTO scheduled_message (id, chat_id, author_id, school_id, text, reply_to, at, due_at, created_at)
            VALUES (@Id, @chat, @Person, @School, @Text, @ReplyTo, @at, @at, @now)
            ON CONFLICT (id) DO UPDATE SET text = excluded.text, reply_to = excluded.reply_to, at = excluded.at, due_at = excluded.due_at, failure = NULL
            WHERE scheduled_message.author_id = @Person AND scheduled_message.chat_id = @chat AND scheduled_message.held_until <= @now
            """,
            new { message.Id, chat, caller.Person, caller.School, message.Text, message.ReplyTo, at = message.At.ToUnixTimeMilliseconds(), now = Now },
            cancel);
        if (stored == 0)
        {
            return Refusals.ScheduledGoing;
        }

        await write.Commit(cancel);
        return default(Unit);
    }

    public async ValueTask<Outcome<Unit>> Remove(Caller caller, ChatId chat, Guid id, CancellationToken cancel)
    {
        var keys = new { id, chat, caller.Person, now = Now };
        await using var write = await database.Write(cancel);
        var removed = await write.Execute(
            "DELETE FROM scheduled_message WHERE id = @id AND chat_id = @chat AND author_id = @Person AND held_until <= @now", keys, cancel);
        if (removed == 0 && await write.First<long?>("SELECT 1 FROM scheduled_message WHERE id = @id AND chat_id = @chat AND author_id = @Person", keys, cancel) is not null)
        {
            return Refusals.ScheduledGoing;
        }

        await write.Commit(cancel);
        return default(Unit);
    }

    public async ValueTask<IReadOnlyList<ScheduledMessage>> Of(Caller caller, ChatId chat, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"""
            SELECT id AS Id, text AS Text, reply_to AS ReplyTo, at AS At, failure AS Failure FROM scheduled_message
            WHERE author_id = @Person AND chat_id = @chat AND school_id IS NOT DISTINCT FROM @School ORDER BY at, id LIMIT {IScheduledMessages.Most}
            """,
            new { caller.Person, chat, caller.School },
            cancellationToken: cancel));
        return [.. rows.Select(static r => new ScheduledMessage(r.Id, r.Text, r.ReplyTo, DateTimeOffset.FromUnixTimeMilliseconds(r.At), r.Failure))];
    }

    public async ValueTask<IReadOnlyList<DueMessage>> Take(int limit, TimeSpan lease, CancellationToken cancel)
    {
        var now = Now;

        // Mostly nothing is due, and a look costs no writer's turn.
        await using (var connection = await database.Read(cancel))
        {
            if (await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
                "SELECT 1 FROM scheduled_message WHERE due_at <= @now AND held_until <= @now LIMIT 1", new { now }, cancellationToken: cancel)) is null)
            {
                return [];
            }
        }

        await using var write = await database.Write(cancel);
        var skip = database.Dialect == Dialect.PostgreSql ? "FOR UPDATE SKIP LOCKED" : "";
        var taken = (await write.Query<Row>(
            $"""
            UPDATE scheduled_message SET held_until = @until
            WHERE id IN (SELECT id FROM scheduled_message WHERE due_at <= @now AND held_until <= @now ORDER BY due_at, id LIMIT @limit {skip})
            RETURNING id AS Id, chat_id AS ChatId, author_id AS AuthorId, school_id AS SchoolId, text AS Text, reply_to AS ReplyTo, at AS At
            """,
            new { now, until = now + (long)lease.TotalMilliseconds, limit },
            cancel)).ToList();
        await write.Commit(cancel);
        return [.. taken.OrderBy(static t => t.At).ThenBy(static t => t.Id).Select(static t => new DueMessage(t.Id, t.ChatId, t.AuthorId, t.SchoolId, t.Text, t.ReplyTo))];
    }

    public ValueTask Posted(Guid id, CancellationToken cancel) => Run("DELETE FROM scheduled_message WHERE id = @id", new { id }, cancel);

    public ValueTask Refused(Guid id, string code, CancellationToken cancel) =>
        Run("UPDATE scheduled_message SET failure = @code, due_at = NULL, held_until = 0 WHERE id = @id", new { id, code }, cancel);

    private async ValueTask Run(string sql, object parameters, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        await write.Execute(sql, parameters, cancel);
        await write.Commit(cancel);
    }

    private sealed record MemberRow
    {
        public string Role { get; init; } = "";

        public long Limited { get; init; }

        public string Kind { get; init; } = "";
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public ChatId ChatId { get; init; }

        public PersonId AuthorId { get; init; }

        public SchoolId? SchoolId { get; init; }

        public string Text { get; init; } = "";

        public long? ReplyTo { get; init; }

        public long At { get; init; }

        public string? Failure { get; init; }
    }
}
