namespace Sferum.Calls;

/// <summary>
/// Servers that carry the media of video sessions. They are known by the names of the configuration; whoever speaks to one holds the only link to
/// it. Media itself never passes here: only what has to be said so that it flows.
/// </summary>
public interface IMediaServer
{
    /// <summary>Names of the configured servers; none: calls have no media server.</summary>
    IReadOnlyList<string> Nodes { get; }

    /// <summary>Connects to a server, or takes over what a link that is gone has left there, with media running on.</summary>
    /// <param name="node">One of <see cref="Nodes"/>.</param>
    /// <param name="former">The former link's <see cref="IMediaLink.Token"/>; null for a new one.</param>
    /// <param name="events">Who hears of what happens there.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The link.</returns>
    /// <exception cref="MediaException">The server does not answer, or refuses.</exception>
    Task<IMediaLink> Connect(string node, string? former, IMediaEvents events, CancellationToken cancel);
}

/// <summary>A link to one media server. All calls may run side by side. A disposed link leaves nothing on the server.</summary>
/// <remarks>Each call throws <see cref="MediaException"/> when the server refuses or is gone; nothing waits longer than ten seconds.</remarks>
public interface IMediaLink : IAsyncDisposable
{
    /// <summary>By what another process takes over what this link holds on the server.</summary>
    string Token { get; }

    /// <summary>The life of what is on the server: the same after a take-over; another one when everything that was there is gone.</summary>
    string Life { get; }

    /// <summary>Whether it has taken over what the former link held: legs and rooms are as they were.</summary>
    bool TookOver { get; }

    /// <summary>Makes a room; one that exists stays.</summary>
    /// <param name="room">Its name.</param>
    /// <param name="spec">What it bears.</param>
    /// <param name="cancel">Cancels.</param>
    Task EnsureRoom(string room, RoomSpec spec, CancellationToken cancel);

    /// <summary>Ends a room and everything in it; none there: nothing happens.</summary>
    /// <param name="room">Its name.</param>
    /// <param name="cancel">Cancels.</param>
    Task EndRoom(string room, CancellationToken cancel);

    /// <summary>Takes a participant's media in. The leg is up when <see cref="IMediaEvents.Up"/> says so.</summary>
    /// <param name="room">The room.</param>
    /// <param name="feed">What the media is called there; one that is there already is replaced.</param>
    /// <param name="offer">The browser's SDP offer.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The leg and the SDP answer, with all candidates in it.</returns>
    Task<MediaAnswer> Publish(string room, string feed, string offer, CancellationToken cancel);

    /// <summary>Changes a publishing leg: another track, or ICE restarted.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="offer">The browser's new offer.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The SDP answer.</returns>
    Task<string> Republish(long leg, string offer, CancellationToken cancel);

    /// <summary>Gives a participant media of others over one connection.</summary>
    /// <param name="room">The room.</param>
    /// <param name="feeds">What is wanted; those that are not there are left out.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The leg and the offer that the browser is to answer.</returns>
    Task<MediaOffer> Subscribe(string room, IReadOnlyList<FeedWanted> feeds, CancellationToken cancel);

    /// <summary>Changes what a leg gives, or restarts it: one after the other, each when the last offer has been answered.</summary>
    /// <param name="room">The leg's room.</param>
    /// <param name="leg">The leg.</param>
    /// <param name="add">What is wanted in addition.</param>
    /// <param name="remove">What is wanted no more.</param>
    /// <param name="restart">Whether ICE is to begin anew; then nothing is added or removed.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The new offer; null when nothing changes.</returns>
    Task<MediaOffer?> Resubscribe(string room, long leg, IReadOnlyList<FeedWanted> add, IReadOnlyList<FeedWanted> remove, bool restart, CancellationToken cancel);

    /// <summary>The browser's answer to the last offer of a leg.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="answer">SDP.</param>
    /// <param name="cancel">Cancels.</param>
    Task Answer(long leg, string answer, CancellationToken cancel);

    /// <summary>A candidate of the browser.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="candidate">The candidate; null when there are no more.</param>
    /// <param name="cancel">Cancels.</param>
    Task Trickle(long leg, IceCandidate? candidate, CancellationToken cancel);

