using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.TestingHost;
using Sferum.Calls;
using Sferum.Chats;
using Sferum.People;
using Sferum.Push;
using Sferum.Storage;

namespace Sferum.District;

/// <summary>
/// A whole deployment in one process: silos with the real actors, gateways with the real server, a real database; people of invented schools sign in
/// to it with the real client.
/// </summary>
internal sealed class TestDistrict : IAsyncDisposable
{
    private readonly DistrictShape _shape;
    private readonly DistrictStore _store;
    private readonly List<TestGateway> _gateways = [];
    private readonly List<IDisposable> _clients = [];

    private TestDistrict(DistrictShape shape, DistrictStore store, InProcessTestCluster silos)
    {
        (_shape, _store, Silos) = (shape, store, silos);
        Town = new DistrictTown(store.Services.GetRequiredService<OrleansDatabase>());
    }

    /// <summary>The silos: kill, add and migrate through it.</summary>
    public InProcessTestCluster Silos { get; }

    public IReadOnlyList<TestGateway> Gateways => _gateways;

    /// <summary>Schools, people, chats.</summary>
    public DistrictTown Town { get; }

    public IClusterClient Cluster => Silos.Client;

    public static async Task<TestDistrict> Start(DistrictShape? shape = null)
    {
        shape ??= new DistrictShape();
        var store = await DistrictStore.Start(shape.Postgres, shape.Clock, shape.Files);
        var builder = new InProcessTestClusterBuilder((short)shape.Silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Logging.SetMinimumLevel(LogLevel.Warning);
            store.AddTo(host.Services);
            host.Services.AddSingleton(new PushSwitch(shape.Push)).AddSingleton(new DirectSwitch(shape.Direct));
            host.Services.AddSingleton(shape.Media).AddSingleton(shape.Turn);
        });
        builder.ConfigureSilo((_, silo) => Durable(silo, store).AddSferumGrains());
        builder.ConfigureClient(static client => client.AddSferumGrains());
        var silos = builder.Build();
        await silos.DeployAsync();
        var district = new TestDistrict(shape, store, silos);
        for (var i = 0; i < shape.Gateways; i++)
        {
            await district.AddGateway();
        }

        return district;
    }

    /// <summary>What actors keep stands in the district's database: it outlives a silo that is killed.</summary>
    private static ISiloBuilder Durable(ISiloBuilder silo, DistrictStore store)
    {
        var database = store.Services.GetRequiredService<OrleansDatabase>();

        // A million places are reserved by default; hundreds of districts live in one process here.
        silo.Configure<GrainDirectoryOptions>(static o => o.CacheSize = 1_000);
        return silo.AddAdoNetGrainStorageAsDefault(o => (o.Invariant, o.DataSource) = (database.Invariant, database.DataSource))
            .UseAdoNetReminderService(o => (o.Invariant, o.DataSource) = (database.Invariant, database.DataSource));
    }

    /// <summary>A port of the domain.</summary>
    public T Port<T>()
        where T : notnull => _store.Services.GetRequiredService<T>();

    public async Task<TestGateway> AddGateway()
    {
        var gateway = await TestGateway.Start(_shape, _gateways.Count, _store, Cluster);
        _gateways.Add(gateway);
        return gateway;
    }

    /// <summary>A gateway is emptied and stops; another one starts in its place, at another address.</summary>
    public async Task<TestGateway> Replace(int place)
    {
        await _gateways[place].Drain();
        await _gateways[place].DisposeAsync();
        return _gateways[place] = await TestGateway.Start(_shape, place, _store, Cluster);
    }

    /// <summary>A client through which nobody has signed in yet.</summary>
    public SferumClient Visitor(int gateway = 0)
    {
        var http = new HttpClient { BaseAddress = _gateways[gateway].Address };
        var client = new SferumClient(http);
        lock (_clients)
        {
            _clients.AddRange([client, http]);
        }

        return client;
    }

    /// <summary>A person signs in at a gateway.</summary>
    public async Task<SferumClient> SignIn(PersonId person, int gateway = 0)
    {
        var client = Visitor(gateway);
        (await client.SignInAsDemoAsync(person.Value)).Must();
        return client;
    }

    /// <summary>Brings a chat's members in step with the roster, as the outbox does.</summary>
    public async Task FollowRoster(ChatId chat) => await Cluster.GetGrain<IChatGrain>(chat.Value).FollowRoster(Guid.CreateVersion7());

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(static c => c.Dispose());
        foreach (var gateway in _gateways)
        {
            await gateway.DisposeAsync();
        }

        await Silos.DisposeAsync();
        await _store.DisposeAsync();
    }
}
