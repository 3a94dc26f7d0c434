using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sferum.TestServers;

namespace Sferum.Load;

/// <summary>The product over a folder, on a free port, with the limits of a bench.</summary>
internal sealed class ServedHost(WebApplication app) : IAsyncDisposable
{
    public Uri Url => new(app.Urls.First());

    public static async Task<ServedHost> Start(TempFolder folder, int demo = 0)
    {
        var app = SferumHost.Build(new HostChoices { Data = Path.Combine(folder.Path, "data"), Demo = demo }, static builder =>
        {
            builder.Configuration.AddInMemoryCollection(
            [
                new("urls", "http://127.0.0.1:0"), new("Sferum:Gateway:CommandsPerSecond", "100000"), new("Sferum:Gateway:CommandBurst", "100000"),
                new("Sferum:Gateway:RequestsPerSecond", "100000"), new("Sferum:Gateway:RequestBurst", "100000"),
            ]);
            builder.Logging.ClearProviders();
        });
        await app.Start();
        return new ServedHost(app);
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
    }
}
