using Sferum.Running;
using Sferum.TestServers;

namespace Sferum.Calls;

/// <summary>A practice district whose calls have real media servers, two of them, in a network of their own.</summary>
public sealed class Classroom : District
{
    private readonly TempFolder _secrets = new();
    private MediaNetwork? _network;

    internal MediaNetwork Network => _network!;

    /// <summary>How long a media server may be silent, in milliseconds.</summary>
    internal string SilenceMs { get; init; } = "3000";

    /// <summary>Whether there is a TURN server too.</summary>
    internal bool HasTurn { get; init; }

    internal Carriers Carriers { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> Settings => Network.Settings(_secrets.Path, SilenceMs);

    /// <summary>Pictures a second of the made-up cameras; null: as many as Chromium makes by itself.</summary>
    internal int? PicturesPerSecond { get; init; }

    protected override IReadOnlyList<string> BrowserArguments => Network.ArgumentsWith(PicturesPerSecond);

    public override async ValueTask InitializeAsync()
    {
        _network = await MediaNetwork.StartAsync(nodes: 2, HasTurn);
        Carriers = new Carriers(_network);
        await Carriers.Begin();
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
}
