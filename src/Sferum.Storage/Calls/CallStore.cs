using System.Data.Common;
using Dapper;
using Sferum.Audit;
using Sferum.Chats;
using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Calls;

internal sealed class CallStore(IDatabase database, Acts acts, TimeProvider time) : ICalls
{
    private readonly AttendanceReader _attendance = new(database, time);

    public async ValueTask<Outcome<VideoSessionId>> Begin(Caller caller, NewCall call, CancellationToken cancel)
    {
        try
        {
            await using var act = await acts.BeginFor(caller.Person, call.School, cancel);
            if (await Full(act, caller.Person, call, cancel) is { } full)
            {
                return full;
            }

            await act.Write.Execute(
                """
                INSERT INTO video_session (id, chat_id, school_id, title, started_by, started_at) VALUES (@Id, @Chat, @School, @Title, @Person, @at)
                """,
                new { call.Id, call.Chat, call.School, call.Title, caller.Person, at = call.At.ToUnixTimeMilliseconds() },
                cancel);
            act.Note(new AuditNote("call.started", "chat", call.Chat.Value) { After = new { Call = call.Id.Value } });
            await act.Commit(call.Id, cancel);
            return call.Id;
        }
        catch (DbException taken) when (taken.IsTaken())
        {
            // One runs there already, or this one has begun before.
            return await Running(call.Chat, cancel) ?? throw new InvalidOperationException("A session that was begun is over already.", taken);
        }
    }

    /// <summary>Which bound is reached. Who finds the chat's own session running joins it, however many others there are.</summary>
    private static async Task<Refusal?> Full(Act act, PersonId starter, NewCall call, CancellationToken cancel)
    {
        var counts = await act.Write.First<(long Here, long OfStarter, long OfSchool)>(
            """
            SELECT (SELECT count(*) FROM video_session WHERE chat_id = @Chat AND ended_at IS NULL) AS Here,
              (SELECT count(*) FROM video_session WHERE started_by = @starter AND ended_at IS NULL) AS OfStarter,
              (SELECT count(*) FROM video_session WHERE school_id = @School AND ended_at IS NULL) AS OfSchool
            """,
            new { call.Chat, call.School, starter },
            cancel);
        return counts switch
        {
            (> 0, _, _) => null,
            (_, >= CallLimits.OfStarter, _) => Refusals.CallsOfStarter,
            (_, _, >= CallLimits.OfSchool) => Refusals.CallsOfSchool,
            _ => null,
        };
    }

    public async ValueTask<VideoSessionId?> Running(ChatId chat, CancellationToken cancel) =>
        await First<VideoSessionId?>("SELECT id FROM video_session WHERE chat_id = @chat AND ended_at IS NULL", new { chat }, cancel);

    public async ValueTask<IReadOnlyList<VideoSessionId>> With(PersonId person, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var found = await connection.QueryAsync<VideoSessionId>(new CommandDefinition(
            "SELECT s.id FROM call_stay y JOIN video_session s ON s.id = y.session_id WHERE y.person_id = @person AND y.to_at IS NULL AND s.ended_at IS NULL",
            new { person },
            cancellationToken: cancel));
        return found.AsList();
    }

    public async ValueTask<ChatId?> ChatOf(VideoSessionId id, CancellationToken cancel) =>
        await First<ChatId?>("SELECT chat_id FROM video_session WHERE id = @id", new { id }, cancel);

    public async ValueTask End(VideoSessionId id, DateTimeOffset at, CancellationToken cancel)
    {
        var call = new { id, at = at.ToUnixTimeMilliseconds() };
        await using var write = await database.Write(cancel);
        await write.Execute("UPDATE call_stay SET to_at = @at WHERE session_id = @id AND to_at IS NULL", call, cancel);
        await write.Execute("UPDATE video_session SET ended_at = @at, held = 0 WHERE id = @id AND ended_at IS NULL", call, cancel);
        await write.Commit(cancel);
    }

