namespace Sferum;

/// <summary>How a gateway is emptied before it stops; see docs/draining.md. Without connections it takes no time.</summary>
internal sealed class DrainOptions
{
    /// <summary>Connections asked to move per second: what the other gateways take in easily, even one that has just started.</summary>
    public int MovesPerSecond { get; set; } = 100;

    /// <summary>The longest time over which moves are spread.</summary>
    public TimeSpan Spread { get; set; } = TimeSpan.FromSeconds(35);

    /// <summary>How long after the spread those that have not moved are waited for: longer than one attempt of a client.</summary>
    public TimeSpan Slack { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long those that were then asked to close are waited for.</summary>
    public TimeSpan Closing { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>There is no other gateway to move to: nobody is asked to, all are closed. Set by the host, not by configuration.</summary>
    public bool IsAlone { get; set; }

    /// <summary>The longest that it can take.</summary>
    public TimeSpan Most => Spread + Slack + Closing;

    /// <summary>Over how long so many moves are spread.</summary>
    public TimeSpan SpreadOf(int connections)
    {
        var needed = TimeSpan.FromSeconds((double)connections / Math.Max(1, MovesPerSecond));
        return needed < Spread ? needed : Spread;
    }
}
