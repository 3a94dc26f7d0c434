using System.Data.Common;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Who has read one message, of those who are in the chat now and were when it was posted.</summary>
internal sealed class MessageReads(IDatabase database)
{
    private const string Author = "SELECT l.author_id FROM chat_log l WHERE l.chat_id = @chat AND l.number = @number AND l.kind = 1";

    private const string Members = "FROM chat_member m LEFT JOIN read_mark r ON r.chat_id = m.chat_id AND r.person_id = m.person_id";

    private const string Could = "WHERE m.chat_id = @chat AND m.to_number IS NULL AND m.from_number < @number AND m.person_id <> @author";

    private const string Counts = $"SELECT count(*), coalesce(sum(CASE WHEN r.number >= @number THEN 1 ELSE 0 END), 0) {Members} {Could}";

    public async Task<Readers?> Of(ChatId chat, ReaderWindow reader, long number, CancellationToken cancel)
    {
        if (number <= reader.From || number > (reader.To ?? long.MaxValue))
        {
            return null;
        }

        await using var connection = await database.Read(cancel);
        await using var ask = connection.Statement(Author, ("chat", chat.Value), ("number", number));
        if (await ask.ExecuteScalarAsync(cancel) is not { } found)
        {
            return null;
        }

        var author = found is Guid id ? id : Guid.Parse((string)found);
        (string, object?)[] keys = [("chat", chat.Value), ("number", number), ("author", author)];
        var (of, count) = await Count(connection, keys, cancel);
        return new Readers(count, of, await People(connection, "r.number >= @number", keys, cancel), await People(connection, "coalesce(r.number, 0) < @number", keys, cancel));
    }

    private static async Task<(int Of, int Count)> Count(DbConnection connection, (string, object?)[] keys, CancellationToken cancel)
    {
        await using var command = connection.Statement(Counts, keys);
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return ((int)row.GetInt64(0), (int)row.GetInt64(1));
    }

    private static async Task<IReadOnlyList<PersonName>> People(DbConnection connection, string which, (string, object?)[] keys, CancellationToken cancel)
    {
        var sql = $"""
            SELECT m.person_id, p.display_name, m.role {Members} JOIN person p ON p.id = m.person_id {Could} AND {which}
            ORDER BY p.display_name, m.person_id LIMIT {Readers.Listed}
            """;
        await using var command = connection.Statement(sql, keys);
        await using var row = await command.ExecuteReaderAsync(cancel);
        var people = new List<PersonName>();
        while (await row.ReadAsync(cancel))
        {
            people.Add(new PersonName(new PersonId(row.GetGuid(0)), row.GetString(1), RoleCodes.Parse(row.GetString(2))));
        }

        return people;
    }
}
