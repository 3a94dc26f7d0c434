using System.Data.Common;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>What messages carry beside their text. Asked only for messages that are known to carry something.</summary>
internal sealed class PartReader(IDatabase database)
{
    private DbTransaction? _transaction;

    /// <param name="connection">Where.</param>
    /// <param name="messages">Which messages, with what they carry.</param>
    /// <param name="reader">Whose own votes are marked; null for nobody's.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Their parts.</returns>
    public async Task<Dictionary<(Guid Chat, long Number), MessageParts>> Of(
        DbConnection connection, IReadOnlyDictionary<(Guid Chat, long Number), PartKinds> messages, PersonId? reader, CancellationToken cancel)
    {
        var mentions = await Mentions(connection, Those(messages, PartKinds.Mentions), cancel);
        var forwarded = await ForwardedOf(connection, Those(messages, PartKinds.Forwarded), cancel);
        var polls = await Polls(connection, Those(messages, PartKinds.Poll), reader, cancel);
        return messages.Keys.ToDictionary(static k => k, k => new MessageParts
        {
            Mentions = mentions[k].ToList() is { Count: > 0 } some ? some : null,
            Forwarded = forwarded.GetValueOrDefault(k),
            Poll = polls.GetValueOrDefault(k),
        });
    }

    /// <summary>How those of the messages stand that are polls, as a transaction sees it.</summary>
    public async Task<IReadOnlyList<(Guid Chat, PollTally Tally)>> Tallies(
        WriteTransaction write, IReadOnlyCollection<(Guid Chat, long Number)> messages, CancellationToken cancel) =>
        await new PartReader(database) { _transaction = write.Transaction }.Tallies(write.Connection, messages, cancel);

    /// <summary>The same outside a transaction.</summary>
    public async Task<IReadOnlyList<(Guid Chat, PollTally Tally)>> Tallies(
        DbConnection connection, IReadOnlyCollection<(Guid Chat, long Number)> messages, CancellationToken cancel) =>
        [.. (await Polls(connection, messages, null, cancel)).Select(static p => (p.Key.Chat, new PollTally(p.Key.Number, p.Value.Counts, p.Value.Voters, p.Value.ClosesAt)))];

    private static List<(Guid, long)> Those(IReadOnlyDictionary<(Guid Chat, long Number), PartKinds> messages, PartKinds kind) =>
        [.. messages.Where(m => m.Value.HasFlag(kind)).Select(static m => m.Key)];

    private async Task<ILookup<(Guid, long), Mention>> Mentions(DbConnection connection, List<(Guid, long)> messages, CancellationToken cancel)
    {
        var found = new List<((Guid, long) Key, Mention Mention)>();
        await Read(
            connection,
            messages,
            static k => $"""
                SELECT x.chat_id, x.number, x.person_id, x.grp, x.label FROM {k} CROSS JOIN mention x
                WHERE x.chat_id = k.chat AND x.number = k.number AND (x.grp IS NULL OR x.grp <> 'all') ORDER BY x.place
                """,
            row => found.Add((Key(row), new Mention(row.IsDBNull(2) ? null : new PersonId(row.GetGuid(2)), row.Text(3), row.GetString(4)))),
            cancel);
        return found.ToLookup(static f => f.Key, static f => f.Mention);
    }

    private async Task<Dictionary<(Guid, long), Forwarded>> ForwardedOf(DbConnection connection, List<(Guid, long)> messages, CancellationToken cancel)
    {
        var found = new Dictionary<(Guid, long), Forwarded>();
        await Read(
            connection,
            messages,
            static k => $"""
                SELECT x.chat_id, x.number, x.author_id, p.display_name, x.role, x.at FROM {k} CROSS JOIN forwarded x JOIN person p ON p.id = x.author_id
                WHERE x.chat_id = k.chat AND x.number = k.number
                """,
            row => found[Key(row)] = new Forwarded(
                new PersonName(new PersonId(row.GetGuid(2)), row.GetString(3), RoleCodes.Parse(row.GetString(4))), row.Time(5)!.Value),
            cancel);
        return found;
    }

