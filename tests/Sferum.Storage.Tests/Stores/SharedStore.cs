[assembly: AssemblyFixture(typeof(Sferum.Storage.SharedStore<Sferum.Storage.PostgreSqlStore>))]
[assembly: AssemblyFixture(typeof(Sferum.Storage.SharedStore<Sferum.Storage.SqliteStore>))]

namespace Sferum.Storage;

/// <summary>One migrated database for all tests that bring their own schools, people and chats; made when the first of them asks.</summary>
public sealed class SharedStore<TStore> : IAsyncDisposable
    where TStore : Store, new()
{
    private readonly Lazy<Task<TStore>> _store = new(static async () =>
    {
        var store = new TStore();
        await store.Start();
        return store;
    });

    public Task<TStore> Store => _store.Value;

    public async ValueTask DisposeAsync()
    {
        if (_store.IsValueCreated)
        {
            await (await _store.Value).DisposeAsync();
        }
    }
}
