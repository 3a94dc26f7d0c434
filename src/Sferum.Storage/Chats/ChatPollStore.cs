using System.Data.Common;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

internal sealed class ChatPollStore(IDatabase database) : IChatPolls
{
    private readonly PartReader _parts = new(database);

    private string Locked => database.Dialect == Dialect.PostgreSql ? " FOR UPDATE" : "";

    public async ValueTask<StoredPoll?> Find(ChatId chat, long number, CancellationToken cancel)
    {
        const string sql = """
            SELECT l.author_id, x.multiple, x.closes_at, (SELECT count(*) FROM poll_option o WHERE o.chat_id = x.chat_id AND o.number = x.number)
            FROM poll x JOIN chat_log l ON l.chat_id = x.chat_id AND l.number = x.number
            JOIN message t ON t.chat_id = x.chat_id AND t.number = x.number AND t.deleted_at IS NULL
            WHERE x.chat_id = @chat AND x.number = @number
            """;
        await using var connection = await database.Read(cancel);
        await using var command = connection.Statement(sql, ("chat", chat.Value), ("number", number));
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? new StoredPoll(number, new PersonId(row.GetGuid(0)), (int)row.GetInt64(3), row.GetInt16(1) > 0, row.Time(2))
            : null;
    }

    public async ValueTask<VotesWritten> Vote(ChatId chat, IReadOnlyList<CastVote> votes, DateTimeOffset now, CancellationToken cancel)
    {
        // The chat's row first, as with reactions: two batches of one chat wait for each other here.
        await using var write = await database.Write(cancel);
        if (await Rev(write, chat, cancel) is not { } rev)
        {
            return new(0, []);
        }

        var changed = new SortedSet<long>();
        foreach (var vote in votes.GroupBy(static v => (v.Number, v.Person)).Select(static g => g.Last()))
        {
            if (await Put(write, chat, vote, now, cancel) > 0)
            {
                changed.Add(vote.Number);
            }
        }

        return await Raise(write, chat, rev, changed, cancel);
    }

    public async ValueTask<VotesWritten> Close(ChatId chat, long number, DateTimeOffset now, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        if (await Rev(write, chat, cancel) is not { } rev)
        {
            return new(0, []);
        }

        var at = now.ToUnixTimeMilliseconds();
        var closed = await write.Execute(
            "UPDATE poll SET closes_at = @at WHERE chat_id = @chat AND number = @number AND (closes_at IS NULL OR closes_at > @at)", new { chat, number, at }, cancel);
        return await Raise(write, chat, rev, closed > 0 ? [number] : [], cancel);
    }

    public async ValueTask<Outcome<IReadOnlyList<PersonName>>> Voters(ChatId chat, ReaderWindow reader, long number, int option, CancellationToken cancel)
    {
        const string sql = """
            SELECT v.person_id, p.display_name,
              (SELECT m.role FROM chat_member m WHERE m.chat_id = v.chat_id AND m.person_id = v.person_id ORDER BY m.came_number DESC LIMIT 1)
            FROM poll_vote v JOIN person p ON p.id = v.person_id
            WHERE v.chat_id = @chat AND v.number = @number AND (v.choices / @bit) % 2 = 1 ORDER BY p.display_name, v.person_id LIMIT 200
            """;
        await using var connection = await database.Read(cancel);
        await using var ask = connection.Statement(
            """
            SELECT x.shows_who FROM poll x JOIN message t ON t.chat_id = x.chat_id AND t.number = x.number AND t.deleted_at IS NULL
            WHERE x.chat_id = @chat AND x.number = @number AND x.number > @from AND x.number <= @to
            """,
            ("chat", chat.Value), ("number", number), ("from", reader.From), ("to", reader.To ?? long.MaxValue));
        var shows = await ask.ExecuteScalarAsync(cancel);
        if (shows is null || Convert.ToInt64(shows, null) == 0)
        {
            return shows is null ? Refusals.NoPoll : Refusals.PollSecret;
        }

        await using var command = connection.Statement(sql, ("chat", chat.Value), ("number", number), ("bit", 1 << option));
        await using var row = await command.ExecuteReaderAsync(cancel);
        var people = new List<PersonName>();
        while (await row.ReadAsync(cancel))
        {
            people.Add(new PersonName(new PersonId(row.GetGuid(0)), row.GetString(1), RoleCodes.Parse(row.Text(2) ?? "")));
        }

        return people;
    }

    private Task<long?> Rev(WriteTransaction write, ChatId chat, CancellationToken cancel) =>
        write.First<long?>("SELECT rev FROM chat WHERE id = @chat" + Locked, new { chat }, cancel);

    /// <summary>An ended poll takes no vote, whoever still believes that it is open.</summary>
    private static Task<int> Put(WriteTransaction write, ChatId chat, CastVote vote, DateTimeOffset now, CancellationToken cancel)
    {
        const string open = "SELECT 1 FROM poll x WHERE x.chat_id = @chat AND x.number = @Number AND (x.closes_at IS NULL OR x.closes_at > @at)";
        var at = now.ToUnixTimeMilliseconds();
        return vote.Choices == 0
            ? write.Execute($"DELETE FROM poll_vote WHERE chat_id = @chat AND number = @Number AND person_id = @Person AND EXISTS ({open})", new { chat, vote.Number, vote.Person, at }, cancel)
            : write.Execute(
                $"""
                INSERT INTO poll_vote (chat_id, number, person_id, choices) SELECT @chat, @Number, @Person, @Choices WHERE EXISTS ({open})
                ON CONFLICT (chat_id, number, person_id) DO UPDATE SET choices = excluded.choices WHERE poll_vote.choices <> excluded.choices
                """,
                new { chat, vote.Number, vote.Person, vote.Choices, at },
                cancel);
    }

    private async Task<VotesWritten> Raise(WriteTransaction write, ChatId chat, long rev, IReadOnlyCollection<long> changed, CancellationToken cancel)
    {
        if (changed.Count == 0)
        {
            return new(rev, []);
        }

        foreach (var number in changed)
        {
            await write.Execute(
                "INSERT INTO message_rev (chat_id, number, rev) VALUES (@chat, @number, @rev) ON CONFLICT (chat_id, number) DO UPDATE SET rev = excluded.rev",
                new { chat, number, rev = rev + 1 },
                cancel);
        }

        await write.Execute("UPDATE chat SET rev = @rev WHERE id = @chat", new { chat, rev = rev + 1 }, cancel);
        var tallies = await _parts.Tallies(write, [.. changed.Select(n => (chat.Value, n))], cancel);
        await write.Commit(cancel);
        return new(rev + 1, [.. tallies.Select(static t => t.Tally).OrderBy(static t => t.Number)]);
    }
}
