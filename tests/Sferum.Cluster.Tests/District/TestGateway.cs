using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sferum.Health;
using Sferum.Live;
using Sferum.People;
using Sferum.Push;

namespace Sferum.District;

/// <summary>A gateway of a test district: the real server on a free port of this machine, in front of the district's silos.</summary>
internal sealed class TestGateway(WebApplication app) : IAsyncDisposable
{
    private bool _stopped;

    /// <summary>Where it listens; the last address after it has stopped.</summary>
    public Uri Address { get; } = new(app.Urls.First());

    public IServiceProvider Services => app.Services;

    public static async Task<TestGateway> Start(DistrictShape shape, int place, DistrictStore store, IClusterClient cluster)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(cluster).AddSingleton<IGrainFactory>(cluster);
        store.AddTo(builder.Services);
        builder.Services.AddSingleton<DatabaseHealth>();
        builder.AddTelemetry();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        SferumHost.ConfigureServer(builder);
        builder.AddGateway(demo: true, production: false);
        builder.Services.PostConfigure<GatewayOptions>(o =>
        {
            (o.CommandsPerSecond, o.CommandBurst, o.RequestsPerSecond, o.RequestBurst) = (1e6, 1_000_000, 1_000_000, 1_000_000);
            shape.Limits(o);
        });
        builder.Services.AddSingleton(new PushSwitch(shape.Push));
        builder.Services.PostConfigure<PushOptions>(static o => (o.AllowPrivateHosts, o.Contact) = (true, "mailto:admin@example.org"));
        builder.Services.PostConfigure<PeopleOptions>(static o => (o.RequestBurst, o.RequestsPerSecond) = (1_000_000, 1_000_000));
        shape.Adjust(place, builder);
        var app = builder.Build();
        SferumHost.Map(app, gateway: true);
        await app.StartAsync();
        return new TestGateway(app);
    }

    /// <summary>Its clients are asked to go elsewhere, as at the signal to stop.</summary>
    public Task Drain() => Services.GetRequiredService<Draining>().Drain();

    /// <summary>Stops as a deployment stops it: what it followed is given back, sockets are closed.</summary>
    public async Task Stop()
    {
        if (!_stopped)
        {
            _stopped = true;
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await app.StopAsync(patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await app.DisposeAsync();
    }
}
