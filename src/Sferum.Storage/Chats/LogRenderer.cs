using System.Data.Common;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Rows of the log with current text, names and roles. A fixed number of statements, whatever is asked; some more where messages carry more than text.</summary>
internal sealed class LogRenderer(
    IDatabase database, ReactionReader reactions, PartReader parts, MembersChangeReader changes, AccessReader access, AttachmentReader attachments)
{
    private const string Columns = """
        l.chat_id, l.number, l.kind, l.at, l.author_id, l.request_id, l.posts, l.target, a.display_name, a.role,
        t.number, t.text, t.edited_at, t.deleted_at, t.reply_to, q.display_name, q.text, t.parts, t.files
        """;

    private const string Shown = "CASE l.kind WHEN 1 THEN l.number WHEN 2 THEN l.target WHEN 3 THEN l.target END";

    private const string Role =
        "(SELECT m.role FROM chat_member m WHERE m.chat_id = l.chat_id AND m.person_id = l.author_id ORDER BY m.came_number DESC LIMIT 1)";

    // LIMIT keeps the planner from joining whole tables when it expects many rows: each step is a look into an index.
    private static string PostgreSql(InlineTable ranges) => $"""
        SELECT {Columns} FROM {ranges.Sql}
        CROSS JOIN LATERAL (SELECT * FROM chat_log x WHERE x.chat_id = r.chat AND x.number > r.lo AND x.number <= r.hi ORDER BY x.number LIMIT {ChatLimits.ResumeEvents}) l
        LEFT JOIN LATERAL (SELECT p.display_name, {Role} AS role FROM person p WHERE p.id = l.author_id LIMIT 1) a ON true
        LEFT JOIN LATERAL (SELECT * FROM message x WHERE x.chat_id = l.chat_id AND x.number = {Shown} LIMIT 1) t ON true
        LEFT JOIN LATERAL (
          SELECT p.display_name, substr(x.text, 1, {Quote.MaxLength}) AS text FROM message x
          JOIN chat_log y ON y.chat_id = x.chat_id AND y.number = x.number JOIN person p ON p.id = y.author_id
          WHERE x.chat_id = l.chat_id AND x.number = t.reply_to LIMIT 1) q ON true
        ORDER BY l.number
        """;

    private static string Sqlite(InlineTable ranges) => $"""
        SELECT l.chat_id, l.number, l.kind, l.at, l.author_id, l.request_id, l.posts, l.target, a.display_name, {Role},
          t.number, t.text, t.edited_at, t.deleted_at, t.reply_to, qa.display_name, substr(q.text, 1, {Quote.MaxLength}), t.parts, t.files
        FROM {ranges.Sql}
        CROSS JOIN chat_log l
        LEFT JOIN person a ON a.id = l.author_id
        LEFT JOIN message t ON t.chat_id = l.chat_id AND t.number = {Shown}
        LEFT JOIN message q ON q.chat_id = l.chat_id AND q.number = t.reply_to
        LEFT JOIN chat_log ql ON ql.chat_id = l.chat_id AND ql.number = t.reply_to
        LEFT JOIN person qa ON qa.id = ql.author_id
        WHERE l.chat_id = r.chat AND l.number > r.lo AND l.number <= r.hi
        ORDER BY l.number
        """;

    /// <param name="connection">Where.</param>
    /// <param name="ranges">Which rows; of a chat one range.</param>
    /// <param name="reader">Whose own reactions are marked; null for nobody's.</param>
    /// <param name="withState">Reactions and names of members, which a list does not show.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Ascending in each chat.</returns>
    public async Task<Dictionary<Guid, List<ChatEvent>>> Render(
        DbConnection connection, IReadOnlyList<LogRange> ranges, PersonId? reader, bool withState, CancellationToken cancel)
    {
        var chats = new Dictionary<Guid, List<ChatEvent>>();
        if (ranges.Count == 0)
        {
            return chats;
        }

        var sending = new HashSet<(Guid, long)>();
        var windows = ranges.ToDictionary(static r => r.Chat, static r => r.Window);
        var table = LogRange.Table(database, ranges);
        var carrying = new Dictionary<(Guid, long), PartKinds>();
        await using (var command = connection.Statement(database.Dialect == Dialect.PostgreSql ? PostgreSql(table) : Sqlite(table), table.Parameters))
        await using (var rows = await command.ExecuteReaderAsync(cancel))
        {
            while (await rows.ReadAsync(cancel))
            {
                var chat = rows.GetGuid(0);
                if (!chats.TryGetValue(chat, out var events))
                {
                    chats[chat] = events = [];
                }

                events.Add(Row(rows, windows[chat]));
                if (rows.Number(18) > 0 && Shows(events[^1], windows[chat]))
                {
                    sending.Add((chat, MessageOf(events[^1])));
                }

                if (withState && rows.Number(17) is > 0 and var kinds && Shows(events[^1], windows[chat]))
                {
                    carrying[(chat, MessageOf(events[^1]))] = (PartKinds)kinds;
                }
            }
        }

        await AddAttachments(connection, chats, sending, cancel);

        if (withState)
        {
            await AddReactions(connection, chats, windows, reader, cancel);
            await AddParts(connection, chats, carrying, reader, cancel);
            await AddMembers(connection, chats, cancel);
            await AddAccess(connection, chats, cancel);
        }

        return chats;
    }

    private static ChatEvent Row(DbDataReader row, long window)
    {
        var author = row.GetGuid(4);
        return new ChatEvent
        {
            Number = row.GetInt64(1),
            Kind = (ChatEventKind)row.GetInt16(2),
            At = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(3)),
            Author = author == Guid.Empty ? null : new PersonName(new PersonId(author), row.Text(8) ?? "", RoleCodes.Parse(row.Text(9) ?? "")),
            RequestId = row.GetGuid(5),
            Posts = row.GetInt64(6),
            Target = row.GetInt16(2) == (short)ChatEventKind.Posted ? null : row.Number(7),
            MentionsAll = row.GetInt16(2) == (short)ChatEventKind.Posted && row.Number(7) == NewRow.Everybody,
            Message = row.Number(10) is { } message ? State(row, isSeen: message > window, window) : null,
        };
    }

    /// <summary>A message before the reader's window is there (a row of the window is about it), but says nothing.</summary>
    private static MessageState State(DbDataReader row, bool isSeen, long window) => new()
    {
        Text = isSeen ? row.Text(11) : null,
        EditedAt = row.Time(12),
        DeletedAt = row.Time(13),
        ReplyTo = isSeen && row.IsDBNull(13) && row.Number(14) is { } quoted
            ? new Quote(quoted, row.Text(15) ?? "", quoted > window && row.Text(16) is { } text ? ChatText.Cut(text, Quote.MaxLength) : null)
            : null,
    };

    private async Task AddAttachments(DbConnection connection, Dictionary<Guid, List<ChatEvent>> chats, HashSet<(Guid, long)> sending, CancellationToken cancel)
    {
        var all = await attachments.Of(connection, sending, cancel);
        foreach (var chat in all.Keys.Select(static k => k.Chat).Distinct())
        {
            var events = chats[chat];
            for (var i = 0; i < events.Count; i++)
            {
                if (events[i].Message is { DeletedAt: null } message && all.TryGetValue((chat, MessageOf(events[i])), out var files))
                {
                    events[i] = events[i] with { Message = message with { Attachments = files } };
                }
            }
        }
    }

    private async Task AddReactions(
        DbConnection connection, Dictionary<Guid, List<ChatEvent>> chats, Dictionary<Guid, long> windows, PersonId? reader, CancellationToken cancel)
    {
        var messages = new HashSet<(Guid, long)>();
        foreach (var (chat, events) in chats)
        {
            messages.UnionWith(events.Where(e => Shows(e, windows[chat])).Select(e => (chat, MessageOf(e))));
        }

        var all = await reactions.Of(connection, messages, reader, cancel);
        foreach (var (chat, events) in chats)
        {
            for (var i = 0; i < events.Count; i++)
            {
                if (Shows(events[i], windows[chat]) && all.TryGetValue((chat, MessageOf(events[i])), out var some))
                {
                    events[i] = events[i] with { Message = events[i].Message! with { Reactions = some } };
                }
            }
        }
    }

    private async Task AddParts(
        DbConnection connection, Dictionary<Guid, List<ChatEvent>> chats, Dictionary<(Guid, long), PartKinds> carrying, PersonId? reader, CancellationToken cancel)
    {
        if (carrying.Count == 0)
        {
            return;
        }

        var all = await parts.Of(connection, carrying, reader, cancel);
        foreach (var (chat, events) in chats)
        {
            for (var i = 0; i < events.Count; i++)
            {
                if (events[i].Message is { DeletedAt: null } message && all.TryGetValue((chat, MessageOf(events[i])), out var some))
                {
                    events[i] = events[i] with { Message = message with { Parts = some } };
                }
            }
        }
    }

    private async Task AddMembers(DbConnection connection, Dictionary<Guid, List<ChatEvent>> chats, CancellationToken cancel)
    {
        var acts = chats.SelectMany(static c => c.Value.Where(static e => e.Kind == ChatEventKind.Members).Select(e => (c.Key, e.Number))).ToList();
        var all = await changes.Of(connection, acts, cancel);
        foreach (var (chat, events) in chats)
        {
            for (var i = 0; i < events.Count; i++)
            {
                if (events[i].Kind == ChatEventKind.Members)
                {
                    events[i] = events[i] with { Members = all.GetValueOrDefault((chat, events[i].Number)) ?? new MembersChange() };
                }
            }
        }
    }

    private async Task AddAccess(DbConnection connection, Dictionary<Guid, List<ChatEvent>> chats, CancellationToken cancel)
    {
        var all = await access.Of(connection, [.. chats.Where(static c => c.Value.Exists(IsAccess)).Select(static c => c.Key)], cancel);
        foreach (var (chat, now) in all)
        {
            var events = chats[chat];
            for (var i = 0; i < events.Count; i++)
            {
                if (IsAccess(events[i]))
                {
                    events[i] = events[i] with { Access = now };
                }
            }
        }
    }

    private static bool IsAccess(ChatEvent row) => row.Kind == ChatEventKind.Access;

    private static long MessageOf(ChatEvent row) => row.Kind == ChatEventKind.Posted ? row.Number : row.Target ?? 0;

    /// <summary>Whether the reader sees a message with all that belongs to it.</summary>
    private static bool Shows(ChatEvent row, long window) => row.Message is { DeletedAt: null } && MessageOf(row) > window;
}
