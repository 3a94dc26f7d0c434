using System.Data.Common;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Writes many people's reactions at once: the present state is read under the chat's lock, decided in memory, written in bulk.</summary>
internal sealed class ReactionWriter(IDatabase database)
{
    public async Task<ReactionsWritten> Write(ChatId chat, IReadOnlyList<ReactionChange> changes, CancellationToken cancel)
    {
        var last = changes.GroupBy(static c => (c.Number, c.Person, c.Emoji)).Select(static g => g.Last()).ToList();
        await using var write = await database.Write(cancel);
        var rev = await write.First<long?>(
            "SELECT rev FROM chat WHERE id = @chat" + (database.Dialect == Dialect.PostgreSql ? " FOR UPDATE" : ""), new { chat }, cancel);
        if (rev is not { } before || last.Count == 0)
        {
            return new(rev ?? 0, [], []);
        }

        var counts = await Counts(write, chat, [.. last.Select(static c => c.Number).Distinct()], cancel);
        var there = await There(write, chat, last, cancel);
        var (set, taken, leftOut) = Decide(last, counts, there);
        if (set.Count == 0 && taken.Count == 0)
        {
            return new(before, [], leftOut);
        }

        await Run(write, Table(set), k => $"INSERT INTO reaction (chat_id, number, person_id, emoji) SELECT @chat, k.number, k.person, k.emoji FROM {k} WHERE true ON CONFLICT DO NOTHING", chat, cancel);
        await Run(
            write,
            Table(taken),
            k => $"DELETE FROM reaction WHERE chat_id = @chat AND (number, person_id, emoji) IN (SELECT k.number, k.person, k.emoji FROM {k})",
            chat,
            cancel);
        var messages = set.Concat(taken).Select(static c => c.Number).Distinct().Order().ToArray();
        await Run(
            write,
            new InlineTable(database, "k", ("number", messages)),
            k => $"INSERT INTO message_rev (chat_id, number, rev) SELECT @chat, k.number, {before + 1} FROM {k} WHERE true ON CONFLICT (chat_id, number) DO UPDATE SET rev = excluded.rev",
            chat,
            cancel);
        await write.Execute("UPDATE chat SET rev = @rev WHERE id = @chat", new { chat, rev = before + 1 }, cancel);
        await write.Commit(cancel);
        return new(
            before + 1,
            [.. messages.Select(n => new MessageReactions(n, ReactionReader.InOrder(counts[n].Where(static c => c.Value > 0).Select(static c => new Reaction(c.Key, c.Value, null)))))],
            leftOut);
    }

    /// <summary>What really changes; <paramref name="counts"/> is brought up to date. A new emoji on a full message is left out.</summary>
    private static (List<ReactionChange> Set, List<ReactionChange> Taken, List<ReactionChange> LeftOut) Decide(
        List<ReactionChange> changes, Dictionary<long, Dictionary<string, int>> counts, HashSet<(long, Guid, string)> there)
    {
        var set = new List<ReactionChange>();
        var taken = new List<ReactionChange>();
        var leftOut = new List<ReactionChange>();
        foreach (var change in changes)
        {
            if (!counts.TryGetValue(change.Number, out var emoji) || there.Contains((change.Number, change.Person.Value, change.Emoji)) == change.On)
            {
                continue;
            }

            var count = emoji.GetValueOrDefault(change.Emoji);
            if (change.On && count == 0 && emoji.Count(static e => e.Value > 0) >= ChatLimits.EmojiPerMessage)
            {
                leftOut.Add(change);
                continue;
            }

            emoji[change.Emoji] = count + (change.On ? 1 : -1);
            (change.On ? set : taken).Add(change);
        }

        return (set, taken, leftOut);
    }

    /// <summary>Reactions per emoji, of messages that are there and not deleted.</summary>
    private async Task<Dictionary<long, Dictionary<string, int>>> Counts(WriteTransaction write, ChatId chat, long[] numbers, CancellationToken cancel)
    {
        var keys = new InlineTable(database, "k", ("number", numbers));
        await using var command = write.Connection.Statement(
            $"""
            SELECT t.number, x.emoji, count(x.emoji) FROM {keys.Sql} CROSS JOIN message t
            LEFT JOIN reaction x ON x.chat_id = t.chat_id AND x.number = t.number
            WHERE t.chat_id = @chat AND t.number = k.number AND t.deleted_at IS NULL
            GROUP BY t.number, x.emoji
            """,
            keys.Parameters.Append(("chat", chat.Value)));
        command.Transaction = write.Transaction;
        var counts = new Dictionary<long, Dictionary<string, int>>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            if (!counts.TryGetValue(row.GetInt64(0), out var emoji))
            {
                counts[row.GetInt64(0)] = emoji = new Dictionary<string, int>(StringComparer.Ordinal);
            }

            if (row.Text(1) is { } code)
            {
                emoji[code] = (int)row.GetInt64(2);
            }
        }

        return counts;
    }

    private async Task<HashSet<(long, Guid, string)>> There(WriteTransaction write, ChatId chat, List<ReactionChange> changes, CancellationToken cancel)
    {
        var keys = Table(changes);
        await using var command = write.Connection.Statement(
            $"SELECT x.number, x.person_id, x.emoji FROM {keys.Sql} CROSS JOIN reaction x WHERE x.chat_id = @chat AND x.number = k.number AND x.person_id = k.person AND x.emoji = k.emoji",
            keys.Parameters.Append(("chat", chat.Value)));
        command.Transaction = write.Transaction;
        var there = new HashSet<(long, Guid, string)>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            there.Add((row.GetInt64(0), row.GetGuid(1), row.GetString(2)));
        }

        return there;
    }

    private InlineTable Table(List<ReactionChange> changes) => new(
        database,
        "k",
        ("number", changes.Select(static c => c.Number).ToArray()),
        ("person", changes.Select(static c => c.Person.Value).ToArray()),
        ("emoji", changes.Select(static c => c.Emoji).ToArray()));

    private static async Task Run(WriteTransaction write, InlineTable keys, Func<string, string> sql, ChatId chat, CancellationToken cancel)
    {
        await using var command = write.Connection.Statement(sql(keys.Sql), keys.Parameters.Append(("chat", chat.Value)));
        command.Transaction = write.Transaction;
        await command.ExecuteNonQueryAsync(cancel);
    }
}