    /// <summary>Which layer of a simulcast video a leg gives.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="mid">The stream, as the offer names it.</param>
    /// <param name="layer">0 (smallest) to 2.</param>
    /// <param name="cancel">Cancels.</param>
    Task Select(long leg, string mid, int layer, CancellationToken cancel);

    /// <summary>Lets packets of a feed through or not, whatever the browser does.</summary>
    /// <param name="room">The room.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="kind">Its sound or its picture.</param>
    /// <param name="muted">Whether they stop.</param>
    /// <param name="cancel">Cancels.</param>
    Task Mute(string room, string feed, MediaKind kind, bool muted, CancellationToken cancel);

    /// <summary>Ends a feed, whatever the browser does; none there: nothing happens.</summary>
    /// <param name="room">The room.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="cancel">Cancels.</param>
    Task Kick(string room, string feed, CancellationToken cancel);

    /// <summary>Ends a leg; none there: nothing happens.</summary>
    /// <param name="leg">The leg.</param>
    /// <param name="cancel">Cancels.</param>
    Task Close(long leg, CancellationToken cancel);
}

/// <summary>What happens on a media server. Called in order, from any thread; must return at once.</summary>
public interface IMediaEvents
{
    /// <summary>The server is gone, or has said nothing for a second: everything on it is lost. Nothing is told after it.</summary>
    void Lost();

    /// <summary>Media flows on a leg.</summary>
    /// <param name="leg">The leg.</param>
    void Up(long leg);

    /// <summary>A leg has ended: its browser went, or its network.</summary>
    /// <param name="leg">The leg.</param>
    void Down(long leg);

    /// <summary>A feed is heard, or has fallen silent.</summary>
    /// <param name="room">The room.</param>
    /// <param name="feed">The feed.</param>
    /// <param name="talks">Whether it is heard.</param>
    void Talks(string room, string feed, bool talks);
}

/// <summary>What a room bears.</summary>
/// <param name="Publishers">Most feeds.</param>
/// <param name="VideoBitrate">Most bits per second of one video.</param>
public sealed record RoomSpec(int Publishers, int VideoBitrate);

/// <summary>A feed that somebody wants to have.</summary>
/// <param name="Feed">The feed.</param>
/// <param name="Kind">Its sound or its picture.</param>
public sealed record FeedWanted(string Feed, MediaKind Kind);

/// <summary>Sound or picture.</summary>
public enum MediaKind
{
    /// <summary>Sound.</summary>
    Audio,

    /// <summary>Picture.</summary>
    Video,
}

/// <summary>A leg that takes media in.</summary>
/// <param name="Leg">The leg, on this server.</param>
/// <param name="Sdp">The SDP answer.</param>
public sealed record MediaAnswer(long Leg, string Sdp);

/// <summary>A leg that gives media.</summary>
/// <param name="Leg">The leg, on this server.</param>
/// <param name="Sdp">The SDP offer.</param>
/// <param name="Streams">What its streams are.</param>
public sealed record MediaOffer(long Leg, string Sdp, IReadOnlyList<OfferedStream> Streams);

/// <summary>A stream of an offer.</summary>
/// <param name="Mid">How the offer names it (RFC 8843).</param>
/// <param name="Feed">Whose it is.</param>
/// <param name="Kind">Sound or picture.</param>
public sealed record OfferedStream(string Mid, string Feed, MediaKind Kind);

/// <summary>A candidate (RFC 8840).</summary>
/// <param name="Candidate">The candidate line.</param>
/// <param name="SdpMid">Of which stream.</param>
/// <param name="SdpMLineIndex">Of which media line.</param>
public sealed record IceCandidate(string Candidate, string? SdpMid, int? SdpMLineIndex);

/// <summary>A media server did not do what it was asked.</summary>
public sealed class MediaException : Exception
{
    /// <summary>Makes one.</summary>
    public MediaException()
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What happened.</param>
    public MediaException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one.</summary>
    /// <param name="message">What happened.</param>
    /// <param name="inner">Why.</param>
    public MediaException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
