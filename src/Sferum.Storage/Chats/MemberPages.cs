using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Members of a chat, by standing and name, page by page.</summary>
internal sealed class MemberPages(IDatabase database)
{
    private const int Size = 200;

    private static readonly string Standing = "CASE m.role " + string.Concat(
        RoleCodes.All.Select(static (r, i) => string.Create(CultureInfo.InvariantCulture, $"WHEN '{r.Code()}' THEN {i} "))) + "ELSE 99 END";

    public async Task<MembersPage> Page(ChatId chat, string? cursor, CancellationToken cancel)
    {
        var (place, name, id) = Parse(cursor);

        // Bytewise on both databases: a cursor means the same wherever it is read.
        var byName = database.Dialect == Dialect.PostgreSql ? "p.display_name COLLATE \"C\"" : "p.display_name";
        var sql = $"""
            SELECT m.person_id, p.display_name, m.role, {Standing},
              coalesce((SELECT x.number FROM read_mark x WHERE x.chat_id = m.chat_id AND x.person_id = m.person_id), 0), r.muted_until, r.muted_reason
            FROM chat_member m JOIN person p ON p.id = m.person_id LEFT JOIN chat_rule r ON r.chat_id = m.chat_id AND r.person_id = m.person_id
            WHERE m.chat_id = @chat AND m.to_number IS NULL AND ({Standing}, {byName}, m.person_id) > (@place, @name, @id)
            ORDER BY {Standing}, {byName}, m.person_id LIMIT {Size + 1}
            """;
        await using var connection = await database.Read(cancel);
        var members = new List<(ListedMember Member, int Place)>();
        await using (var command = connection.Statement(sql, ("chat", chat.Value), ("place", place), ("name", name), ("id", id)))
        await using (var row = await command.ExecuteReaderAsync(cancel))
        {
            while (await row.ReadAsync(cancel))
            {
                var person = new PersonName(new PersonId(row.GetGuid(0)), row.GetString(1), RoleCodes.Parse(row.GetString(2)));
                members.Add((new ListedMember(person, row.GetInt64(4), row.Time(5), row.Text(6)), row.GetInt32(3)));
            }
        }

        await using var count = connection.Statement("SELECT count(*) FROM chat_member WHERE chat_id = @chat AND to_number IS NULL", ("chat", chat.Value));
        var all = Convert.ToInt32(await count.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
        var next = members.Count > Size ? Cursor(members[Size - 1].Place, members[Size - 1].Member.Person) : null;
        return new MembersPage([.. members.Take(Size).Select(static m => m.Member)], next, all);
    }

    private static string Cursor(int place, PersonName person) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{place}|{person.Id.Value:D}|{person.Name}")));

    /// <summary>What is no cursor of ours begins at the beginning.</summary>
    private static (int Place, string Name, Guid Id) Parse(string? cursor)
    {
        var beginning = (-1, "", Guid.Empty);
        if (cursor is null || cursor.Length > 1000 || !Base64Url.IsValid(cursor))
        {
            return beginning;
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|', 3);
        return parts.Length == 3 && !parts[2].Contains('\0', StringComparison.Ordinal)
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var place) && Guid.TryParse(parts[1], out var id)
            ? (place, parts[2], id)
            : beginning;
    }
}
