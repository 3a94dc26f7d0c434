using Sferum.Chats;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.People;

/// <summary>Carries erasures on. Each piece is a short transaction; a chat is never locked for longer than a few hundred of its messages take.</summary>
internal sealed class ErasureStore(IDatabase database, TimeProvider time) : IErasures
{
    /// <summary>So long an erasure is left alone whose chats have not followed yet.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    public async ValueTask<Erasure?> Take(TimeSpan lease, CancellationToken cancel)
    {
        var now = Now;

        // Mostly there is nothing, and a look costs no writer's turn.
        await using (var connection = await database.Read(cancel))
        await using (var look = connection.Statement("SELECT 1 FROM erasure WHERE finished_at IS NULL AND due_at <= @now LIMIT 1", ("now", now)))
        {
            if (await look.ExecuteScalarAsync(cancel) is null)
            {
                return null;
            }
        }

        await using var write = await database.Write(cancel);
        var row = await write.First<Row>(
            $"""
            UPDATE erasure SET due_at = @until
            WHERE id = (SELECT id FROM erasure WHERE finished_at IS NULL AND due_at <= @now ORDER BY due_at, id LIMIT 1
              {(database.Dialect == Dialect.PostgreSql ? "FOR UPDATE SKIP LOCKED" : "")})
            RETURNING id AS Id, person_id AS Person, school_id AS School, whole AS Whole
            """,
            new { now, until = now + (long)lease.TotalMilliseconds },
            cancel);
        await write.Commit(cancel);
        return row is null ? null : new Erasure(row.Id, row.Person, row.School, row.Whole != 0);
    }

    public async ValueTask<bool> CarryOn(Erasure erasure, CancellationToken cancel)
    {
        if (await IsPresent(erasure, cancel))
        {
            await Postpone(erasure, cancel);
            return false;
        }

        var files = new FileErasure(database, erasure, Now);
        await files.Begin(cancel);
        List<AffectedChat> touched = [];
        foreach (var chat in await Chats(erasure, cancel))
        {
            if (await new ChatErasure(database, chat.Id, erasure.Person, Now).Run(cancel))
            {
                touched.Add(new AffectedChat(chat.Id, chat.Class));
            }
        }

        foreach (var chat in await new ForwardErasure(database, erasure.Person, erasure.Whole ? null : erasure.School, Now).Run(cancel))
        {
            if (!touched.Exists(t => t.Chat == chat.Chat))
            {
                touched.Add(chat);
            }
        }

        await Tell(erasure, touched, cancel);
        if (await files.HasBytes(cancel))
        {
            await Postpone(erasure, cancel);
            return false;
        }

        await Finish(erasure, cancel);
        return true;
    }

    /// <summary>Actors of the chats may remember texts: they are told to look again.</summary>
    private async Task Tell(Erasure erasure, List<AffectedChat> touched, CancellationToken cancel)
    {
        if (touched.Count > 0)
        {
            var now = Now;
            await using var write = await database.Write(cancel);
            await OutboxStore.Add(write, Guid.CreateVersion7(), erasure.School, touched, now, now, cancel);
            await write.Commit(cancel);
        }
    }

    /// <summary>Whether a chat that follows the roster has not heard yet: there a last message may still be on its way.</summary>
    private async Task<bool> IsPresent(Erasure erasure, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        await using var look = connection.Statement(
            erasure.Whole
                ? "SELECT 1 FROM chat_member m WHERE m.person_id = @person AND m.to_number IS NULL LIMIT 1"
                : """
                  SELECT 1 FROM chat_member m JOIN chat c ON c.id = m.chat_id AND c.school_id = @school AND c.kind NOT IN ('adhoc', 'direct')
                  WHERE m.person_id = @person AND m.to_number IS NULL LIMIT 1
                  """,
            erasure.Whole ? [("person", erasure.Person.Value)] : [("person", erasure.Person.Value), ("school", erasure.School.Value)]);
        return await look.ExecuteScalarAsync(cancel) is not null;
    }

    private async Task<List<ChatRow>> Chats(Erasure erasure, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return [.. await Dapper.SqlMapper.QueryAsync<ChatRow>(connection, new Dapper.CommandDefinition(
            $"""
            SELECT DISTINCT c.id AS Id, coalesce(c.class_id, s.class_id) AS Class FROM chat_member m JOIN chat c ON c.id = m.chat_id LEFT JOIN section s ON s.id = c.section_id
            WHERE m.person_id = @Person {(erasure.Whole ? "" : "AND c.school_id = @School")}
            """,
            new { erasure.Person, erasure.School },
            cancellationToken: cancel))];
    }

    private async Task Postpone(Erasure erasure, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        await write.Execute("UPDATE erasure SET due_at = @until WHERE id = @Id", new { erasure.Id, until = Now + (long)Pause.TotalMilliseconds }, cancel);
        await write.Commit(cancel);
    }

    private async Task Finish(Erasure erasure, CancellationToken cancel)
    {
        var now = Now;
        await using var write = await database.Write(cancel);
        await write.Execute("UPDATE erasure SET finished_at = @now WHERE id = @Id AND finished_at IS NULL", new { erasure.Id, now }, cancel);
        if (erasure.Whole)
        {
            // An act that began before the erasure and ended after it may have made a new one.
            await write.Execute("DELETE FROM person_key WHERE person_id = @Person", new { erasure.Person }, cancel);
        }

        await write.Commit(cancel);
    }

    private sealed record Row
    {
        public Guid Id { get; init; }

        public PersonId Person { get; init; }

        public SchoolId School { get; init; }

        public long Whole { get; init; }
    }

    private sealed record ChatRow
    {
        public ChatId Id { get; init; }

        public ClassId? Class { get; init; }
    }
}