    public async ValueTask Hold(VideoSessionId id, bool held, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        await write.Execute("UPDATE video_session SET held = @held WHERE id = @id AND ended_at IS NULL", new { id, held = (short)(held ? 1 : 0) }, cancel);
        await write.Commit(cancel);
    }

    public async ValueTask Attend(
        VideoSessionId id, IReadOnlyCollection<(PersonId Person, long At)> came, IReadOnlyCollection<(PersonId Person, long At)> went, CancellationToken cancel)
    {
        // In the order of time, so that a stay ends before the same person's next begins.
        var moves = came.Select(static c => (c.Person, c.At, Came: true)).Concat(went.Select(static w => (w.Person, w.At, Came: false))).OrderBy(static m => m.At);
        await using var write = await database.Write(cancel);
        foreach (var move in moves)
        {
            await write.Execute(
                move.Came
                    ? "INSERT INTO call_stay (session_id, person_id, from_at) VALUES (@id, @Person, @At) ON CONFLICT DO NOTHING"
                    : "UPDATE call_stay SET to_at = @At WHERE session_id = @id AND person_id = @Person AND to_at IS NULL AND from_at <= @At",
                new { id, move.Person, move.At },
                cancel);
        }

        await write.Commit(cancel);
    }

    public async ValueTask Record(Caller caller, VideoSessionId id, LeadCall command, CancellationToken cancel)
    {
        await using var act = await acts.BeginFor(caller.Person, caller.School, cancel);
        act.Note(new AuditNote("call.led", "call", id.Value)
        {
            Person = command.Person,
            After = new
            {
                Act = command.Act.ToString(),
                command.On,
                Locks = command.Locks == CallLocks.None ? null : command.Locks.ToString(),
                // What was done, and not what was said.
                Groups = command.Groups is { } groups ? new { groups.Count, groups.Random, groups.Group, groups.Minutes } : null,
                Poll = command.Poll is { } poll ? new { Options = poll.Options.Count } : null,
                Picture = command.Board?.Picture?.Value,
            },
        });
        await act.Commit(id, cancel);
    }

    public async ValueTask<IReadOnlyDictionary<PersonId, ChatPlace>> PlacesOf(ChatId chat, IReadOnlyCollection<PersonId> people, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var rows = await connection.QueryAsync<PlaceRow>(new CommandDefinition(
            $"""
            SELECT m.person_id AS person, p.display_name AS name, m.role, c.kind, c.title, c.school_id AS school, m.limited
            FROM chat_member m JOIN chat c ON c.id = m.chat_id JOIN person p ON p.id = m.person_id
            WHERE m.chat_id = @chat AND m.to_number IS NULL AND c.archived_at IS NULL AND m.person_id {database.In("people")}
            """,
            new { chat, people = database.Of(people.Select(static p => p.Value)) },
            cancellationToken: cancel));
        return rows.ToDictionary(static r => r.Person, static r => r.Place);
    }

    public ValueTask<Outcome<Attendance>> Attendance(Caller caller, VideoSessionId id, CancellationToken cancel) => _attendance.Of(caller, id, cancel);

    public ValueTask<Outcome<IReadOnlyList<CallRecord>>> Of(Caller caller, ChatId chat, DateTimeOffset? before, int limit, CancellationToken cancel) =>
        _attendance.Sessions(caller, chat, before, limit, cancel);

    private async Task<T?> First<T>(string sql, object parameters, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        return await connection.QueryFirstOrDefaultAsync<T>(new CommandDefinition(sql, parameters, cancellationToken: cancel));
    }

    private sealed record PlaceRow
    {
        public PersonId Person { get; init; }

        public string Name { get; init; } = "";

        public string Role { get; init; } = "";

        public string Kind { get; init; } = "";

        public string Title { get; init; } = "";

        public SchoolId? School { get; init; }

        public long Limited { get; init; }

        public ChatPlace Place => new(new PersonName(Person, Name, RoleCodes.Parse(Role)), RoleCodes.Parse(Role), ChatKindCodes.Parse(Kind), Title, School, Limited != 0);
    }
}
