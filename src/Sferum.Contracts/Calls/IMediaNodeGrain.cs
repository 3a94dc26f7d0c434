using Orleans.Concurrency;
using Sferum.Policy;

namespace Sferum.Calls;

/// <summary>
/// One media server: holds the only link to it, for all sessions. Keyed by the server's name. When the silo that holds the link is gone, the next
/// activation takes over what was there (ADR: who reclaims a media server's session), so that media flows on.
/// </summary>
[Alias("sferum.IMediaNodeGrain"), Operation(Operation.Inside), GrainInterfaceType("sferum.media_node")]
public interface IMediaNodeGrain : IGrainWithStringKey
{
    /// <summary>How much it carries.</summary>
    /// <returns>Its load; null when it can't be used now.</returns>
    [Alias("Load"), AlwaysInterleave]
    ValueTask<MediaLoad?> Load();

    /// <summary>Whether it takes no new sessions.</summary>
    /// <param name="on">True: it is to be emptied.</param>
    /// <returns>When it is stored.</returns>
    [Alias("Drain")]
    ValueTask Drain(bool on);

    /// <summary>Makes a session's room, or finds it; what happens in it is told to the session from now on.</summary>
    /// <param name="session">The session.</param>
    /// <param name="epoch">The session's epoch: rooms of different epochs have nothing in common.</param>
    /// <param name="legs">The session's legs there: what happens to them is told to it, also after a take-over.</param>
    /// <returns>
    /// The life of the server: when it is another one than before, everything that was there is gone. Null when the server can't be used now.
    /// </returns>
    [Alias("Carry"), AlwaysInterleave]
    ValueTask<string?> Carry(VideoSessionId session, int epoch, IReadOnlyList<long> legs);

    /// <summary>Ends a session's room.</summary>
    /// <param name="session">The session.</param>
    /// <param name="epoch">The session's epoch.</param>
    /// <returns>When it is ended, or the server gone.</returns>
    [Alias("Drop"), AlwaysInterleave]
    ValueTask Drop(VideoSessionId session, int epoch);

    /// <summary>Does something on the server.</summary>
    /// <param name="session">For which session.</param>
    /// <param name="epoch">In which of its epochs.</param>
    /// <param name="request">What.</param>
    /// <returns>The answer; refused when the server refuses or is gone.</returns>
    [Alias("Do"), AlwaysInterleave]
    ValueTask<Outcome<MediaReply>> Do(VideoSessionId session, int epoch, MediaRequest request);
}

/// <summary>How much a media server carries.</summary>
/// <param name="Sessions">Sessions.</param>
/// <param name="Legs">Connections of browsers.</param>
/// <param name="Draining">Whether it takes no new sessions.</param>
[GenerateSerializer, Immutable, Alias("sferum.media.load")]
public sealed record MediaLoad([property: Id(0)] int Sessions, [property: Id(1)] int Legs, [property: Id(2)] bool Draining);

/// <summary>What a media server is to do.</summary>
[GenerateSerializer, Alias("sferum.media.do")]
public enum MediaDo
{
    /// <summary>Take media in: an offer for a feed.</summary>
    Publish = 1,

    /// <summary>A changed offer for a leg.</summary>
    Republish = 2,

    /// <summary>Give media over a new leg.</summary>
    Subscribe = 3,

    /// <summary>Change what a leg gives.</summary>
    Resubscribe = 4,

    /// <summary>The browser's answer.</summary>
    Answer = 5,

    /// <summary>A candidate.</summary>
    Trickle = 6,

    /// <summary>A layer.</summary>
    Select = 7,

    /// <summary>Stop packets of a feed, or let them through.</summary>
    Mute = 8,

    /// <summary>End a leg.</summary>
    Close = 9,
}

/// <summary>One thing that a media server is to do.</summary>
[GenerateSerializer, Immutable, Alias("sferum.media.request")]
public sealed record MediaRequest
{
    /// <summary>What.</summary>
    [Id(0)] public required MediaDo Do { get; init; }

    /// <summary>A feed.</summary>
    [Id(1)] public string? Feed { get; init; }

    /// <summary>A leg.</summary>
    [Id(2)] public long Leg { get; init; }

    /// <summary>SDP or a candidate.</summary>
    [Id(3)] public string? Text { get; init; }

    /// <summary>Streams to add.</summary>
    [Id(4)] public IReadOnlyList<FeedStream> Add { get; init; } = [];

    /// <summary>Streams to remove.</summary>
    [Id(5)] public IReadOnlyList<FeedStream> Remove { get; init; } = [];

    /// <summary>Restart of ICE, or whether a feed is muted.</summary>
    [Id(6)] public bool On { get; init; }

    /// <summary>The stream's name in the offer.</summary>
    [Id(7)] public string? Mid { get; init; }

    /// <summary>The media line, or the layer.</summary>
    [Id(8)] public int? Index { get; init; }

    /// <summary>Whether it is about the picture; otherwise about the sound.</summary>
    [Id(9)] public bool Video { get; init; }
}

/// <summary>A stream of a feed.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Video">The picture; otherwise the sound.</param>
[GenerateSerializer, Immutable, Alias("sferum.media.stream")]
public sealed record FeedStream([property: Id(0)] string Feed, [property: Id(1)] bool Video);

/// <summary>What a media server has answered.</summary>
/// <param name="Leg">The leg; 0 when there is none.</param>
/// <param name="Sdp">An answer or an offer; null when there is none.</param>
/// <param name="Streams">What the streams of an offer are: how it names them, and whose they are.</param>
[GenerateSerializer, Immutable, Alias("sferum.media.reply")]
public sealed record MediaReply([property: Id(0)] long Leg, [property: Id(1)] string? Sdp, [property: Id(2)] IReadOnlyList<(string Mid, FeedStream Stream)> Streams);
