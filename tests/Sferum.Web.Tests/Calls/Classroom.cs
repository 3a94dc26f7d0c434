using Sferum.Running;
using Sferum.TestServers;

namespace Sferum.Calls;

/// <summary>A practice district whose calls have real media servers, two of them, in a network of their own.</summary>
public sealed class Classroom : District
{
    private readonly TempFolder _secrets = new();
    private MediaNetwork? _network;

    /// <summary>Which media server runs: one at a time, so that it is known where the calls are.</summary>
    private int _carrier;

    internal MediaNetwork Network => _network!;

    /// <summary>How long a media server may be silent, in milliseconds.</summary>
    internal string SilenceMs { get; init; } = "3000";

    internal JanusProcess Carrier => Network.Nodes[_carrier];

    protected override IReadOnlyDictionary<string, string> Settings
    {
        get
        {
            var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Sferum__Calls__SilenceMs"] = SilenceMs };
            for (var i = 0; i < Network.Nodes.Count; i++)
            {
                var node = $"Sferum__Calls__Nodes__{i}";
                settings[$"{node}__Name"] = Network.Nodes[i].Name;
                settings[$"{node}__Url"] = Network.Nodes[i].Url.ToString();
                settings[$"{node}__ApiSecretFile"] = File("api-secret");
                settings[$"{node}__RoomKeyFile"] = File("room-key");
            }

            return settings;
        }
    }

    protected override IReadOnlyList<string> BrowserArguments => Network.ChromiumArguments;

    public override async ValueTask InitializeAsync()
    {
        _network = await MediaNetwork.StartAsync(nodes: 2);
        await System.IO.File.WriteAllTextAsync(File("api-secret"), _network.ApiSecret);
        await System.IO.File.WriteAllTextAsync(File("room-key"), _network.RoomKey);
        await _network.Nodes[1 - _carrier].Kill();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_network is not null)
        {
            await _network.DisposeAsync();
        }

        _secrets.Dispose();
    }

    /// <summary>The other media server starts, and the one that carries the call is killed.</summary>
    internal Task KillCarrier() => LoseCarrier(static carrier => carrier.Kill());

    /// <summary>The other media server starts, anew if it hangs, and the one that carries the call is lost in some way.</summary>
    internal async Task LoseCarrier(Func<JanusProcess, Task> lose)
    {
        var other = Network.Nodes[1 - _carrier];
        await other.Kill();
        await other.StartAsync();
        await lose(Carrier);
        _carrier = 1 - _carrier;
    }

    private string File(string name) => Path.Combine(_secrets.Path, name);
}
