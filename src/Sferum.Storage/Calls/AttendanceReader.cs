using System.Data.Common;
using Dapper;
using Sferum.Chats;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Calls;

/// <summary>What has become of sessions, for those who lead in their chats.</summary>
internal sealed class AttendanceReader(IDatabase database, TimeProvider time)
{
    private const int MaxRecords = 100;
    private const int MaxPeople = 5_000;
    private const int MaxStays = 20_000;

    private const string Record = """
        SELECT v.id, v.title, p.display_name AS startedBy, v.started_at AS startedAt, v.ended_at AS endedAt,
          (SELECT count(DISTINCT s.person_id) FROM call_stay s WHERE s.session_id = v.id) AS attended
        FROM video_session v JOIN person p ON p.id = v.started_by
        """;

    public async ValueTask<Outcome<Attendance>> Of(Caller caller, VideoSessionId id, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var chat = await connection.QueryFirstOrDefaultAsync<ChatId?>(new CommandDefinition("SELECT chat_id FROM video_session WHERE id = @id", new { id }, cancellationToken: cancel));

        // Asked also of what is not there: it looks the same.
        if (await Refuse(connection, caller, chat ?? default, cancel) is not null)
        {
            return Refusals.NotFound;
        }

        var call = await connection.QuerySingleAsync<RecordRow>(new CommandDefinition($"{Record} WHERE v.id = @id", new { id }, cancellationToken: cancel));
        var stays = (await connection.QueryAsync<StayRow>(new CommandDefinition(
            $"SELECT person_id AS person, from_at AS fromAt, to_at AS toAt FROM call_stay WHERE session_id = @id ORDER BY person_id, from_at LIMIT {MaxStays}",
            new { id },
            cancellationToken: cancel))).ToLookup(static s => s.Person);
        var people = await connection.QueryAsync<PersonRow>(new CommandDefinition(
            $"""
            SELECT p.id AS person, p.display_name AS name,
              (SELECT m.role FROM chat_member m WHERE m.chat_id = @chat AND m.person_id = p.id ORDER BY m.came_number DESC LIMIT 1) AS role
            FROM person p WHERE p.id IN (
              SELECT m.person_id FROM chat_member m WHERE m.chat_id = @chat AND m.to_number IS NULL
              UNION SELECT s.person_id FROM call_stay s WHERE s.session_id = @id)
            ORDER BY p.display_name, p.id LIMIT {MaxPeople}
            """,
            new { chat, id },
            cancellationToken: cancel));
        return new Attendance(call.Call, [.. people.Select(p => p.With(stays[p.Person]))]);
    }

    public async ValueTask<Outcome<IReadOnlyList<CallRecord>>> Sessions(Caller caller, ChatId chat, DateTimeOffset? before, int limit, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        if (await Refuse(connection, caller, chat, cancel) is { } refusal)
        {
            return refusal;
        }

        var rows = await connection.QueryAsync<RecordRow>(new CommandDefinition(
            $"{Record} WHERE v.chat_id = @chat AND v.started_at < @before ORDER BY v.started_at DESC LIMIT @limit",
            new { chat, before = (before ?? time.GetUtcNow().AddDays(1)).ToUnixTimeMilliseconds(), limit = Math.Clamp(limit, 1, MaxRecords) },
            cancellationToken: cancel));
        return (List<CallRecord>)[.. rows.Select(static r => r.Call)];
    }

    /// <summary>Null for whoever leads in the chat now.</summary>
    private static async Task<Refusal?> Refuse(DbConnection connection, Caller caller, ChatId chat, CancellationToken cancel)
    {
        var found = await connection.QueryFirstOrDefaultAsync<PlaceRow>(new CommandDefinition(
            """
            SELECT m.role, c.kind FROM chat_member m JOIN chat c ON c.id = m.chat_id
            WHERE m.chat_id = @chat AND m.person_id = @Person AND m.to_number IS NULL AND c.school_id IS NOT DISTINCT FROM @School
            """,
            new { chat, caller.Person, caller.School },
            cancellationToken: cancel));
        if (found is null)
        {
            return Refusals.NotFound;
        }

        var (role, kind) = (RoleCodes.Parse(found.Role), ChatKindCodes.Parse(found.Kind));
        return !PolicyTable.Allows(Operation.ReadChat, role, kind) ? Refusals.NotFound
            : PolicyTable.Allows(Operation.StartCall, role, kind) ? null
            : Refusals.Denied;
    }

    private sealed record PlaceRow(string Role, string Kind);

    private sealed record RecordRow
    {
        public VideoSessionId Id { get; init; }

        public string Title { get; init; } = "";

        public string StartedBy { get; init; } = "";

        public long StartedAt { get; init; }

        public long? EndedAt { get; init; }

        public long Attended { get; init; }

        public CallRecord Call => new(
            Id, Title, StartedBy, DateTimeOffset.FromUnixTimeMilliseconds(StartedAt), EndedAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null, (int)Attended);
    }

    private sealed record StayRow
    {
        public PersonId Person { get; init; }

        public long FromAt { get; init; }

        public long? ToAt { get; init; }
    }

    private sealed record PersonRow
    {
        public PersonId Person { get; init; }

        public string Name { get; init; } = "";

        public string? Role { get; init; }

        public Attendee With(IEnumerable<StayRow> stays) => new(
            new PersonName(Person, Name, RoleCodes.Parse(Role ?? "")),
            [.. stays.Select(static s => (DateTimeOffset.FromUnixTimeMilliseconds(s.FromAt), s.ToAt is { } to ? DateTimeOffset.FromUnixTimeMilliseconds(to) : (DateTimeOffset?)null))]);
    }
}
