using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;
using Sferum.Chats;
using Sferum.People;
using Sferum.TestServers;

namespace Sferum.Storage;

public sealed class Backing_up_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Backing_up<PostgreSqlStore>(shared)
{
    protected override async Task<long> Restored(string backup, string sql, object parameters)
    {
        await using var target = await PostgresServer.CreateDatabase();
        var settings = new NpgsqlConnectionStringBuilder(target.ConnectionString);
        var start = new ProcessStartInfo("pg_restore", ["--no-owner", "--exit-on-error", "--dbname=" + target.Name, backup])
        {
            Environment = { ["PGHOST"] = settings.Host, ["PGPORT"] = $"{settings.Port}", ["PGUSER"] = settings.Username, ["PGPASSWORD"] = settings.Password },
        };
        using var restore = Process.Start(start)!;
        await restore.WaitForExitAsync();
        Assert.Equal(0, restore.ExitCode);
        await using var source = NpgsqlDataSource.Create(target.ConnectionString);
        await using var connection = await source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>(sql, parameters);
    }
}

public sealed class Backing_up_SQLite(SharedStore<SqliteStore> shared) : Backing_up<SqliteStore>(shared)
{
    protected override async Task<long> Restored(string backup, string sql, object parameters)
    {
        using var folder = new TempFolder();
        File.Copy(backup, Path.Combine(folder.Path, "sferum.db"));
        await using var database = new SqliteDatabase(folder.Path);
        await using var connection = await database.Read(default);
        var count = await connection.ExecuteScalarAsync<long>(sql, parameters);
        SqliteConnection.ClearAllPools();
        return count;
    }
}

public abstract class Backing_up<TStore>(SharedStore<TStore> shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task A_copy_made_while_people_write_holds_all_that_was_there_before()
    {
        var store = await shared.Store;
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "backup");
        var chat = await new Town(store).Chat();
        var tail = store.Get<IChatLog>().Open(chat, default);
        var anna = new PersonId(Guid.CreateVersion7());
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => tail.Append(Rows.Post(anna, $"{i}")).AsTask()));
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                Assert.Equal(AppendStatus.Placed, (await tail.Append(Rows.Post(anna, "x"))).Status);
            }
        });

        await store.Get<IBackup>().Backup(path, default);
        await stop.CancelAsync();
        await writing;

        Assert.InRange(await Restored(path, "SELECT count(*) FROM message WHERE chat_id = @Value", new { chat.Value }), 100, tail.Head.Posts);
        Assert.Equal([path], Directory.GetFiles(folder.Path));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task A_file_that_is_there_is_never_overwritten()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "backup");
        await File.WriteAllTextAsync(path, "важное");

        await Assert.ThrowsAsync<BackupException>(async () => await (await shared.Store).Get<IBackup>().Backup(path, default));

        Assert.Equal("важное", await File.ReadAllTextAsync(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/new/")]
    public async Task A_folder_is_no_place_for_a_copy(string end)
    {
        using var folder = new TempFolder();
        var store = await shared.Store;

        var copy = await Assert.ThrowsAsync<BackupException>(() => store.Get<IBackup>().Backup(folder.Path + end, default));
        var keys = await Assert.ThrowsAsync<BackupException>(() => store.Get<IKeyBackup>().Backup(folder.Path + end, default));

        Assert.Equal(["host.backup_is_folder", "host.backup_is_folder"], [copy.Code, keys.Code]);
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task A_place_that_can_not_be_written_is_said_in_words()
    {
        using var folder = new TempFolder();
        var path = Path.Combine(folder.Path, "backup");
        Directory.CreateDirectory(path + ".unfinished");

        var error = await Assert.ThrowsAsync<BackupException>(async () => await (await shared.Store).Get<IBackup>().Backup(path, default));

        Assert.Equal("host.backup_failed", error.Code);
    }

    [Fact]
    public async Task A_backup_that_fails_or_is_stopped_leaves_no_file()
    {
        using var folder = new TempFolder();
        var backup = (await shared.Store).Get<IBackup>();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAsync<BackupException>(() => backup.Backup(Path.Combine(folder.Path, "no", "such", "folder"), default));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => backup.Backup(Path.Combine(folder.Path, "backup"), stopped.Token));

        Assert.Empty(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task P14_The_keys_of_people_are_not_in_the_copy_but_in_a_file_of_their_own()
    {
        var store = await shared.Store;
        var town = new Town(store);
        using var folder = new TempFolder();
        var (copy, file) = (Path.Combine(folder.Path, "backup"), Path.Combine(folder.Path, "keys"));
        var (anna, boris) = (await town.Person(), await town.Person());
        var key = System.Security.Cryptography.RandomNumberGenerator.GetBytes(60);
        await town.Run("INSERT INTO person_key (person_id, key_sealed, created_at) VALUES (@anna, @key, 7)", new { anna, key });
        await town.Run("UPDATE person SET erased_at = 1 WHERE id = @boris", new { boris });

        await store.Get<IBackup>().Backup(copy, default);
        await store.Get<IKeyBackup>().Backup(file, default);

        Assert.Equal(0, await Restored(copy, "SELECT count(*) FROM person_key", new { }));
        Assert.Equal(-1, (await File.ReadAllBytesAsync(copy)).AsSpan().IndexOf(key));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.Equal(2, Directory.GetFiles(folder.Path).Length);

        // A database from before: without the keys, and before Boris was erased.
        await town.Run("DELETE FROM person_key WHERE person_id = @anna", new { anna });
        await town.Run("UPDATE person SET erased_at = NULL WHERE id = @boris", new { boris });
        var restored = await store.Get<IKeyBackup>().Restore(file, default);

        Assert.Equal(key, await town.One<byte[]>("SELECT key_sealed FROM person_key WHERE person_id = @anna", new { anna }));
        Assert.Contains(boris.Value, restored.EraseAgain);
        await Assert.ThrowsAsync<BackupException>(() => store.Get<IKeyBackup>().Restore(copy, default));
        await Assert.ThrowsAsync<BackupException>(() => store.Get<IKeyBackup>().Backup(file, default));
    }

    protected abstract Task<long> Restored(string backup, string sql, object parameters);
}
