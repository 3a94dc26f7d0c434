using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Playwright;
using Sferum.Calls;
using Sferum.TestServers;

[assembly: AssemblyFixture(typeof(Studio))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Sferum.Calls;

/// <summary>Two media servers and a TURN server in a network of their own, and a browser in it. The second server is the one that is killed and frozen.</summary>
public sealed class Studio : IAsyncLifetime
{
    private MediaNetwork? _network;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public MediaNetwork Network => _network!;

    public JanusProcess Sturdy => Network.Nodes[0];

    public JanusProcess Frail => Network.Nodes[1];

    internal IMediaServer Server => ServerWith(Network.ApiSecret);

    public async ValueTask InitializeAsync()
    {
        _network = await MediaNetwork.StartAsync(nodes: 2, turn: true);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = _network.Chromium, Args = _network.ChromiumArguments });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_network is not null)
        {
            await _network.DisposeAsync();
        }
    }

    internal IMediaServer ServerWith(string secret) => new JanusMediaServer(
        new MediaSettings
        {
            Nodes = [.. Network.Nodes.Select(n => new MediaNode { Name = n.Name, Url = n.Url, ApiSecret = secret, RoomKey = Network.RoomKey })],
            Silence = TimeSpan.FromSeconds(5), // the servers share a machine with browsers and whatever else is tested on it
        },
        TimeProvider.System,
        NullLogger<JanusMediaServer>.Instance);

    /// <summary>A browser of one participant, as yet without media.</summary>
    internal async Task<Caller> Caller(string name, IMediaLink link, string room)
    {
        var context = await _browser!.NewContextAsync();
        // A page of a secure origin, which alone is given camera and microphone; no server has to be asked for it.
        await context.RouteAsync("https://call.test/", static route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>call</title><body>" }));
        await context.AddInitScriptAsync(Script);
        return await Calls.Caller.Open(context, name, link, room);
    }

    private static string Script
    {
        get
        {
            using var script = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream("caller.js")!);
            return script.ReadToEnd();
        }
    }
}
