using System.Data.Common;
using Sferum.Calls;
using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>A person's chats as the list shows them: four statements for any number of chats.</summary>
internal sealed class ChatLists(IDatabase database, LogRenderer renderer, UnreadMentions mentions)
{
    private const int PreviewLength = 120;

    private const string Columns = """
        SELECT c.id, c.kind, c.title, c.archived_at, c.rev, m.role, m.from_number,
          coalesce((SELECT x.number FROM chat_log x WHERE x.chat_id = c.id ORDER BY x.number DESC LIMIT 1), 0),
          coalesce((SELECT x.posts FROM chat_log x WHERE x.chat_id = c.id ORDER BY x.number DESC LIMIT 1), 0),
          m.came_number,
          coalesce((SELECT x.posts FROM chat_log x WHERE x.chat_id = c.id AND x.number = m.came_number), 0),
          (SELECT x.number FROM read_mark x WHERE x.chat_id = c.id AND x.person_id = m.person_id),
          (SELECT x.posts FROM read_mark x WHERE x.chat_id = c.id AND x.person_id = m.person_id),
          (SELECT count(*) FROM chat_member x WHERE x.chat_id = c.id AND x.to_number IS NULL),
          (SELECT x.number FROM read_mark x WHERE x.chat_id = c.id ORDER BY x.number DESC LIMIT 1),
          (SELECT x.number FROM read_mark x WHERE x.chat_id = c.id ORDER BY x.number DESC LIMIT 1 OFFSET 1),
          (SELECT x.number FROM message x WHERE x.chat_id = c.id ORDER BY x.number DESC LIMIT 1),
          c.writers, c.slow_seconds, c.mention_all,
          (SELECT x.muted_until FROM chat_rule x WHERE x.chat_id = c.id AND x.person_id = m.person_id),
          (SELECT x.writes FROM chat_rule x WHERE x.chat_id = c.id AND x.person_id = m.person_id),
          m.limited,
          (SELECT x.muted_reason FROM chat_rule x WHERE x.chat_id = c.id AND x.person_id = m.person_id),
          (SELECT x.level FROM chat_choice x WHERE x.chat_id = c.id AND x.person_id = m.person_id),
          (SELECT x.pinned_at FROM chat_choice x WHERE x.chat_id = c.id AND x.person_id = m.person_id),
          coalesce(c.class_id, (SELECT x.class_id FROM section x WHERE x.id = c.section_id)),
          (SELECT y.title FROM school_class y WHERE y.id = coalesce(c.class_id, (SELECT x.class_id FROM section x WHERE x.id = c.section_id))),
          v.id, v.title, v.started_at, v.held
        """;

    // LIMIT for PostgreSQL's planner, here and below: a look into the index for each chat, never a whole table because a person is in many chats.
    private string Sql => $"""
        {Columns} FROM chat_member m
        {(database.Dialect == Dialect.PostgreSql ? "CROSS JOIN LATERAL (SELECT * FROM chat y WHERE y.id = m.chat_id LIMIT 1) c" : "JOIN chat c ON c.id = m.chat_id")}
        LEFT JOIN {(database.Dialect == Dialect.PostgreSql
            ? "LATERAL (SELECT * FROM video_session y WHERE y.chat_id = m.chat_id AND y.ended_at IS NULL LIMIT 1) v ON true"
            : "video_session v ON v.chat_id = m.chat_id AND v.ended_at IS NULL")}
        WHERE m.person_id = @person AND m.to_number IS NULL AND c.school_id IS NOT DISTINCT FROM @school
        """;

    public async Task<IReadOnlyList<ChatListing>> All(PersonId person, SchoolId? school, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        await using var command = connection.Statement($"{Sql} LIMIT {ChatLimits.ListedChats}", ("person", person.Value), ("school", school?.Value));
        return await Read(connection, command, person, cancel);
    }

    public async Task<ChatListing?> One(ChatId chat, PersonId person, SchoolId? school, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        await using var command = connection.Statement($"{Sql} AND m.chat_id = @chat", ("person", person.Value), ("school", school?.Value), ("chat", chat.Value));
        return (await Read(connection, command, person, cancel)).SingleOrDefault();
    }

