using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Read marks and reactions on either database.</summary>
internal sealed class ChatMarks(IDatabase database) : IChatMarks
{
    private const int Tries = 5;
    private readonly ReactionWriter _reactions = new(database);

    public async ValueTask<ReactionsWritten> React(ChatId chat, IReadOnlyList<ReactionChange> changes, CancellationToken cancel) =>
        await _reactions.Write(chat, changes, cancel);

    public async ValueTask Read(IReadOnlyList<ReadMark> marks, CancellationToken cancel)
    {
        // Always in the same order, so that two batches that meet wait for each other and never in a circle.
        var highest = marks.GroupBy(static m => (m.Chat, m.Person)).Select(static g => g.MaxBy(static m => m.Number))
            .OrderBy(static m => m.Chat.Value).ThenBy(static m => m.Person.Value).ToList();
        if (highest.Count == 0)
        {
            return;
        }

        var keys = new InlineTable(
            database,
            "k",
            ("chat", highest.Select(static m => m.Chat.Value).ToArray()),
            ("person", highest.Select(static m => m.Person.Value).ToArray()),
            ("number", highest.Select(static m => m.Number).ToArray()));

        // A mark beyond the head is a mark at the head.
        var sql = $"""
            INSERT INTO read_mark (chat_id, person_id, number, posts)
            SELECT k.chat, k.person, x.number, x.posts FROM {keys.Sql} CROSS JOIN chat_log x
            WHERE x.chat_id = k.chat AND x.number = (SELECT y.number FROM chat_log y WHERE y.chat_id = k.chat AND y.number <= k.number ORDER BY y.number DESC LIMIT 1)
            ORDER BY k.chat, k.person
            ON CONFLICT (chat_id, person_id) DO UPDATE SET number = excluded.number, posts = excluded.posts WHERE excluded.number > read_mark.number
            """;
        for (var i = 1; ; i++)
        {
            try
            {
                await using var write = await database.Write(cancel);
                await using var command = write.Connection.Statement(sql, keys.Parameters);
                command.Transaction = write.Transaction;
                await command.ExecuteNonQueryAsync(cancel);
                await write.Commit(cancel);
                return;
            }
            catch (Exception error) when (error.IsCollision() && i < Tries)
            {
                // Undone for another transaction's sake: once more.
            }
        }
    }
}
