using Sferum.Chats;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.People;

/// <summary>
/// Takes what others passed on of somebody's words: the copies are other people's messages, perhaps in chats where the person never was, and still the
/// person's words.
/// </summary>
/// <param name="database">Where.</param>
/// <param name="person">Whose words.</param>
/// <param name="school">In whose chats; null: everywhere.</param>
/// <param name="now">When (Unix ms).</param>
internal sealed class ForwardErasure(IDatabase database, PersonId person, SchoolId? school, long now)
{
    /// <returns>The chats in which there was something.</returns>
    public async Task<IReadOnlyList<AffectedChat>> Run(CancellationToken cancel)
    {
        var touched = new Dictionary<ChatId, AffectedChat>();
        while (await Copies(cancel) is { Count: > 0 } copies)
        {
            await using var write = await database.Write(cancel);
            foreach (var chat in copies.GroupBy(static c => c.Chat))
            {
                var numbers = chat.Select(static c => c.Number).ToList();
                await Tombstones.Leave(write, database, chat.Key, numbers, numbers, now, cancel);
                await write.Execute(
                    $"DELETE FROM forwarded WHERE chat_id = @chat AND number {database.In("numbers")}", new { chat = chat.Key, numbers = database.Of(numbers) }, cancel);
                touched[chat.Key] = new AffectedChat(chat.Key, chat.First().Class);
            }

            await write.Commit(cancel);
        }

        return [.. touched.Values];
    }

    private async Task<List<Copy>> Copies(CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return [.. await Dapper.SqlMapper.QueryAsync<Copy>(connection, new Dapper.CommandDefinition(
            $"""
            SELECT f.chat_id AS Chat, f.number AS Number, coalesce(c.class_id, s.class_id) AS Class
            FROM forwarded f JOIN chat c ON c.id = f.chat_id LEFT JOIN section s ON s.id = c.section_id
            WHERE f.author_id = @person {(school is null ? "" : "AND c.school_id = @school")} LIMIT {ChatErasure.Batch}
            """,
            new { person, school },
            cancellationToken: cancel))];
    }

    private sealed record Copy
    {
        public ChatId Chat { get; init; }

        public long Number { get; init; }

        public ClassId? Class { get; init; }
    }
}
