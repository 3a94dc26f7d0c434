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

    /// <summary>What is found by chat and person. Mentions are what others wrote: the sign by which they lead to the person goes, their text stays.</summary>
    private static readonly string[] OfTheChat = ["read_mark", "chat_choice", "mention"];

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

        foreach (var own in OfTheChat)
        {
            await Write($"DELETE FROM {own} WHERE chat_id = @chat AND person_id = @person", new { chat, person }, cancel);
        }

        await Write("DELETE FROM scheduled_message WHERE chat_id = @chat AND author_id = @person", new { chat, person }, cancel);
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
        var posted = rows.Where(static r => r.Kind == ChatEventKind.Posted).Select(static r => r.Number);
        var said = rows.Where(static r => r.Kind is ChatEventKind.Posted or ChatEventKind.Edited).Select(static r => r.Number);
        await using var write = await database.Write(cancel);
        var taken = await Tombstones.Leave(write, database, chat, posted, said, now, cancel);
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
