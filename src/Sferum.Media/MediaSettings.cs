namespace Sferum.Calls;

/// <summary>Which servers carry the media of calls, and how browsers behind strict networks reach them.</summary>
public sealed record MediaSettings
{
    /// <summary>The media servers; none: calls have none.</summary>
    public IReadOnlyList<MediaNode> Nodes { get; init; } = [];

    /// <summary>
    /// A server that answers nothing for so long is lost, and its calls move. Shorter than a pause of our own process, it would be lost for nothing.
    /// </summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The TURN servers; null for none.</summary>
    public TurnSettings? Turn { get; init; }
}

/// <summary>A Janus server.</summary>
public sealed record MediaNode
{
    /// <summary>What it is called; calls remember it.</summary>
    public required string Name { get; init; }

    /// <summary>Where its API answers: <c>ws://10.0.0.5:8188</c>. Only the cluster reaches it.</summary>
    public required Uri Url { get; init; }

    /// <summary>Its api_secret.</summary>
    public required string ApiSecret { get; init; }

    /// <summary>The admin_key of its VideoRoom plugin, without which no room is made.</summary>
    public required string RoomKey { get; init; }

    /// <summary>Says nothing of the secrets.</summary>
    public override string ToString() => $"{Name} at {Url}";
}

/// <summary>TURN servers that share a secret with us (coturn's use-auth-secret).</summary>
public sealed record TurnSettings
{
    /// <summary>As browsers take them: <c>turn:turn.example.ru:3478?transport=udp</c>, the same with tcp, <c>turns:turn.example.ru:5349</c>.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>Their static-auth-secret.</summary>
    public required string Secret { get; init; }

    /// <summary>How long credentials open allocations.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Says nothing of the secret.</summary>
    public override string ToString() => string.Join(", ", Urls);
}
