using Sferum.Chats;
using Sferum.Storage;

namespace Sferum.People;

/// <summary>Takes what somebody wrote and felt out of one chat, and leaves numbers and tombstones.</summary>
internal sealed class ChatErasure(IDatabase database, ChatId chat, PersonId person, long now)
{
    /// <summary>Rows of the log in one transaction.</summary>
    internal const int Batch = 500;

    /// <summary>Numbers over which reactions are looked for in one transaction: they are found by message, not by person.</summary>
    private const int Span = 10_000;

    /// <returns>Whether there was anything.</returns>
    public async Task<bool> Run(CancellationToken cancel)
    {
        var any = false;
        var after = Guid.Empty;
        while (await Rows(after, cancel) is { Count: > 0 } rows)
        {
            any |= await Take(rows, cancel);
            after = rows[^1].RequestId;
        }

        var head = await Head(cancel);
        for (var from = 0L; from < head; from += Span)
        {
            await Write(
                "DELETE FROM poll_vote WHERE chat_id = @chat AND number > @from AND number <= @upTo AND person_id = @person",
                new { chat, person, from, upTo = from + Span },
                cancel);
            await Write(
                "DELETE FROM reaction WHERE chat_id = @chat AND number > @from AND number <= @upTo AND person_id = @person",
                new { chat, person, from, upTo = from + Span },
                cancel);
        }

        await Write("DELETE FROM read_mark WHERE chat_id = @chat AND person_id = @person", new { chat, person }, cancel);
        return any;
    }

    /// <summary>The person's own rows by request id: the index that holds each request once also finds whose it is.</summary>
    private async Task<List<LogRow>> Rows(Guid after, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        await using var command = connection.Statement(
            $"""
            SELECT number, kind, request_id FROM chat_log WHERE chat_id = @chat AND author_id = @person AND request_id > @after ORDER BY request_id LIMIT {Batch}
            """,
            ("chat", chat.Value), ("person", person.Value), ("after", after));
        await using var row = await command.ExecuteReaderAsync(cancel);
        var rows = new List<LogRow>(Batch);
        while (await row.ReadAsync(cancel))
        {
            rows.Add(new LogRow(row.GetInt64(0), (ChatEventKind)row.GetInt16(1), row.GetGuid(2)));
        }

        return rows;
    }

    private async Task<bool> Take(List<LogRow> rows, CancellationToken cancel)
    {
        var posted = database.Of(rows.Where(static r => r.Kind == ChatEventKind.Posted).Select(static r => r.Number));
        var said = database.Of(rows.Where(static r => r.Kind is ChatEventKind.Posted or ChatEventKind.Edited).Select(static r => r.Number));
        var (inPosted, inSaid) = (database.In("posted"), database.In("said"));
        var of = new { chat, posted, said, now };
        await using var write = await database.Write(cancel);
        var taken = await write.Execute(
            $"UPDATE message SET text = NULL, deleted_at = coalesce(deleted_at, @now) WHERE chat_id = @chat AND number {inPosted} AND (text IS NOT NULL OR deleted_at IS NULL)", of, cancel);
        taken += await write.Execute($"UPDATE chat_log SET body_hash = NULL WHERE chat_id = @chat AND number {inSaid} AND body_hash IS NOT NULL", of, cancel);
        taken += await write.Execute($"DELETE FROM evidence WHERE chat_id = @chat AND number {inPosted}", of, cancel);
        await write.Execute($"UPDATE poll_option SET text = '' WHERE chat_id = @chat AND number {inPosted}", of, cancel);
        await write.Execute($"DELETE FROM mention WHERE chat_id = @chat AND number {inPosted}", of, cancel);
        taken += await write.Execute($"DELETE FROM pin WHERE chat_id = @chat AND number {inPosted}", of, cancel);
        await write.Commit(cancel);
        return taken > 0;
    }

    private async Task<long> Head(CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        await using var command = connection.Statement("SELECT number FROM chat_log WHERE chat_id = @chat ORDER BY number DESC LIMIT 1", ("chat", chat.Value));
        return await command.ExecuteScalarAsync(cancel) is long number ? number : 0;
    }

    private async Task Write(string sql, object parameters, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        await write.Execute(sql, parameters, cancel);
        await write.Commit(cancel);
    }

    private readonly record struct LogRow(long Number, ChatEventKind Kind, Guid RequestId);
}
