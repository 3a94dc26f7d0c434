namespace Sferum.Calls;

/// <summary>What is said to the VideoRoom plugin: https://janus.conf.meetecho.com/docs/videoroom.html. Of the properties, each request has some.</summary>
internal sealed record RoomRequest
{
    public required string Request { get; init; }

    public string? Room { get; init; }

    public string? AdminKey { get; init; }

    public string? Ptype { get; init; }

    public string? Id { get; init; }

    public string? Mid { get; init; }

    public bool? Mute { get; init; }

    public bool? Restart { get; init; }

    public bool? Autoupdate { get; init; }

    public bool? UseMsid { get; init; }

    public IReadOnlyList<StreamRequest>? Streams { get; init; }

    public IReadOnlyList<StreamRequest>? Subscribe { get; init; }

    public IReadOnlyList<StreamRequest>? Unsubscribe { get; init; }

    public int? Publishers { get; init; }

    public int? Bitrate { get; init; }

    public bool? BitrateCap { get; init; }

    public int? FirFreq { get; init; }

    public string? Audiocodec { get; init; }

    public string? Videocodec { get; init; }

    public bool? IsPrivate { get; init; }

    public bool? NotifyJoining { get; init; }

    public bool? AudiolevelExt { get; init; }

    public bool? AudiolevelEvent { get; init; }

    public int? AudioActivePackets { get; init; }

    public int? AudioLevelAverage { get; init; }
}

/// <summary>A stream of a feed, or one of our own offer.</summary>
internal sealed record StreamRequest
{
    public string? Feed { get; init; }

    public string? Mid { get; init; }

    public int? Substream { get; init; }

    public int? Temporal { get; init; }
}

/// <summary>What the plugin says. The name of a property is what has happened, its value to whom ("ok": to the handle itself).</summary>
internal sealed record RoomEvent
{
    public string? Videoroom { get; init; }

    public int? ErrorCode { get; init; }

    public string? Error { get; init; }

    public string? Room { get; init; }

    /// <summary>Whose voice is told of.</summary>
    public string? Id { get; init; }

    public IReadOnlyList<RoomPublisher>? Publishers { get; init; }

    public string? Unpublished { get; init; }

    public string? Leaving { get; init; }

    public string? Kicked { get; init; }
}

internal sealed record RoomPublisher(string Id, IReadOnlyList<RoomStream>? Streams);

/// <summary>A stream of a publisher.</summary>
internal sealed record RoomStream
{
    public string? Type { get; init; }

    public string? Mid { get; init; }

    /// <summary>It was given up.</summary>
    public bool Disabled { get; init; }

    public bool Is(MediaKind kind) => Type == (kind == MediaKind.Audio ? "audio" : "video");
}
