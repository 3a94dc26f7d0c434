using Dapper;
using Sferum.Audit;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.People;

internal sealed class SessionStore(IDatabase database, Acts acts) : ISessions
{
    public static async Task Insert(WriteTransaction write, PersonId person, NewSession session, CancellationToken cancel)
    {
        var at = session.At.ToUnixTimeMilliseconds();
        await write.Execute(
            "INSERT INTO session (id, person_id, school_id, device, created_at, last_used_at) VALUES (@Id, @person, @School, @Device, @at, @at)",
            new { session.Id, person, session.School, session.Device, at },
            cancel);
        await InsertToken(write, session.Id, session.TokenHash, session.At, session.TokenExpiresAt, cancel);
    }

    public async ValueTask<bool> Begin(PersonId person, NewSession session, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        if (await write.First<long>("SELECT count(*) FROM person WHERE id = @person AND erased_at IS NULL", new { person }, cancel) == 0)
        {
            return false;
        }

        await Insert(write, person, session, cancel);
        await write.Commit(cancel);
        return true;
    }

    public async ValueTask<Rotated> Rotate(Rotation rotation, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        var (rotated, commits) = await new RotationActs(write, rotation, cancel).Rotate();
        if (commits)
        {
            await write.Commit(cancel);
        }

        return rotated;
    }

    public async ValueTask Move(SessionId session, SchoolId? school, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        await write.Execute("UPDATE session SET school_id = @school WHERE id = @session AND ended_at IS NULL", new { session, school }, cancel);
        await write.Commit(cancel);
    }

    public async ValueTask<IReadOnlyList<SessionLine>> List(PersonId person, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var rows = await connection.QueryAsync<LineRow>(new CommandDefinition(
            """
            SELECT id AS Id, device AS Device, created_at AS CreatedAt, last_used_at AS LastUsedAt, new_device AS NewDevice FROM session
            WHERE person_id = @person AND ended_at IS NULL AND created_at > @Old AND last_used_at > @Idle
            ORDER BY last_used_at DESC, created_at DESC LIMIT 100
            """,
            new { person, Old = Old(at), Idle = Idle(at) },
            cancellationToken: cancel));
        return [.. rows.Select(static r => new SessionLine(
            r.Id, r.Device, DateTimeOffset.FromUnixTimeMilliseconds(r.CreatedAt), DateTimeOffset.FromUnixTimeMilliseconds(r.LastUsedAt), r.NewDevice != 0))];
    }

    public async ValueTask<bool> End(PersonId person, SessionId session, string reason, DateTimeOffset at, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        var ended = await write.Execute(
            "UPDATE session SET ended_at = @at, end_reason = @reason WHERE id = @session AND person_id = @person AND ended_at IS NULL",
            new { person, session, reason, at = at.ToUnixTimeMilliseconds() },
            cancel);
        await write.Commit(cancel);
        return ended == 1;
    }

    public async ValueTask<IReadOnlyList<SessionId>> EndAll(Caller caller, bool exceptThis, CancellationToken cancel)
    {
        await using var act = await acts.BeginFor(caller.Person, caller.School, cancel);
        SessionId[] ended =
        [
            .. await act.Write.Query<SessionId>(
                $"""
                UPDATE session SET ended_at = @Now, end_reason = 'revoked' WHERE person_id = @Person AND ended_at IS NULL{(exceptThis ? " AND id <> @Session" : "")}
                RETURNING id
                """,
                new { act.Now, caller.Person, caller.Session },
                cancel),
        ];
        if (ended.Length > 0)
        {
            act.Note(AuditNote.About("session.ended_all", caller.Person) with { After = new { Sessions = ended.Length, exceptThis } });
            await act.Commit(Done.Instance, cancel);
        }

        return ended;
    }

    public async ValueTask<IReadOnlyList<SessionId>> Over(IReadOnlyList<SessionId> sessions, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var live = await connection.QueryAsync<SessionId>(new CommandDefinition(
            $"SELECT id FROM session WHERE id {database.In("ids")} AND ended_at IS NULL AND created_at > @Old AND last_used_at > @Idle",
            new { ids = database.Of(sessions.Select(static s => s.Value)), Old = Old(at), Idle = Idle(at) },
            cancellationToken: cancel));
        return [.. sessions.Except(live)];
    }

    public ValueTask<IReadOnlyList<SessionNow?>> Now(IReadOnlyList<Caller> callers, DateTimeOffset at, CancellationToken cancel) =>
        new SessionsNow(database).Of(callers, at, cancel);

    internal static Task<int> InsertToken(WriteTransaction write, SessionId session, byte[] hash, DateTimeOffset at, DateTimeOffset expiresAt, CancellationToken cancel) =>
        write.Execute(
            "INSERT INTO refresh_token (hash, session_id, created_at, expires_at) VALUES (@hash, @session, @At, @ExpiresAt)",
            new { hash, session, At = at.ToUnixTimeMilliseconds(), ExpiresAt = expiresAt.ToUnixTimeMilliseconds() },
            cancel);

    internal static long Old(DateTimeOffset at) => (at - SessionLife.Whole).ToUnixTimeMilliseconds();

    internal static long Idle(DateTimeOffset at) => (at - SessionLife.Idle).ToUnixTimeMilliseconds();

    private sealed record LineRow
    {
        public SessionId Id { get; init; }

        public string Device { get; init; } = "";

        public long CreatedAt { get; init; }

        public long LastUsedAt { get; init; }

        public long NewDevice { get; init; }
    }
}
