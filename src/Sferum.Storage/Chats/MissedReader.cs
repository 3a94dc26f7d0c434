using System.Data.Common;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>What happened in many chats of one reader since the numbers it knows: six statements for any number of chats.</summary>
internal sealed class MissedReader(IDatabase database, LogRenderer renderer, ReactionReader reactions, PartReader parts)
{
    private const int ChangedMessages = 200;

    public async Task<MissedRows> Missed(PersonId person, IReadOnlyList<(KnownNumber Known, long Head)> chats, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var known = chats.DistinctBy(static c => c.Known.Chat).ToDictionary(static c => c.Known.Chat.Value);
        var windows = await Windows(connection, person, [.. known.Keys], cancel);
        var tooFar = new List<ChatId>();
        var ranges = new List<LogRange>();
        var fits = new List<(KnownNumber Known, long From, long Head)>();
        foreach (var ((chat, number, rev), head) in known.Values)
        {
            if (!windows.TryGetValue(chat.Value, out var from))
            {
                continue;
            }

            // A client that is ahead of the log has seen what a restored backup has not.
            var after = Math.Max(number, from);
            if (number > head || head - after > limit)
            {
                tooFar.Add(chat);
                continue;
            }

            fits.Add((new KnownNumber(chat, number, rev), from, head));
            if (head > after)
            {
                limit -= (int)(head - after);
                ranges.Add(new LogRange(chat.Value, after, head, from));
            }
        }

        var changed = await Changed(connection, fits, cancel);
        var flooded = changed.GroupBy(static c => c.Chat).Where(static g => g.Count() > ChangedMessages).Select(static g => g.Key).ToHashSet();
        tooFar.AddRange(flooded.Select(static c => new ChatId(c)));
        changed.RemoveWhere(c => flooded.Contains(c.Chat));
        ranges.RemoveAll(r => flooded.Contains(r.Chat));

        var rows = await renderer.Render(connection, ranges, person, withState: true, cancel);
        var counted = await reactions.Of(connection, changed, person, cancel);
        var voted = await parts.Tallies(connection, changed, cancel);
        return new MissedRows(
            rows.ToDictionary(static r => new ChatId(r.Key), static r => (IReadOnlyList<ChatEvent>)r.Value),
            changed.GroupBy(static c => c.Chat).ToDictionary(
                static g => new ChatId(g.Key),
                g => (IReadOnlyList<MessageReactions>)[.. g.OrderBy(static c => c.Number).Select(c => new MessageReactions(c.Number, counted.GetValueOrDefault(c) ?? []))]),
            voted.ToLookup(static v => new ChatId(v.Chat), static v => v.Tally),
            tooFar);
    }

    private async Task<Dictionary<Guid, long>> Windows(DbConnection connection, PersonId person, Guid[] chats, CancellationToken cancel)
    {
        var windows = new Dictionary<Guid, long>();
        if (chats.Length > 0)
        {
            var keys = new InlineTable(database, "k", ("chat", chats));
            await using var command = connection.Statement(
                $"SELECT x.chat_id, x.from_number FROM {keys.Sql} CROSS JOIN chat_member x WHERE x.chat_id = k.chat AND x.person_id = @person AND x.to_number IS NULL",
                keys.Parameters.Append(("person", person.Value)));
            await using var row = await command.ExecuteReaderAsync(cancel);
            while (await row.ReadAsync(cancel))
            {
                windows[row.GetGuid(0)] = row.GetInt64(1);
            }
        }

        return windows;
    }

    /// <summary>Messages whose reactions changed; one above the limit per chat is enough to see that there are too many.</summary>
    private async Task<HashSet<(Guid Chat, long Number)>> Changed(DbConnection connection, List<(KnownNumber Known, long From, long Head)> fits, CancellationToken cancel)
    {
        var changed = new HashSet<(Guid, long)>();
        if (fits.Count > 0)
        {
            var keys = new InlineTable(
                database,
                "k",
                ("chat", fits.Select(static f => f.Known.Chat.Value).ToArray()),
                ("rev", fits.Select(static f => f.Known.Rev).ToArray()),
                ("lo", fits.Select(static f => f.From).ToArray()),
                ("hi", fits.Select(static f => f.Head).ToArray()));
            var sql = $"""
                SELECT x.chat_id, x.number FROM {keys.Sql} CROSS JOIN message_rev x
                WHERE x.chat_id = k.chat AND x.number > k.lo AND x.number <= k.hi AND x.rev > k.rev AND x.rev <= coalesce(
                  (SELECT y.rev FROM message_rev y WHERE y.chat_id = k.chat AND y.rev > k.rev ORDER BY y.rev LIMIT 1 OFFSET {ChangedMessages}), 9223372036854775807)
                """;
            await using var command = connection.Statement(sql, keys.Parameters);
            await using var row = await command.ExecuteReaderAsync(cancel);
            while (await row.ReadAsync(cancel))
            {
                changed.Add((row.GetGuid(0), row.GetInt64(1)));
            }
        }

        return changed;
    }
}