    private async Task<IReadOnlyList<ChatListing>> Read(DbConnection connection, DbCommand command, PersonId person, CancellationToken cancel)
    {
        var chats = new List<(ChatListing Listing, long? Last)>();
        await using (var row = await command.ExecuteReaderAsync(cancel))
        {
            while (await row.ReadAsync(cancel))
            {
                chats.Add((Listing(row), row.Number(16)));
            }
        }

        var pins = await Pins(connection, chats.ConvertAll(static c => c.Listing.Id.Value), cancel);
        var last = await renderer.Render(
            connection,
            [.. chats.Where(static c => c.Last > c.Listing.From).Select(static c => new LogRange(c.Listing.Id.Value, c.Last!.Value - 1, c.Last.Value, c.Listing.From))],
            reader: null,
            withState: false,
            cancel);
        var named = await mentions.Of(connection, person, chats.ConvertAll(static c => c.Listing), cancel);
        return chats.ConvertAll(c => c.Listing with
        {
            Mentions = [.. named[c.Listing.Id.Value]],
            Pinned = [.. pins[c.Listing.Id.Value].Where(n => n > c.Listing.From)],
            Last = last.TryGetValue(c.Listing.Id.Value, out var events) ? Preview(events[0]) : null,
        });
    }

    private static ChatListing Listing(DbDataReader row)
    {
        // Who came and has not read yet has nothing unread from before.
        var came = new ChatHead(row.GetInt64(9), row.GetInt64(10));
        var mark = row.Number(11) is { } number ? new ChatHead(number, row.GetInt64(12)) : default;
        return new ChatListing
        {
            Id = new ChatId(row.GetGuid(0)),
            Kind = ChatKindCodes.Parse(row.GetString(1)),
            Title = row.GetString(2),
            Archived = !row.IsDBNull(3),
            Rev = row.GetInt64(4),
            Role = RoleCodes.Parse(row.GetString(5)),
            From = row.GetInt64(6),
            Head = new ChatHead(row.GetInt64(7), row.GetInt64(8)),
            Mark = mark.Number > came.Number ? mark : came,
            Members = (int)row.GetInt64(13),
            TopMarks = row.Number(14) is not { } first ? [] : row.Number(15) is { } second ? [first, second] : [first],
            Pinned = [],
            Access = AccessReader.Access(row.GetString(2), !row.IsDBNull(3), row.GetString(17), row.GetInt32(18), row.GetString(19)),
            MutedUntil = row.Time(20),
            IsNamed = row.Number(21) > 0,
            Limited = row.GetInt16(22) != 0,
            MutedReason = row.Text(23),
            Choice = row.Text(24) is { } level ? new ChatChoice(NoticeLevelCodes.Parse(level) ?? NoticeLevel.All, row.Time(25)) : ChatChoice.Usual,
            Call = row.IsDBNull(28) ? null : new RunningCall(new VideoSessionId(row.GetGuid(28)), row.GetString(29), row.Time(30)!.Value, row.GetInt16(31) != 0),
            Class = row.Text(27) is { } title ? (new ClassId(row.GetGuid(26)), title) : null,
        };
    }

    private static ChatEvent Preview(ChatEvent last) =>
        last.Message?.Text is { } text ? last with { Message = last.Message with { Text = ChatText.Cut(text, PreviewLength) } } : last;

    private async Task<ILookup<Guid, long>> Pins(DbConnection connection, List<Guid> chats, CancellationToken cancel)
    {
        var pins = new List<(Guid Chat, long Number)>();
        if (chats.Count > 0)
        {
            var keys = new InlineTable(database, "k", ("chat", chats.ToArray()));

            var sql = database.Dialect == Dialect.PostgreSql
                ? $"""
                  SELECT k.chat, x.number FROM {keys.Sql}
                  CROSS JOIN LATERAL (SELECT y.number, y.at_number FROM pin y WHERE y.chat_id = k.chat LIMIT {ChatLimits.Pins}) x
                  ORDER BY x.at_number DESC
                  """
                : $"SELECT x.chat_id, x.number FROM {keys.Sql} CROSS JOIN pin x WHERE x.chat_id = k.chat ORDER BY x.at_number DESC";
            await using var command = connection.Statement(sql, keys.Parameters);
            await using var row = await command.ExecuteReaderAsync(cancel);
            while (await row.ReadAsync(cancel))
            {
                pins.Add((row.GetGuid(0), row.GetInt64(1)));
            }
        }

        return pins.ToLookup(static p => p.Chat, static p => p.Number);
    }
}
