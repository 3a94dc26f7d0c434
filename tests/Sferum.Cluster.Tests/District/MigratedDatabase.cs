using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Sferum.People;
using Sferum.Storage;
using Sferum.TestServers;

namespace Sferum.District;

/// <summary>An empty database of each kind with every migration in it, made once for all tests of the process: each test gets a copy.</summary>
internal static class MigratedDatabase
{
    private static readonly TempFolder Folder = Kept();

    /// <summary>The file of the SQLite one.</summary>
    public static Lazy<Task<string>> Sqlite { get; } = new(static async () =>
    {
        await Migrate(new StorageOptions { DataFolder = Folder.Path });
        var file = Path.Combine(Folder.Path, "sferum.db");
        await using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString()))
        {
            // What stands in the journal beside the file is not copied with it.
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }

        return file;
    });

    /// <summary>The PostgreSQL one; nobody is connected to it.</summary>
    public static Lazy<Task<TestDatabase>> Postgres { get; } = new(static async () =>
    {
        var database = await PostgresServer.CreateDatabase();
        await Migrate(new StorageOptions { ConnectionString = database.ConnectionString });
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        NpgsqlConnection.ClearPool(connection);
        await database.GoAway();
        return database;
    });

    private static TempFolder Kept()
    {
        var folder = new TempFolder();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    }

    private static async Task Migrate(StorageOptions options)
    {
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSferumStorage(options)
            .AddSingleton<IPhones, Phones>().AddSferumKeys(Path.Combine(Folder.Path, "master.key")).BuildServiceProvider();
        await services.GetRequiredService<Schema>().Migrate();
    }
}
