using Dapper;
using Sferum.TestServers;

namespace Sferum.Storage;

public sealed class Opening_SQLite
{
    [Fact]
    public async Task Every_commit_reaches_the_disk_and_readers_stand_beside_the_writer()
    {
        using var folder = new TempFolder();
        await using var database = new SqliteDatabase(Path.Combine(folder.Path, "data"));

        await using (var write = await database.Write(CancellationToken.None))
        {
            Assert.Equal("wal", await write.First<string>("PRAGMA journal_mode"));
            Assert.Equal(2L, await write.First<long>("PRAGMA synchronous"));
            Assert.Equal(1L, await write.First<long>("PRAGMA foreign_keys"));
            Assert.Equal(5000L, await write.First<long>("PRAGMA busy_timeout"));
        }

        await using var read = await database.Read(CancellationToken.None);
        Assert.Equal(1L, await read.ExecuteScalarAsync<long>("PRAGMA query_only"));
        Assert.Equal(1L, await read.ExecuteScalarAsync<long>("PRAGMA foreign_keys"));
    }

    [Fact]
    public async Task A_reading_connection_refuses_to_write()
    {
        using var folder = new TempFolder();
        await using var database = new SqliteDatabase(folder.Path);
        await using (var write = await database.Write(CancellationToken.None))
        {
            await write.Execute("CREATE TABLE a (x INTEGER)");
            await write.Commit();
        }

        await using var read = await database.Read(CancellationToken.None);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => read.ExecuteAsync("INSERT INTO a VALUES (1)"));
    }

    [Fact]
    public async Task Others_may_not_look_into_the_folder()
    {
        using var folder = new TempFolder();
        var data = Path.Combine(folder.Path, "data");
        await using var database = new SqliteDatabase(data);

        Assert.True(OperatingSystem.IsWindows()
            || File.GetUnixFileMode(data) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [Fact]
    public async Task Others_may_not_read_the_file_wherever_it_is()
    {
        using var folder = new TempFolder();
        await using var database = new SqliteDatabase(folder.Path);
        await using (var write = await database.Write(CancellationToken.None))
        {
            await write.Execute("CREATE TABLE a (x INTEGER)");
            await write.Commit();
        }

        Assert.NotEmpty(Directory.GetFiles(folder.Path, "sferum.db*"));
        foreach (var file in Directory.GetFiles(folder.Path, "sferum.db*"))
        {
            Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }
}
