namespace Sferum.Faults;

/// <summary>What a drill does.</summary>
internal sealed record RestorePlan
{
    public required int Seed { get; init; }

    /// <summary>Data, logs, copies; what is restored stands beside it.</summary>
    public required string Folder { get; init; }

    public string Restored => Folder + "-restored";

    public int Schools { get; init; } = 2;

    /// <summary>Chats of each school.</summary>
    public int Chats { get; init; } = 6;

    /// <summary>Devices in each chat.</summary>
    public int Members { get; init; } = 3;

    /// <summary>Posts a second, all together.</summary>
    public int Rate { get; init; } = 60;

    /// <summary>So many posts of each chat are acknowledged before the copy, and as many lie between it and the disaster.</summary>
    public int Apart { get; init; } = 40;

    public int Port { get; init; } = 28480;

    public string Configuration { get; init; } = "Debug";

    /// <summary>So long is waited for any one thing.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(120);
}