    private async Task<Dictionary<(Guid Chat, long Number), PollState>> Polls(
        DbConnection connection, IReadOnlyCollection<(Guid, long)> messages, PersonId? reader, CancellationToken cancel)
    {
        var polls = new Dictionary<(Guid, long), (PollState Poll, List<string> Options)>();
        await Read(
            connection,
            messages,
            static k => $"""
                SELECT x.chat_id, x.number, x.multiple, x.shows_who, x.closes_at, o.text FROM {k} CROSS JOIN poll x
                JOIN poll_option o ON o.chat_id = x.chat_id AND o.number = x.number
                WHERE x.chat_id = k.chat AND x.number = k.number ORDER BY o.place
                """,
            row =>
            {
                if (!polls.TryGetValue(Key(row), out var known))
                {
                    var options = new List<string>();
                    var poll = new PollState
                    {
                        Options = options, Counts = [], Multiple = row.GetInt16(2) > 0, Open = row.GetInt16(3) > 0, ClosesAt = row.Time(4),
                    };
                    polls[Key(row)] = known = (poll, options);
                }

                known.Options.Add(row.GetString(5));
            },
            cancel);
        var votes = await Votes(connection, [.. polls.Keys], reader, cancel);
        return polls.ToDictionary(static p => p.Key, p => Counted(p.Value.Poll, votes[p.Key], reader is not null));
    }

    private async Task<ILookup<(Guid, long), (int Choices, int Count, bool Mine)>> Votes(
        DbConnection connection, List<(Guid, long)> polls, PersonId? reader, CancellationToken cancel)
    {
        var votes = new List<((Guid, long) Key, (int, int, bool) Votes)>();
        await Read(
            connection,
            polls,
            static k => $"""
                SELECT x.chat_id, x.number, x.choices, count(*), coalesce(sum(CASE WHEN x.person_id = @reader THEN 1 ELSE 0 END), 0)
                FROM {k} CROSS JOIN poll_vote x WHERE x.chat_id = k.chat AND x.number = k.number GROUP BY x.chat_id, x.number, x.choices
                """,
            row => votes.Add((Key(row), (row.GetInt32(2), (int)row.GetInt64(3), row.GetInt64(4) > 0))),
            cancel,
            ("reader", reader?.Value ?? Guid.Empty));
        return votes.ToLookup(static v => v.Key, static v => v.Votes);
    }

    private static PollState Counted(PollState poll, IEnumerable<(int Choices, int Count, bool Mine)> votes, bool forSomebody)
    {
        var counts = new int[poll.Options.Count];
        var (voters, mine) = (0, 0);
        foreach (var (choices, count, own) in votes)
        {
            voters += count;
            mine = own ? choices : mine;
            for (var place = 0; place < counts.Length; place++)
            {
                counts[place] += (choices >> place & 1) * count;
            }
        }

        return poll with { Counts = counts, Voters = voters, Mine = forSomebody ? mine : null };
    }

    private async Task Read(
        DbConnection connection,
        IReadOnlyCollection<(Guid Chat, long Number)> messages,
        Func<string, string> sql,
        Action<DbDataReader> take,
        CancellationToken cancel,
        params (string, object?)[] parameters)
    {
        if (messages.Count == 0)
        {
            return;
        }

        var keys = new InlineTable(database, "k", ("chat", messages.Select(static m => m.Chat).ToArray()), ("number", messages.Select(static m => m.Number).ToArray()));
        await using var command = connection.Statement(sql(keys.Sql), keys.Parameters.Concat(parameters));
        command.Transaction = _transaction;
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            take(row);
        }
    }

    private static (Guid, long) Key(DbDataReader row) => (row.GetGuid(0), row.GetInt64(1));
}
