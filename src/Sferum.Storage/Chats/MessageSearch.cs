using System.Data.Common;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>
/// Looks for words in the messages of one chat, from the newest back, some at a time. There is no index of words: posts would pay for it, and a chat is
/// read through by its numbers in no time (ADR 23).
/// </summary>
internal sealed class MessageSearch(IDatabase database)
{
    private const int AtATime = 1_000;

    private const string Texts = """
        SELECT t.number, t.text FROM message t
        WHERE t.chat_id = @chat AND t.number > @from AND t.number < @before ORDER BY t.number DESC LIMIT @limit
        """;

    private static string Authors(InlineTable keys) => $"""
        SELECT l.number, l.at, l.author_id, p.display_name,
          (SELECT m.role FROM chat_member m WHERE m.chat_id = l.chat_id AND m.person_id = l.author_id ORDER BY m.came_number DESC LIMIT 1)
        FROM {keys.Sql} CROSS JOIN chat_log l LEFT JOIN person p ON p.id = l.author_id WHERE l.chat_id = @chat AND l.number = k.number
        """;

    public async Task<FoundMessages> Find(ChatId chat, ReaderWindow reader, ChatWords words, long? before, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var end = Math.Min(before ?? long.MaxValue, reader.To is { } to ? to + 1 : long.MaxValue);
        var excerpts = new List<(long Number, string Excerpt)>();
        for (var looked = 0; looked < ChatWords.Looked && excerpts.Count < limit;)
        {
            var (count, next) = await Look(connection, chat, reader.From, end, words, limit, excerpts, cancel);
            end = next;
            looked += count;
            if (count < AtATime && excerpts.Count < limit)
            {
                return new FoundMessages(await Named(connection, chat, excerpts, cancel), null);
            }
        }

        return new FoundMessages(await Named(connection, chat, excerpts, cancel), end);
    }

    /// <returns>How many messages were looked at, and the lowest number among them.</returns>
    private static async Task<(int Count, long Next)> Look(
        DbConnection connection, ChatId chat, long from, long before, ChatWords words, int limit, List<(long, string)> found, CancellationToken cancel)
    {
        await using var command = connection.Statement(Texts, ("chat", chat.Value), ("from", from), ("before", before), ("limit", AtATime));
        await using var row = await command.ExecuteReaderAsync(cancel);
        var (count, next) = (0, before);
        while (found.Count < limit && await row.ReadAsync(cancel))
        {
            (count, next) = (count + 1, row.GetInt64(0));
            if (row.Text(1) is { } text && words.Find(text) is { } excerpt)
            {
                found.Add((next, excerpt));
            }
        }

        return (count, next);
    }

    private async Task<IReadOnlyList<FoundMessage>> Named(DbConnection connection, ChatId chat, List<(long Number, string Excerpt)> found, CancellationToken cancel)
    {
        if (found.Count == 0)
        {
            return [];
        }

        var keys = new InlineTable(database, "k", ("number", found.Select(static f => f.Number).ToArray()));
        await using var command = connection.Statement(Authors(keys), keys.Parameters.Append(("chat", chat.Value)));
        await using var row = await command.ExecuteReaderAsync(cancel);
        var named = new Dictionary<long, (DateTimeOffset At, PersonName Author)>();
        while (await row.ReadAsync(cancel))
        {
            var author = new PersonName(new PersonId(row.GetGuid(2)), row.Text(3) ?? "", RoleCodes.Parse(row.Text(4) ?? ""));
            named[row.GetInt64(0)] = (row.Time(1)!.Value, author);
        }

        return [.. found.Where(f => named.ContainsKey(f.Number)).Select(f => new FoundMessage(f.Number, named[f.Number].At, named[f.Number].Author, f.Excerpt))];
    }
}
