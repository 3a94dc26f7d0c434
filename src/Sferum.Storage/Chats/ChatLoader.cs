using Dapper;
using Sferum.Calls;
using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Loads a chat for its actor: five statements in one round trip, whatever its size.</summary>
internal sealed class ChatLoader(IDatabase database)
{
    // The head first: what is read after it may be newer but never older. A tail that is opened behind a membership row loses to that row.
    private const string Sql = """
        SELECT coalesce((SELECT number FROM chat_log WHERE chat_id = @chat ORDER BY number DESC LIMIT 1), 0) AS number,
               coalesce((SELECT posts FROM chat_log WHERE chat_id = @chat ORDER BY number DESC LIMIT 1), 0) AS posts;
        SELECT c.school_id AS schoolId, c.kind, c.title, c.rev, c.archived_at AS archivedAt, c.writers, c.slow_seconds AS slowSeconds, c.mention_all AS mentions,
               c.supervised, v.id AS callId, coalesce(v.held, 0) AS held
        FROM chat c LEFT JOIN video_session v ON v.chat_id = c.id AND v.ended_at IS NULL WHERE c.id = @chat;
        SELECT m.person_id AS personId, p.display_name AS name, m.role, m.from_number AS fromNumber, r.muted_until AS mutedUntil, r.writes, c.supervises, m.limited
        FROM chat_member m JOIN person p ON p.id = m.person_id
        LEFT JOIN chat_rule r ON r.chat_id = m.chat_id AND r.person_id = m.person_id
        LEFT JOIN chat_place c ON c.chat_id = m.chat_id AND c.person_id = m.person_id
        WHERE m.chat_id = @chat AND m.to_number IS NULL;
        SELECT number FROM pin WHERE chat_id = @chat ORDER BY at_number DESC;
        SELECT person_id AS personId, number FROM read_mark WHERE chat_id = @chat ORDER BY number DESC LIMIT 2
        """;

    /// <summary>Rows in which slow mode looks for the last posts when a chat wakes up.</summary>
    private const int Looked = 500;

    private const string LastPosts = """
        SELECT author_id AS personId, max(at) AS at FROM chat_log WHERE chat_id = @chat AND number > @from AND kind = 1 GROUP BY author_id
        """;

    public async ValueTask<LoadedChat?> Load(ChatId chat, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        await using var all = await connection.QueryMultipleAsync(new CommandDefinition(Sql, new { chat }, cancellationToken: cancel));
        var head = await all.ReadSingleAsync<HeadRow>();
        if (await all.ReadSingleOrDefaultAsync<ChatRow>() is not { } row)
        {
            return null;
        }

        var members = await all.ReadAsync<MemberRow>();
        var pinned = await all.ReadAsync<long>();
        var marks = await all.ReadAsync<MarkRow>();
        var last = row.SlowSeconds == 0
            ? []
            : await connection.QueryAsync<LastRow>(new CommandDefinition(LastPosts, new { chat, from = head.Number - Looked }, cancellationToken: cancel));
        return new LoadedChat
        {
            Id = chat,
            School = row.SchoolId,
            Kind = ChatKindCodes.Parse(row.Kind),
            Title = row.Title,
            Archived = row.ArchivedAt is not null,
            Head = new ChatHead(head.Number, head.Posts),
            Access = AccessReader.Access(row.Title, row.ArchivedAt is not null, row.Writers, (int)row.SlowSeconds, row.Mentions),
            Supervised = row.Supervised != 0,
            LastPosts = [.. last.Select(static l => (l.PersonId, DateTimeOffset.FromUnixTimeMilliseconds(l.At)))],
            Call = row.CallId is { } call ? new CallOfChat(call, row.Held != 0) : null,
            Rev = row.Rev,
            Members = [.. members.Select(static m => m.Member)],
            Pinned = [.. pinned],
            TopMarks = [.. marks.Select(static m => (m.PersonId, m.Number))],
        };
    }

    public async ValueTask<Appended?> Find(ChatId chat, PersonId author, Guid request, byte[] bodyHash, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var row = await connection.QuerySingleOrDefaultAsync<FoundRow>(new CommandDefinition(
            "SELECT number, posts, at, body_hash AS bodyHash FROM chat_log WHERE chat_id = @chat AND author_id = @author AND request_id = @request",
            new { chat, author, request },
            cancellationToken: cancel));
        return row is null ? null : new TakenRow(new ChatHead(row.Number, row.Posts), row.At, row.BodyHash).Answer(bodyHash);
    }

    private sealed record FoundRow
    {
        public long Number { get; init; }

        public long Posts { get; init; }

        public long At { get; init; }

        public byte[]? BodyHash { get; init; }
    }

    private sealed record HeadRow(long Number, long Posts);

    private sealed record ChatRow
    {
        public SchoolId? SchoolId { get; init; }

        public string Kind { get; init; } = "";

        public string Title { get; init; } = "";

        public long Rev { get; init; }

        public long? ArchivedAt { get; init; }

        public string Writers { get; init; } = "";

        public long SlowSeconds { get; init; }

        public string Mentions { get; init; } = "";

        public long Supervised { get; init; }

        public VideoSessionId? CallId { get; init; }

        public long Held { get; init; }
    }

    private sealed record MemberRow
    {
        public PersonId PersonId { get; init; }

        public string Name { get; init; } = "";

        public string Role { get; init; } = "";

        public long FromNumber { get; init; }

        public long? MutedUntil { get; init; }

        public long? Writes { get; init; }

        public long? Supervises { get; init; }

        public long Limited { get; init; }

        public ChatMember Member => new(new PersonName(PersonId, Name, RoleCodes.Parse(Role)), FromNumber)
        {
            MutedUntil = MutedUntil is { } until ? DateTimeOffset.FromUnixTimeMilliseconds(until) : null,
            IsNamed = Writes > 0,
            Supervises = Supervises > 0,
            Limited = Limited != 0,
        };
    }

    private sealed record MarkRow(PersonId PersonId, long Number);

    private sealed record LastRow
    {
        public PersonId PersonId { get; init; }

        public long At { get; init; }
    }
}
