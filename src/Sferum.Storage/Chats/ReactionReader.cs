using System.Data.Common;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Reactions of messages, counted.</summary>
internal sealed class ReactionReader(IDatabase database)
{
    /// <returns>Messages without reactions are not in it.</returns>
    public async Task<Dictionary<(Guid Chat, long Number), IReadOnlyList<Reaction>>> Of(
        DbConnection connection, IReadOnlyCollection<(Guid Chat, long Number)> messages, PersonId? reader, CancellationToken cancel)
    {
        var counted = new Dictionary<(Guid, long), List<Reaction>>();
        if (messages.Count > 0)
        {
            var keys = new InlineTable(
                database, "k", ("chat", messages.Select(static m => m.Chat).ToArray()), ("number", messages.Select(static m => m.Number).ToArray()));
            var sql = $"""
                SELECT x.chat_id, x.number, x.emoji, count(*), coalesce(sum(CASE WHEN x.person_id = @reader THEN 1 ELSE 0 END), 0)
                FROM {keys.Sql} CROSS JOIN reaction x
                WHERE x.chat_id = k.chat AND x.number = k.number
                GROUP BY x.chat_id, x.number, x.emoji
                """;
            await using var command = connection.Statement(sql, keys.Parameters.Append(("reader", reader?.Value ?? Guid.Empty)));
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                var key = (rows.GetGuid(0), rows.GetInt64(1));
                if (!counted.TryGetValue(key, out var list))
                {
                    counted[key] = list = [];
                }

                list.Add(new Reaction(rows.GetString(2), (int)rows.GetInt64(3), reader is null ? null : rows.GetInt64(4) > 0));
            }
        }

        return counted.ToDictionary(static c => c.Key, static c => InOrder(c.Value));
    }

    /// <summary>Most used first; ties by code, so that every reader sees the same order.</summary>
    public static IReadOnlyList<Reaction> InOrder(IEnumerable<Reaction> reactions) =>
        [.. reactions.OrderByDescending(static r => r.Count).ThenBy(static r => r.Emoji, StringComparer.Ordinal)];
}
