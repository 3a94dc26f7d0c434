using System.Data.Common;
using Dapper;
using Sferum.Chats;
using Sferum.Storage;

namespace Sferum.Operators;

internal sealed class DeploymentState(IDatabase database, TimeProvider time) : IDeploymentState
{
    private static readonly TimeSpan WorksOf = TimeSpan.FromDays(30);

    /// <summary>Of each queue what is due, by an index and no further than is counted.</summary>
    private static readonly (QueueKind Kind, string Rows)[] Queued =
    [
        (QueueKind.RosterActs, "SELECT created_at AS at FROM outbox WHERE kind = 'roster'"),
        (QueueKind.Letters, "SELECT created_at AS at FROM outbox WHERE kind = 'mail'"),
        (QueueKind.ScheduledMessages, "SELECT due_at AS at FROM scheduled_message WHERE due_at <= @now"),
        (QueueKind.Notifications, "SELECT due_at AS at FROM push_news WHERE due_at <= @now UNION ALL SELECT due_at FROM push_digest WHERE due_at <= @now"),
        (QueueKind.Files, "SELECT due_at AS at FROM file WHERE due_at <= @now"),
        (QueueKind.Movements, "SELECT due_at AS at FROM movement WHERE due_at <= @now"),
        (QueueKind.Erasures, "SELECT due_at AS at FROM erasure WHERE due_at <= @now AND finished_at IS NULL"),
    ];

    public async ValueTask<DatabaseState> Database(CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var asked = time.GetTimestamp();
        await connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT 1", cancellationToken: cancel));
        var took = time.GetElapsedTime(asked);
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition(
            database.Dialect == Dialect.PostgreSql
                ? """
                  SELECT 'PostgreSQL ' || current_setting('server_version') AS Server, pg_database_size(current_database()) AS Bytes,
                    (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()) AS Connections, current_setting('max_connections')::bigint AS MostConnections,
                    (SELECT name FROM schema_migration ORDER BY version DESC LIMIT 1) AS Migration
                  """
                : """
                  SELECT 'SQLite ' || sqlite_version() AS Server, (SELECT p.page_count * s.page_size FROM pragma_page_count p, pragma_page_size s) AS Bytes,
                    (SELECT name FROM schema_migration ORDER BY version DESC LIMIT 1) AS Migration
                  """,
            cancellationToken: cancel));
        return new DatabaseState(took, row.Server, row.Bytes, (int?)row.Connections, (int?)row.MostConnections, row.Migration);
    }

    public async ValueTask<IReadOnlyList<QueueState>> Queues(CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var found = new List<QueueState>(Queued.Length);
        foreach (var (kind, rows) in Queued)
        {
            found.Add(await Queue(connection, kind, rows, cancel));
        }

        return found;
    }

    public async ValueTask<IReadOnlyList<FinishedWork>> Works(CancellationToken cancel)
    {
        await using var connection = await database.Read(cancel);
        var rows = await connection.QueryAsync<WorkRow>(new CommandDefinition(
            """
            SELECT a.act AS Act, s.name AS School, a.at AS At FROM audit a LEFT JOIN school s ON s.id = a.school_id
            WHERE a.act IN ('roster.imported', 'rollover.carried_out', 'rollover.undone') AND a.at >= @from ORDER BY a.at DESC LIMIT @most
            """,
            new { from = (time.GetUtcNow() - WorksOf).ToUnixTimeMilliseconds(), most = IDeploymentState.MostWorks },
            cancellationToken: cancel));
        return rows.Select(static r => new FinishedWork(r.Act, r.School, DateTimeOffset.FromUnixTimeMilliseconds(r.At))).ToList();
    }

    public async ValueTask<IReadOnlyDictionary<ChatId, ChatHome>> Homes(IReadOnlyCollection<ChatId> chats, CancellationToken cancel)
    {
        if (chats.Count == 0)
        {
            return new Dictionary<ChatId, ChatHome>();
        }

        await using var connection = await database.Read(cancel);
        var rows = await connection.QueryAsync<HomeRow>(new CommandDefinition(
            $"SELECT c.id AS Id, c.kind AS Kind, s.name AS School FROM chat c LEFT JOIN school s ON s.id = c.school_id WHERE c.id {database.In("ids")}",
            new { ids = database.Of(chats.Select(static c => c.Value)) },
            cancellationToken: cancel));
        return rows.ToDictionary(static r => r.Id, static r => new ChatHome(ChatKindCodes.Parse(r.Kind), r.School));
    }

    private async Task<QueueState> Queue(DbConnection connection, QueueKind kind, string rows, CancellationToken cancel)
    {
        var row = await connection.QuerySingleAsync<QueueRow>(new CommandDefinition(
            $"SELECT count(*) AS Waiting, min(q.at) AS Since FROM (SELECT at FROM ({rows}) r LIMIT @most) q",
            new { now = time.GetUtcNow().ToUnixTimeMilliseconds(), most = IDeploymentState.MostCounted },
            cancellationToken: cancel));
        return new QueueState(kind, (int)row.Waiting, row.Since is { } since ? DateTimeOffset.FromUnixTimeMilliseconds(since) : null);
    }

    private sealed record Row
    {
        public string Server { get; init; } = "";

        public long Bytes { get; init; }

        public long? Connections { get; init; }

        public long? MostConnections { get; init; }

        public string Migration { get; init; } = "";
    }

    private sealed record QueueRow
    {
        public long Waiting { get; init; }

        public long? Since { get; init; }
    }

    private sealed record WorkRow
    {
        public string Act { get; init; } = "";

        public string? School { get; init; }

        public long At { get; init; }
    }

    private sealed record HomeRow
    {
        public ChatId Id { get; init; }

        public string Kind { get; init; } = "";

        public string? School { get; init; }
    }
}
