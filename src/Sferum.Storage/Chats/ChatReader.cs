using Sferum.Files;
using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Reads of the chat log on either database.</summary>
internal sealed class ChatReader : IChatReader
{
    private readonly IDatabase _database;
    private readonly ChatLists _lists;
    private readonly ChatPages _pages;
    private readonly MissedReader _missed;
    private readonly MemberPages _members;
    private readonly MessageReads _reads;
    private readonly MessageSearch _search;

    public ChatReader(IDatabase database)
    {
        var reactions = new ReactionReader(database);
        var parts = new PartReader(database);
        var renderer = new LogRenderer(database, reactions, parts, new MembersChangeReader(database), new AccessReader(database), new AttachmentReader(database));
        _database = database;
        _lists = new ChatLists(database, renderer, new UnreadMentions(database));
        _pages = new ChatPages(database, renderer);
        _missed = new MissedReader(database, renderer, reactions, parts);
        _members = new MemberPages(database);
        _reads = new MessageReads(database);
        _search = new MessageSearch(database);
    }

    public async ValueTask<ReaderWindow?> Window(ChatId chat, PersonId person, SchoolId? school, CancellationToken cancel)
    {
        const string sql = """
            SELECT m.from_number, m.to_number, m.role, c.kind FROM chat_member m JOIN chat c ON c.id = m.chat_id
            WHERE m.chat_id = @chat AND m.person_id = @person AND c.school_id IS NOT DISTINCT FROM @school
            ORDER BY m.came_number DESC LIMIT 1
            """;
        await using var connection = await _database.Read(cancel);
        await using var command = connection.Statement(sql, ("chat", chat.Value), ("person", person.Value), ("school", school?.Value));
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? new ReaderWindow(person, row.GetInt64(0), row.Number(1), RoleCodes.Parse(row.GetString(2)), ChatKindCodes.Parse(row.GetString(3)))
            : null;
    }

    public async ValueTask<IReadOnlyList<ChatListing>> List(PersonId person, SchoolId? school, CancellationToken cancel) =>
        await _lists.All(person, school, cancel);

    public async ValueTask<ChatListing?> Listing(ChatId chat, PersonId person, SchoolId? school, CancellationToken cancel) =>
        await _lists.One(chat, person, school, cancel);

    public async ValueTask<LogPage> Page(ChatId chat, ReaderWindow reader, PageAt at, int limit, CancellationToken cancel) =>
        await _pages.Page(chat, reader, at, limit, cancel);

    public async ValueTask<MissedRows> Missed(PersonId person, IReadOnlyList<(KnownNumber Known, long Head)> chats, int limit, CancellationToken cancel) =>
        await _missed.Missed(person, chats, Math.Clamp(limit, 0, ChatLimits.ResumeEvents), cancel);

    public async ValueTask<IReadOnlyList<ChatEvent>> Rows(ChatId chat, long after, long upTo, CancellationToken cancel) =>
        await _pages.Rows(chat, after, upTo, cancel);

    public async ValueTask<IReadOnlyList<(PersonId Person, long Number)>> Left(ChatId chat, long after, long upTo, CancellationToken cancel)
    {
        await using var connection = await _database.Read(cancel);
        await using var command = connection.Statement(
            "SELECT person_id, to_number FROM chat_member WHERE chat_id = @chat AND to_number > @after AND to_number <= @upTo ORDER BY to_number, person_id",
            ("chat", chat.Value), ("after", after), ("upTo", upTo));
        await using var row = await command.ExecuteReaderAsync(cancel);
        var left = new List<(PersonId, long)>();
        while (await row.ReadAsync(cancel))
        {
            left.Add((new PersonId(row.GetGuid(0)), row.GetInt64(1)));
        }

        return left;
    }

    public async ValueTask<IReadOnlyList<Membership>> Memberships(IReadOnlyList<PersonId> people, CancellationToken cancel)
    {
        var found = new List<Membership>();
        if (people.Count > 0)
        {
            var keys = new InlineTable(_database, "k", ("person", people.Select(static p => p.Value).ToArray()));
            var sql = $"""
                SELECT m.person_id, m.chat_id, c.school_id FROM {keys.Sql} CROSS JOIN chat_member m JOIN chat c ON c.id = m.chat_id
                WHERE m.person_id = k.person AND m.to_number IS NULL
                """;
            await using var connection = await _database.Read(cancel);
            await using var command = connection.Statement(sql, keys.Parameters);
            await using var row = await command.ExecuteReaderAsync(cancel);
            while (await row.ReadAsync(cancel))
            {
                found.Add(new Membership(new PersonId(row.GetGuid(0)), new ChatId(row.GetGuid(1)), row.IsDBNull(2) ? null : new SchoolId(row.GetGuid(2))));
            }
        }

        return found;
    }

