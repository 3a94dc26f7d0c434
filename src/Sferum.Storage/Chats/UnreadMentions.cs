using System.Data.Common;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Which unread messages mention somebody: by name, or as one of everybody, of a role, of a class. One statement for any number of chats.</summary>
internal sealed class UnreadMentions(IDatabase database)
{
    private const int MostOfAChat = 50;

    public async Task<ILookup<Guid, long>> Of(DbConnection connection, PersonId person, IReadOnlyList<ChatListing> chats, CancellationToken cancel)
    {
        var found = new List<(Guid Chat, long Number)>();
        var unread = chats.Where(static c => c.Head.Posts > c.Mark.Posts).ToList();
        if (unread.Count > 0)
        {
            var those = new InlineTable(
                database, "u", ("chat", unread.Select(static c => c.Id.Value).ToArray()), ("mark", unread.Select(static c => Math.Max(c.Mark.Number, c.From)).ToArray()));
            var groups = unread.SelectMany(static c => MentionGroup.Of(c.Role).Select(g => (Chat: c.Id.Value, Mark: Math.Max(c.Mark.Number, c.From), Group: g))).ToList();
            var keys = new InlineTable(
                database, "k", ("chat", groups.Select(static g => g.Chat).ToArray()), ("mark", groups.Select(static g => g.Mark).ToArray()), ("grp", groups.Select(static g => g.Group).ToArray()));
            await using var command = connection.Statement(Sql(those, keys), those.Parameters.Concat(keys.Parameters).Append(("person", person.Value)));
            await using var row = await command.ExecuteReaderAsync(cancel);
            while (await row.ReadAsync(cancel))
            {
                found.Add((row.GetGuid(0), row.GetInt64(1)));
            }
        }

        return found.GroupBy(static f => f.Chat).SelectMany(static g => g.OrderBy(static f => f.Number).Take(MostOfAChat)).ToLookup(static f => f.Chat, static f => f.Number);
    }

    // LIMIT for PostgreSQL's planner, as in ChatLists: a look into the index for each chat that one is in.
    private string Classes => $"""
        (SELECT 'class:' || lower(CAST(c.class_id AS text)) AS grp FROM chat_member m
          {(database.Dialect == Dialect.PostgreSql ? "CROSS JOIN LATERAL (SELECT * FROM chat y WHERE y.id = m.chat_id LIMIT 1) c" : "JOIN chat c ON c.id = m.chat_id")}
          WHERE m.person_id = @person AND m.to_number IS NULL AND c.kind = 'class') o
        """;

    private string Sql(InlineTable unread, InlineTable groups) => $"""
        SELECT x.chat_id, x.number FROM {unread.Sql} CROSS JOIN {Mentions("y.chat_id = u.chat AND y.person_id = @person AND y.number > u.mark")}
        UNION
        SELECT x.chat_id, x.number FROM {groups.Sql} CROSS JOIN {Mentions("y.chat_id = k.chat AND y.grp = k.grp AND y.number > k.mark")}
        UNION
        SELECT x.chat_id, x.number FROM {unread.Sql} CROSS JOIN {Classes} CROSS JOIN {Mentions("y.chat_id = u.chat AND y.grp = o.grp AND y.number > u.mark")}
        """;

    /// <summary>The first of each chat, out of the index. SQLite reads all of them: it knows no such join, and nothing travels.</summary>
    private string Mentions(string which) => database.Dialect == Dialect.PostgreSql
        ? $"LATERAL (SELECT y.chat_id, y.number FROM mention y WHERE {which} ORDER BY y.number LIMIT {MostOfAChat}) x"
        : $"mention x WHERE {which.Replace("y.", "x.", StringComparison.Ordinal)}";
}
