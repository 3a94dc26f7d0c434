namespace Sferum.Load;

/// <summary>How a run counts what comes back.</summary>
internal enum LoadMode
{
    /// <summary>The client library at every connection: what a person would see.</summary>
    Full,

    /// <summary>Raw sockets that only count, so that the generator is not what is measured.</summary>
    Count,
}

/// <summary>What a run does.</summary>
internal sealed record LoadPlan
{
    /// <summary>Gateways; the connections take turns among them.</summary>
    public required IReadOnlyList<Uri> Urls { get; init; }

    public required int Connections { get; init; }

    public required int Chats { get; init; }

    public required int Members { get; init; }

    /// <summary>Posts per second over all chats; null when <see cref="Window"/> says how many are under way.</summary>
    public double? Rate { get; init; }

    /// <summary>Posts of a chat that are under way at once: one is over when it is answered and everybody in the chat has it.</summary>
    public int? Window { get; init; }

    public required TimeSpan Lasts { get; init; }

    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long what is under way may still come after the end.</summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(15);

    public LoadMode Mode { get; init; } = LoadMode.Full;

    public bool MessagePack { get; init; }

    /// <summary>The file of <c>bench-seed</c>; null for a server that asks nobody who he is (the baseline).</summary>
    public string? Accounts { get; init; }

    public IReadOnlyList<int> ServerPids { get; init; } = [];

    /// <summary>Counts the processes below those too: a database server works in its children.</summary>
    public bool WithChildren { get; init; }

    public int Seed { get; init; } = 1;
}
