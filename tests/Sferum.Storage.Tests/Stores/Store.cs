using Microsoft.Extensions.DependencyInjection;
using Sferum.TestServers;

namespace Sferum.Storage;

/// <summary>A migrated database with every port on it.</summary>
public abstract class Store : IAsyncDisposable
{
    private ServiceProvider? _services;

    internal IDatabase Database => Get<IDatabase>();

    public T Get<T>()
        where T : notnull => _services!.GetRequiredService<T>();

    public async Task Start()
    {
        _services = new ServiceCollection().AddLogging().AddSferumStorage(await Options()).BuildServiceProvider();
        await Get<Schema>().Migrate();
    }

    /// <summary>The same database once more, as another process has it.</summary>
    public async Task<ServiceProvider> Another() => new ServiceCollection().AddLogging().AddSferumStorage(await Options()).BuildServiceProvider();

    public async ValueTask DisposeAsync()
    {
        if (_services is not null)
        {
            await _services.DisposeAsync();
        }

        await Remove();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask<StorageOptions> Options();

    protected abstract ValueTask Remove();
}

public sealed class PostgreSqlStore : Store
{
    private TestDatabase? _database;

    protected override async ValueTask<StorageOptions> Options()
    {
        _database ??= await PostgresServer.CreateDatabase();
        return new StorageOptions { ConnectionString = _database.ConnectionString };
    }

    protected override ValueTask Remove() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;
}

public sealed class SqliteStore : Store
{
    private readonly TempFolder _folder = new();

    protected override ValueTask<StorageOptions> Options() => new(new StorageOptions { DataFolder = _folder.Path });

    protected override ValueTask Remove()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