    public async ValueTask<IReadOnlyDictionary<ChatId, long>> Heads(IReadOnlyList<ChatId> chats, CancellationToken cancel)
    {
        var heads = new Dictionary<ChatId, long>(chats.Count);
        if (chats.Count > 0)
        {
            var keys = new InlineTable(_database, "k", ("chat", chats.Select(static c => c.Value).ToArray()));
            var sql = $"""
                SELECT c.id, coalesce((SELECT x.number FROM chat_log x WHERE x.chat_id = c.id ORDER BY x.number DESC LIMIT 1), 0)
                FROM {keys.Sql} CROSS JOIN chat c WHERE c.id = k.chat
                """;
            await using var connection = await _database.Read(cancel);
            await using var command = connection.Statement(sql, keys.Parameters);
            await using var row = await command.ExecuteReaderAsync(cancel);
            while (await row.ReadAsync(cancel))
            {
                heads[new ChatId(row.GetGuid(0))] = row.GetInt64(1);
            }
        }

        return heads;
    }

    public async ValueTask<StoredMessage?> Message(ChatId chat, long number, CancellationToken cancel)
    {
        const string sql = """
            SELECT l.author_id, p.display_name, l.at, t.text, t.deleted_at, t.parts FROM message t
            JOIN chat_log l ON l.chat_id = t.chat_id AND l.number = t.number LEFT JOIN person p ON p.id = l.author_id
            WHERE t.chat_id = @chat AND t.number = @number
            """;
        await using var connection = await _database.Read(cancel);
        await using var command = connection.Statement(sql, ("chat", chat.Value), ("number", number));
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? new StoredMessage(number, new PersonId(row.GetGuid(0)), row.Text(1) ?? "", row.Time(2)!.Value, row.Text(3), !row.IsDBNull(4)) { Parts = (PartKinds)row.GetInt16(5) }
            : null;
    }

    public async ValueTask<(string Text, ForwardedMessage From)?> ToForward(ChatId chat, ReaderWindow reader, long number, CancellationToken cancel)
    {
        const string sql = """
            SELECT t.text, coalesce(f.author_id, l.author_id), p.display_name, coalesce(f.role,
              (SELECT m.role FROM chat_member m WHERE m.chat_id = l.chat_id AND m.person_id = l.author_id ORDER BY m.came_number DESC LIMIT 1)), coalesce(f.at, l.at)
            FROM message t JOIN chat_log l ON l.chat_id = t.chat_id AND l.number = t.number
            LEFT JOIN forwarded f ON f.chat_id = t.chat_id AND f.number = t.number
            JOIN person p ON p.id = coalesce(f.author_id, l.author_id)
            WHERE t.chat_id = @chat AND t.number = @number AND t.number > @from AND t.number <= @to AND t.text IS NOT NULL
            """;
        await using var connection = await _database.Read(cancel);
        await using var command = connection.Statement(
            sql, ("chat", chat.Value), ("number", number), ("from", reader.From), ("to", reader.To ?? long.MaxValue));
        await using var row = await command.ExecuteReaderAsync(cancel);
        return await row.ReadAsync(cancel)
            ? (row.GetString(0), new ForwardedMessage(new PersonName(new PersonId(row.GetGuid(1)), row.GetString(2), RoleCodes.Parse(row.Text(3) ?? "")), row.Time(4)!.Value))
            : null;
    }

    public async ValueTask<MembersPage> Members(ChatId chat, string? cursor, CancellationToken cancel) => await _members.Page(chat, cursor, cancel);

    public async ValueTask<Readers?> ReadersOf(ChatId chat, ReaderWindow reader, long number, CancellationToken cancel) =>
        await _reads.Of(chat, reader, number, cancel);

    public async ValueTask<FoundMessages> Search(ChatId chat, ReaderWindow reader, ChatWords words, long? before, int limit, CancellationToken cancel) =>
        await _search.Find(chat, reader, words, before, limit, cancel);
}
