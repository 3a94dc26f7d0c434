using Sferum.Chats;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class The_outbox_on_PostgreSQL : The_outbox<PostgreSqlStore>;

public sealed class The_outbox_on_SQLite : The_outbox<SqliteStore>;

public abstract class The_outbox<TStore> : IAsyncLifetime
    where TStore : Store, new()
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private ImportWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await ImportWorld.In<TStore>();

    public async ValueTask DisposeAsync()
    {
        await _world.Remove();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_act_comes_until_it_is_done()
    {
        var act = await Add();
        Assert.Equal(act, (await Take()).Single().Id);
        Assert.Empty(await Take());
        _world.Time.Advance(Lease);
        Assert.Equal(act, (await Take()).Single().Id);
        await _world.Outbox.Done(act, default);
        await _world.Outbox.Done(act, default);
        _world.Time.Advance(Lease);
        Assert.Empty(await Take());
    }

    [Fact]
    public async Task An_act_that_could_not_be_told_comes_after_a_pause()
    {
        var act = await Add();
        await Take();
        await _world.Outbox.Failed(act, TimeSpan.FromSeconds(2), default);
        Assert.Empty(await Take());
        _world.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(act, (await Take()).Single().Id);
    }

    [Fact]
    public async Task Takers_at_once_get_each_act_once()
    {
        var acts = new List<Guid>();
        for (var i = 0; i < 40; i++)
        {
            acts.Add(await Add());
        }

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _world.Outbox.Take(5, Lease, default).AsTask()));
        var all = taken.SelectMany(static t => t).Select(static a => a.Id).ToList();
        Assert.Equal(all.Count, all.Distinct().Count());
        while (await _world.Outbox.Take(40, Lease, default) is { Count: > 0 } more)
        {
            all.AddRange(more.Select(static a => a.Id));
        }

        Assert.Equal(acts.Order(), all.Order());
    }

    [Fact]
    public async Task Acts_come_in_their_order_with_their_chats()
    {
        var first = await Add();
        _world.Time.Advance(TimeSpan.FromMilliseconds(5));
        var second = await Add();
        var acts = await Take();
        Assert.Equal([first, second], acts.Select(static a => a.Id));
        Assert.Equal(2, acts[0].Chats.Count);
        Assert.Null(acts[0].Chats[1].Class);
    }

    private ValueTask<IReadOnlyList<RosterAct>> Take() => _world.Outbox.Take(10, Lease, default);

    private async Task<Guid> Add()
    {
        var id = Guid.CreateVersion7();
        var now = _world.Time.GetUtcNow().ToUnixTimeMilliseconds();
        await _world.Run(
            "INSERT INTO outbox (id, kind, school_id, payload, created_at, due_at) VALUES (@id, @kind, @school, @payload, @now, @now)",
            new
            {
                id, now, kind = RosterPayload.Kind, school = SchoolId.New(),
                payload = RosterPayload.Write([new AffectedChat(ChatId.New(), ClassId.New()), new AffectedChat(ChatId.New(), null)]),
            });
        return id;
    }
}
