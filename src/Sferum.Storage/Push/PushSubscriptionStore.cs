using Dapper;
using Sferum.Audit;
using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Push;

internal sealed class PushSubscriptionStore(IDatabase database, Acts acts, TimeProvider time) : IPushSubscriptions
{
    public ValueTask Subscribe(Caller caller, PushTarget target, CancellationToken cancel) => Run(
        """
        INSERT INTO push_subscription (id, session_id, person_id, endpoint, public_key, secret, created_at)
        SELECT @id, s.id, s.person_id, @endpoint, @PublicKey, @Secret, @now FROM session s WHERE s.id = @Session AND s.person_id = @Person AND s.ended_at IS NULL
        ON CONFLICT (session_id) DO UPDATE SET endpoint = excluded.endpoint, public_key = excluded.public_key, secret = excluded.secret
        """,
        new
        {
            id = Guid.CreateVersion7(), caller.Session, caller.Person, endpoint = target.Endpoint.AbsoluteUri, target.PublicKey, target.Secret,
            now = time.GetUtcNow().ToUnixTimeMilliseconds(),
        },
        cancel);

    public ValueTask Unsubscribe(Caller caller, CancellationToken cancel) => Run("DELETE FROM push_subscription WHERE session_id = @Session", new { caller.Session }, cancel);

    public async ValueTask<PushState> State(Caller caller, CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var row = await connection.QueryFirstAsync<StateRow>(new CommandDefinition(
            """
            SELECT (SELECT count(*) FROM push_subscription WHERE session_id = @Session) AS Subscribed,
              q.from_minute AS OwnFrom, q.to_minute AS OwnTo, q.zone AS OwnZone, s.quiet_from AS SchoolFrom, s.quiet_to AS SchoolTo, s.time_zone AS SchoolZone
            FROM (SELECT 1 AS one) x LEFT JOIN quiet_hours q ON q.person_id = @Person LEFT JOIN school s ON s.id = @School
            """,
            new { caller.Session, caller.Person, caller.School },
            cancellationToken: cancel));
        return new PushState(row.Subscribed > 0, Hours(row.OwnFrom, row.OwnTo, row.OwnZone), Hours(row.SchoolFrom, row.SchoolTo, row.SchoolZone));
    }

    public ValueTask Rest(Caller caller, QuietHours? hours, CancellationToken cancel) => hours is null
        ? Run("DELETE FROM quiet_hours WHERE person_id = @Person", new { caller.Person }, cancel)
        : Run(
            """
            INSERT INTO quiet_hours (person_id, from_minute, to_minute, zone) VALUES (@Person, @From, @To, @Zone)
            ON CONFLICT (person_id) DO UPDATE SET from_minute = excluded.from_minute, to_minute = excluded.to_minute, zone = excluded.zone
            """,
            new { caller.Person, hours.From, hours.To, hours.Zone },
            cancel);

    public async ValueTask<Outcome<Unit>> RestSchool(Caller caller, (int From, int To)? hours, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.ManageSchool, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        var (from, to) = ((int?)hours?.From, (int?)hours?.To);
        var before = await act.Write.First<HoursRow>(
            $"SELECT quiet_from AS \"From\", quiet_to AS \"To\" FROM school WHERE id = @School {act.ForUpdate()}", new { act.School }, cancel);
        await act.Write.Execute("UPDATE school SET quiet_from = @from, quiet_to = @to WHERE id = @School", new { from, to, act.School }, cancel);
        act.Note(new AuditNote("school.quiet_hours_set", "school", act.School!.Value.Value) { Before = new { from = before?.From, to = before?.To }, After = new { from, to } });
        await act.Commit(default(Unit), cancel);
        return default(Unit);
    }

    /// <summary>As a row tells them; null when there are none.</summary>
    internal static QuietHours? Hours(long? from, long? to, string? zone) => from is { } begins && to is { } ends && zone is not null ? new QuietHours((int)begins, (int)ends, zone) : null;

    private async ValueTask Run(string sql, object parameters, CancellationToken cancel)
    {
        await using var write = await database.Write(cancel);
        await write.Execute(sql, parameters, cancel);
        await write.Commit(cancel);
    }

    private sealed record HoursRow
    {
        public long? From { get; init; }

        public long? To { get; init; }
    }

    private sealed record StateRow
    {
        public long Subscribed { get; init; }

        public long? OwnFrom { get; init; }

        public long? OwnTo { get; init; }

        public string? OwnZone { get; init; }

        public long? SchoolFrom { get; init; }

        public long? SchoolTo { get; init; }

        public string? SchoolZone { get; init; }
    }
}
