using System.Security.Cryptography;
using Sferum.TestServers;

namespace Sferum.Files;

public sealed class Keeping_bytes_on_disk : Keeping_bytes, IDisposable
{
    private readonly TempFolder _folder = new();

    private protected override IFileStore Store => new DiskFileStore(_folder.Path);

    [Fact]
    public async Task Leaves_nothing_of_a_file_behind_that_broke_in_the_middle()
    {
        var key = FileKey.Content(FileId.New());

        await Assert.ThrowsAsync<IOException>(() => Store.Put(key, new MemoryStream([1, 2, 3]), 4, default));

        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories));
        Assert.Null(await Store.Open(key, 0, 3, default));
    }

    [Fact]
    public async Task Lets_nobody_else_of_the_machine_in()
    {
        await Store.Put(FileKey.Content(FileId.New()), new MemoryStream([1]), 1, default);

        var folder = Assert.Single(Directory.EnumerateDirectories(_folder.Path));
        var file = Assert.Single(Directory.EnumerateDirectories(folder));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    public void Dispose() => _folder.Dispose();
}

public sealed class Keeping_bytes_in_S3(S3Server server) : Keeping_bytes, IClassFixture<S3Server>, IDisposable
{
    private readonly S3FileStore _store = new(server.Settings);

    private protected override IFileStore Store => _store;

    [Fact]
    public async Task Is_refused_with_a_wrong_key_and_that_is_an_error_of_the_store()
    {
        using var foreign = new S3FileStore(server.Settings with { SecretKey = "wrong" });

        await Assert.ThrowsAsync<IOException>(() => foreign.Put(FileKey.Content(FileId.New()), new MemoryStream([1]), 1, default));
        await Assert.ThrowsAsync<IOException>(() => foreign.Open(FileKey.Content(FileId.New()), 0, 1, default));
    }

    [Fact]
    public async Task Removes_more_parts_than_a_list_has_room_for()
    {
        var id = FileId.New();
        for (var i = 0; i < 20; i++)
        {
            await Store.Put(FileKey.Piece(id, Guid.CreateVersion7()), new MemoryStream([1]), 1, default);
        }

        using var small = new S3FileStore(server.Settings) { ListedAtOnce = 7 };
        await small.Remove(id, "", default);

        Assert.Equal(0, server.Count(id));
    }

    [Fact]
    public async Task Says_that_it_is_away_as_an_error_of_the_store()
    {
        using var away = new S3FileStore(server.Settings with { Url = "http://127.0.0.1:9" });

        await Assert.ThrowsAsync<IOException>(() => away.Open(FileKey.Content(FileId.New()), 0, 1, default));
    }

    public void Dispose() => _store.Dispose();
}

/// <summary>What every store of bytes does.</summary>
public abstract class Keeping_bytes
{
    private protected abstract IFileStore Store { get; }

    [Fact]
    public async Task Gives_back_what_was_put()
    {
        var (key, bytes) = (FileKey.Content(FileId.New()), RandomNumberGenerator.GetBytes(300_000));

        await Store.Put(key, new MemoryStream(bytes), bytes.Length, default);

        Assert.Equal(bytes, await Read(key, 0, bytes.Length));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 1000)]
    [InlineData(400, 100)]
    [InlineData(999, 1)]
    public async Task Gives_any_part(int from, int length)
    {
        var (key, bytes) = (FileKey.Content(FileId.New()), RandomNumberGenerator.GetBytes(1000));
        await Store.Put(key, new MemoryStream(bytes), bytes.Length, default);

        Assert.Equal(bytes[from..(from + length)], await Read(key, from, length));
    }

    [Fact]
    public async Task Has_nothing_where_nothing_was_put() => Assert.Null(await Store.Open(FileKey.Content(FileId.New()), 0, 10, default));

    [Fact]
    public async Task Puts_the_new_in_the_place_of_the_old()
    {
        var key = FileKey.Content(FileId.New());
        await Store.Put(key, new MemoryStream([1, 2, 3]), 3, default);
        await Store.Put(key, new MemoryStream([4, 5]), 2, default);

        Assert.Equal([4, 5], await Read(key, 0, 2));
    }

    [Fact]
    public async Task Puts_nothing_when_fewer_bytes_come_than_were_announced()
    {
        var key = FileKey.Content(FileId.New());

        await Assert.ThrowsAsync<IOException>(() => Store.Put(key, new MemoryStream([1, 2, 3]), 4, default));

        Assert.Null(await Store.Open(key, 0, 3, default));
    }

    [Fact]
    public async Task Puts_from_where_a_stream_stands()
    {
        var key = FileKey.Content(FileId.New());
        await Store.Put(key, new MemoryStream([1, 2, 3]) { Position = 1 }, 2, default);

        Assert.Equal([2, 3], await Read(key, 0, 2));
    }

    [Fact]
    public async Task Removes_the_parts_that_begin_so_and_then_the_rest_and_nothing_of_others()
    {
        var (id, other) = (FileId.New(), FileId.New());
        FileKey[] keys = [FileKey.Content(id), FileKey.Small(id), FileKey.Piece(id, Guid.CreateVersion7()), FileKey.Piece(id, Guid.CreateVersion7()), FileKey.Content(other)];
        foreach (var key in keys)
        {
            await Store.Put(key, new MemoryStream([1]), 1, default);
        }

        await Store.Remove(id, FileKey.Pieces, default);
        Assert.Equal([true, true, false, false, true], await Are(keys));

        await Store.Remove(id, "", default);
        Assert.Equal([false, false, false, false, true], await Are(keys));

        await Store.Remove(id, "", default);
    }

    [Fact]
    public async Task Is_not_troubled_by_a_reader_who_goes()
    {
        var (key, bytes) = (FileKey.Content(FileId.New()), RandomNumberGenerator.GetBytes(2_000_000));
        await Store.Put(key, new MemoryStream(bytes), bytes.Length, default);

        await using (var part = await Store.Open(key, 0, bytes.Length, default))
        {
            Assert.Equal(1, await part!.ReadAsync(new byte[1]));
        }

        Assert.Equal(bytes, await Read(key, 0, bytes.Length));
    }

    private async Task<byte[]> Read(FileKey key, long from, long length)
    {
        await using var part = await Store.Open(key, from, length, default);
        using var all = new MemoryStream();
        await part!.CopyToAsync(all);
        return all.ToArray();
    }

    private async Task<List<bool>> Are(FileKey[] keys)
    {
        var there = new List<bool>();
        foreach (var key in keys)
        {
            await using var part = await Store.Open(key, 0, 1, default);
            there.Add(part is not null);
        }

        return there;
    }
}
