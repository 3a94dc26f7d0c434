namespace Sferum.Faults;

/// <summary>What a run does.</summary>
internal sealed record RunPlan
{
    public required int Seed { get; init; }

    /// <summary>Data, logs and pids of the cluster.</summary>
    public required string Folder { get; init; }

    /// <summary>How many faults.</summary>
    public int Faults { get; init; } = 20;

    /// <summary>After so long no further fault begins.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The load goes on until so many messages were acknowledged.</summary>
    public long Acked { get; init; }

    /// <summary>Kinds of faults, each as often as it is named; empty: all.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    public int Chats { get; init; } = 24;

    public int Members { get; init; } = 3;

    /// <summary>Posts under way at once from one device.</summary>
    public int Window { get; init; } = 8;

    /// <summary>Posts a second, all devices together.</summary>
    public int Rate { get; init; } = 400;

    /// <summary>Connections of a reconnect storm.</summary>
    public int Storm { get; init; } = 5000;

    public int Silos { get; init; } = 3;

    public int Gateways { get; init; } = 2;

    /// <summary>The page's port; the cluster takes the block above it.</summary>
    public int Port { get; init; } = 28080;

    /// <summary>Megabytes of the disk under the database.</summary>
    public int Disk { get; init; } = 800;

    public string Configuration { get; init; } = "Debug";

    /// <summary>After so long without recovery a fault counts as a hang.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(120);
}
