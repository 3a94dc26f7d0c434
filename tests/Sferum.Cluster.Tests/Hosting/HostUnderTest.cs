using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sferum.People;

namespace Sferum.Hosting;

/// <summary>A process of the product as the command line starts it, but on a free port and silent.</summary>
internal sealed class HostUnderTest(WebApplication app) : IAsyncDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(app.Urls.First()) };

    public IServiceProvider Services => app.Services;

    public HttpClient Http => _http;

    public static WebApplication Build(HostChoices choices, params (string Key, string Value)[] settings) => SferumHost.Build(choices, builder =>
    {
        builder.Configuration.AddInMemoryCollection(
            [new("urls", "http://127.0.0.1:0"), .. settings.Select(static s => new KeyValuePair<string, string?>(s.Key, s.Value))]);
        builder.Logging.ClearProviders();
        builder.Services.PostConfigure<GatewayOptions>(static o => (o.CommandsPerSecond, o.CommandBurst) = (1e6, 1_000_000));
        builder.Services.PostConfigure<PeopleOptions>(static o => (o.RequestBurst, o.RequestsPerSecond) = (1_000_000, 1_000_000));
    });

    public static async Task<HostUnderTest> Start(HostChoices choices, params (string Key, string Value)[] settings)
    {
        var app = Build(choices, settings);
        await app.Start();
        return new HostUnderTest(app);
    }

    public async Task<(int Status, string Body)> Get(string path)
    {
        using var response = await _http.GetAsync(new Uri(path, UriKind.Relative));
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Asks until readiness is so.</summary>
    public async Task Until(string status)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(300));
        while (await timer.WaitForNextTickAsync(patience.Token))
        {
            if (JsonDocument.Parse((await Get("/health/ready")).Body).RootElement.GetProperty("status").GetString() == status)
            {
                return;
            }
        }
    }

    public SferumClient Visitor() => new(_http);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await app.StopAsync(patience.Token);
        await app.DisposeAsync();
    }
}
