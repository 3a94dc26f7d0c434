using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sferum.Files;
using Sferum.Keys;
using Sferum.People;
using Sferum.Storage;
using Sferum.TestServers;

namespace Sferum.District;

/// <summary>The database and the key file of a test district.</summary>
internal sealed class DistrictStore : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestDatabase? _database;
    private readonly TimeProvider _clock;
    private readonly ServiceCollection _descriptors = [];
    private readonly ServiceProvider _services;

    private readonly Func<FileStorage, FileStorage> _files;

    static DistrictStore() => OneSchema.Share();

    private DistrictStore(TestDatabase? database, TimeProvider clock, Func<FileStorage, FileStorage> files)
    {
        (_database, _clock, _files) = (database, clock, files);
        AddStorage(_descriptors);
        _services = new ServiceCollection().Add(_descriptors).AddLogging().BuildServiceProvider();
    }

    public IServiceProvider Services => _services;

    public static async Task<DistrictStore> Start(bool postgres, TimeProvider clock, Func<FileStorage, FileStorage> files)
    {
        var store = new DistrictStore(postgres ? await PostgresServer.CreateDatabase(await MigratedDatabase.Postgres.Value) : null, clock, files);
        if (!postgres)
        {
            File.Copy(await MigratedDatabase.Sqlite.Value, Path.Combine(store._folder.Path, "sferum.db"));
        }

        await store._services.GetRequiredService<Schema>().Migrate();
        await store._services.GetRequiredService<MasterKey>().Prepare();
        return store;
    }

    /// <summary>Gives a silo or a gateway its storage: on PostgreSQL one of its own, on SQLite the one that all share.</summary>
    public void AddTo(IServiceCollection services)
    {
        if (_database is not null)
        {
            AddStorage(services);
            return;
        }

        foreach (var shared in _descriptors.Where(static d => !d.ServiceType.IsGenericTypeDefinition).Select(static d => d.ServiceType).Distinct())
        {
            // As an instance: a silo that dies must not take the others' storage with it.
            services.AddSingleton(shared, _services.GetRequiredService(shared));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        _folder.Dispose();
    }

    /// <summary>Where the bytes of files lie.</summary>
    public string FileFolder => Path.Combine(_folder.Path, "files");

    private void AddStorage(IServiceCollection services)
    {
        services.AddSingleton(_clock);
        var files = _files(new FileStorage { Folder = FileFolder });
        services.AddSingleton(files.Limits).AddSferumFiles(files);
        services.AddSferumStorage(_database is null
            ? new StorageOptions { DataFolder = _folder.Path }
            : new StorageOptions { ConnectionString = _database.ConnectionString });
        services.AddSingleton<IPhones, Phones>();
        services.AddSferumKeys(Path.Combine(_folder.Path, "master.key"));
    }
}
