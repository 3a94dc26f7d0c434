using System.Data.Common;
using Dapper;

namespace Sferum.Storage;

/// <summary>Brings the database's schema to what this binary needs, and tells how it stands.</summary>
public sealed class Schema
{
    // Any constant: advisory locks are per database. Held by one migrator at a time.
    private const long Lock = 0x5FE2_0001;

    private const string Table = """
        CREATE TABLE IF NOT EXISTS schema_migration (
          version integer NOT NULL PRIMARY KEY,
          name text NOT NULL,
          step text NOT NULL,
          checksum text NOT NULL,
          applied_at bigint NOT NULL
        )
        """;

    private readonly IDatabase _database;
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<Migration> _migrations;

    internal Schema(IDatabase database, TimeProvider time, IReadOnlyList<Migration> migrations) =>
        (_database, _time, _migrations) = (database, time, migrations);

    internal static Schema BuiltIn(IDatabase database, TimeProvider time) => new(database, time, Migration.BuiltIn(database.Dialect));

    /// <summary>Applies what is missing, in order, each file in a transaction. Any number of processes may do it at once: one works, the others wait.</summary>
    /// <param name="cancel">Stops between files.</param>
    /// <returns>Names of the files applied by this call.</returns>
    /// <exception cref="EditedMigrationException">An applied file was edited.</exception>
    public async Task<IReadOnlyList<string>> Migrate(CancellationToken cancel = default)
    {
        if (_database.Dialect == Dialect.Sqlite)
        {
            return await MigrateInTransactions(cancel);
        }

        await using var guard = await _database.Read(cancel);
        await guard.ExecuteAsync(new CommandDefinition("SELECT pg_advisory_lock(@Lock)", new { Lock }, commandTimeout: 0, cancellationToken: cancel));
        try
        {
            return await MigrateInTransactions(cancel);
        }
        finally
        {
            await guard.ExecuteAsync("SELECT pg_advisory_unlock(@Lock)", new { Lock });
        }
    }

    /// <summary>How the schema stands to this binary. Changes nothing; one small query.</summary>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The state.</returns>
    public async Task<SchemaState> State(CancellationToken cancel = default)
    {
        await using var connection = _database is SqliteDatabase sqlite && !File.Exists(sqlite.File) ? null : await _database.Read(cancel);
        if (connection is null || !await TableExists(connection, cancel))
        {
            return SchemaState.Older;
        }

        var applied = await Applied(connection, null, cancel);
        return applied.Any(a => a.Version > _migrations.Count && a.Step == "contract") ? SchemaState.Newer
            : _migrations.All(m => applied.Any(a => a.Version == m.Version && a.Checksum == m.Checksum)) ? SchemaState.Current
            : SchemaState.Older;
    }

    private async Task<IReadOnlyList<string>> MigrateInTransactions(CancellationToken cancel)
    {
        var done = new List<string>();
        await using (var write = await _database.Write(cancel))
        {
            await write.Execute(Table, cancel: cancel);
            await write.Commit(cancel);
        }

        foreach (var migration in _migrations)
        {
            cancel.ThrowIfCancellationRequested();
            await using var write = await _database.Write(cancel);

            // Read inside the transaction: on SQLite its beginning is the lock.
            var applied = await Applied(write.Connection, write.Transaction, cancel);
            if (_migrations.FirstOrDefault(m => applied.Any(a => a.Version == m.Version && a.Checksum != m.Checksum)) is { } edited)
            {
                throw new EditedMigrationException(edited.Name);
            }

            if (applied.Any(a => a.Version == migration.Version))
            {
                continue;
            }

            // Not through Dapper: it would look for parameters inside Orleans' stored queries.
            await using (var command = write.Connection.CreateCommand())
            {
                command.Transaction = write.Transaction;
                command.CommandText = migration.Sql;
                command.CommandTimeout = 0;
                await command.ExecuteNonQueryAsync(cancel);
            }

            await write.Execute(
                "INSERT INTO schema_migration (version, name, step, checksum, applied_at) VALUES (@Version, @Name, @Step, @Checksum, @At)",
                new
                {
                    migration.Version,
                    migration.Name,
                    Step = migration.Contract ? "contract" : "expand",
                    migration.Checksum,
                    At = _time.GetUtcNow().ToUnixTimeMilliseconds(),
                },
                cancel);
            await write.Commit(cancel);
            done.Add(migration.Name);
        }

        return done;
    }

    private async Task<bool> TableExists(DbConnection connection, CancellationToken cancel)
    {
        var sql = _database.Dialect == Dialect.PostgreSql
            ? "SELECT count(*) FROM pg_class WHERE oid = to_regclass('schema_migration')"
            : "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'schema_migration'";
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, cancellationToken: cancel)) == 1;
    }

    private static async Task<List<AppliedMigration>> Applied(DbConnection connection, DbTransaction? transaction, CancellationToken cancel) =>
        [.. await connection.QueryAsync<AppliedMigration>(new CommandDefinition(
            "SELECT version, step, checksum FROM schema_migration", transaction: transaction, cancellationToken: cancel))];

    private sealed record AppliedMigration
    {
        public int Version { get; init; }

        public string Step { get; init; } = "";

        public string Checksum { get; init; } = "";
    }
}
