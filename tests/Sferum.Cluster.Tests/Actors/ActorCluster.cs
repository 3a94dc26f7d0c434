using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Core.Internal;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;
using Sferum.Chats;
using Sferum.Files;
using Sferum.Gateways;
using Sferum.Keys;
using Sferum.People;
using Sferum.Push;
using Sferum.Schools;
using Sferum.Storage;
using Sferum.TestServers;

namespace Sferum.Actors;

/// <summary>Silos in this process over one SQLite store, with a client that plays the gateways.</summary>
internal sealed class ActorCluster : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private ServiceProvider? _store;
    private InProcessTestCluster? _cluster;

    private ActorCluster()
    {
    }

    public InProcessTestCluster Silos => _cluster!;

    public IGrainFactory Grains => _cluster!.Client;

    public FaultyLog Log { get; private set; } = null!;

    public TestOutbox Outbox { get; } = new();

    public World World { get; private set; } = null!;

    public IChatReader Reader => Stored<IChatReader>();

    public T Stored<T>()
        where T : notnull => _store!.GetRequiredService<T>();

    public static async Task<ActorCluster> Start(int silos = 1)
    {
        var cluster = new ActorCluster();
        await cluster.Open(silos);
        return cluster;
    }

    public IChatGrain Chat(ChatId chat) => Grains.GetGrain<IChatGrain>(chat.Value);

    /// <summary>A gateway that follows chats on every silo, as one does.</summary>
    public async Task<RecordingNode> Follow(string name, params ChatId[] chats)
    {
        var node = new RecordingNode();
        var port = _cluster!.Client.CreateObjectReference<IGatewayNode>(node);
        foreach (var silo in _cluster.GetActiveSilos())
        {
            await Grains.GetGrain<IFeedGrain>(silo.SiloAddress.ToParsableString()).Follow(name, [port], chats);
        }

        node.Port = port;
        return node;
    }

    /// <summary>Follows again, as a gateway does that finds itself forgotten.</summary>
    public async Task FollowAgain(string name, RecordingNode node, params ChatId[] chats)
    {
        foreach (var silo in _cluster!.GetActiveSilos())
        {
            await Grains.GetGrain<IFeedGrain>(silo.SiloAddress.ToParsableString()).Follow(name, [node.Port!], chats);
        }
    }

    /// <summary>Activations of chats over all silos.</summary>
    public async Task<int> ChatActivations()
    {
        var statistics = await Grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        return statistics.Where(static s => s.GrainType.Contains("ChatGrain", StringComparison.Ordinal)).Sum(static s => s.ActivationCount);
    }

    /// <summary>Moves a chat to a silo, if it runs on another.</summary>
    public async Task Move(ChatId chat, SiloAddress to)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!to.Equals(SiloOf(chat)))
        {
            patience.Token.ThrowIfCancellationRequested();
            RequestContext.Set(IPlacementDirector.PlacementHintKey, to);
            try
            {
                await Chat(chat).AsReference<IGrainManagementExtension>().MigrateOnIdle();
            }
            catch (OrleansMessageRejectionException)
            {
                // It went away under the request: asked again.
            }

            RequestContext.Clear();
            await Task.Yield();
        }
    }

    /// <summary>The silo on which a chat runs now; null when it sleeps.</summary>
    public SiloAddress? SiloOf(ChatId chat) =>
        _cluster!.TryGetGrainContext(Chat(chat).GetGrainId(), out var context) ? context.Address.SiloAddress : null;

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }

        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        _folder.Dispose();
    }

    private async Task Open(int silos)
    {
        _store = new ServiceCollection().AddLogging().AddSingleton<IKeyRing>(new TestKeys()).AddSferumStorage(new StorageOptions { DataFolder = _folder.Path }).BuildServiceProvider();
        await Stored<Schema>().Migrate();
        World = new World(Stored<OrleansDatabase>().DataSource);
        Log = new FaultyLog(Stored<IChatLog>());

        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) => host.Logging.SetMinimumLevel(LogLevel.Warning));
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddSferumGrains();
            silo.Services.AddSingleton<IChatLog>(Log);
            silo.Services.AddSingleton(Reader);
            silo.Services.AddSingleton(Stored<IChatMarks>());
            silo.Services.AddSingleton(Stored<IChatModeration>());
            silo.Services.AddSingleton(Stored<IChatPolls>());
            silo.Services.AddSingleton(Stored<IScheduledMessages>());
            silo.Services.AddSingleton(Stored<IFileReader>());
            silo.Services.AddSingleton(Stored<IPushNews>());
            silo.Services.AddSingleton(Stored<IErasures>());
            silo.Services.AddSingleton<IKeyRing>(new TestKeys());
            silo.Services.AddSingleton<IOutbox>(Outbox);
            silo.Services.AddSingleton<IRoleEnds>(new NoRoleEnds());
            silo.Services.AddSingleton<IMovementSchedule, NoMovements>();
        });
        builder.ConfigureClient(static client => client.AddSferumGrains());
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await _cluster.WaitForClusterManifestToStabilizeAsync(didKill: false);
    }

    /// <summary>Nobody here has a role that ends by itself.</summary>
    private sealed class NoRoleEnds : IRoleEnds
    {
        public ValueTask<Enacted<Appointed>?> EndSome(CancellationToken cancel) => new((Enacted<Appointed>?)null);
    }
}
