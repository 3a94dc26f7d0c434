using Sferum.Storage;
using Sferum.TestServers;

namespace Sferum.Keys;

public sealed class The_master_key_with_PostgreSQL : The_master_key<PostgreSqlStore>;

public sealed class The_master_key_with_SQLite : The_master_key<SqliteStore>;

public abstract class The_master_key<TStore> : IAsyncLifetime
    where TStore : Store, new()
{
    private readonly TempFolder _folder = new();
    private readonly TStore _store = new();

    private string KeyFile => Path.Combine(_folder.Path, "keys", "master.key");

    public async ValueTask InitializeAsync() => await _store.Start();

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Is_made_at_the_first_start_for_its_owner_only_and_kept()
    {
        Assert.True(await Key().Prepare());
        var made = await File.ReadAllTextAsync(KeyFile);
        Assert.Equal(32, Convert.FromBase64String(made.Trim()).Length);
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(KeyFile) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));

        Assert.False(await Key().Prepare());
        Assert.Equal(made, await File.ReadAllTextAsync(KeyFile));
        Assert.Equal([KeyFile], Directory.GetFiles(Path.GetDirectoryName(KeyFile)!));
    }

    [Fact]
    public async Task Is_one_for_all_processes_that_start_at_once()
    {
        var keys = Enumerable.Range(0, 8).Select(_ => Key()).ToList();
        await Task.WhenAll(keys.Select(k => k.Prepare()));
        Assert.Single(keys.Select(k => Convert.ToHexString(k.Ring.Fingerprint)).Distinct());
        Assert.Equal([KeyFile], Directory.GetFiles(Path.GetDirectoryName(KeyFile)!));
    }

    [Fact]
    public async Task Is_never_made_anew_for_a_database_that_was_filled_with_another()
    {
        await Key().Prepare();
        File.Delete(KeyFile);
        var e = await Assert.ThrowsAsync<KeyRingException>(() => Key().Prepare());
        Assert.Contains(KeyFile, e.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(KeyFile));
    }

    [Fact]
    public async Task Of_another_deployment_is_refused()
    {
        await Key().Prepare();
        MasterKeyFile.Create(Path.Combine(_folder.Path, "other.key"));
        var e = await Assert.ThrowsAsync<KeyRingException>(() => new MasterKey(Path.Combine(_folder.Path, "other.key"), _store.Database).Prepare());
        Assert.Contains("Sferum:Keys:File", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    public async Task That_is_damaged_is_refused_by_its_name(string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(KeyFile)!);
        await File.WriteAllTextAsync(KeyFile, content);
        var e = await Assert.ThrowsAsync<KeyRingException>(() => Key().Prepare());
        Assert.Contains(KeyFile, e.Message, StringComparison.Ordinal);
    }

    private MasterKey Key() => new(KeyFile, _store.Database);
}
