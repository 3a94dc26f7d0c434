using Sferum.Chats;
using Sferum.Gateways;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>The connection by which somebody takes part.</summary>
/// <param name="Gateway">The gateway's name.</param>
/// <param name="Node">Where to tell it.</param>
/// <param name="Line">The connection, as the gateway calls it.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.line")]
public sealed record CallLine([property: Id(0)] string Gateway, [property: Id(1)] IGatewayNode Node, [property: Id(2)] string Line);

/// <summary>Start a session in a chat.</summary>
/// <param name="Chat">The chat.</param>
/// <param name="Title">What it is called, up to 100 characters; null: as the chat.</param>
/// <param name="Lobby">Whether whoever comes waits to be admitted.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.start")]
public sealed record StartCall([property: Id(0)] ChatId Chat, [property: Id(1)] string? Title, [property: Id(2)] bool Lobby);

/// <summary>Come in, or come back after a lost line.</summary>
/// <param name="Line">By which connection; the former one, if it is another, takes part no more.</param>
/// <param name="Microphone">Whether the microphone is on.</param>
/// <param name="Camera">Whether the camera is on.</param>
/// <param name="Resume">Whether the browser still has its connections to the media server and goes on with them.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.join")]
public sealed record JoinCall([property: Id(0)] CallLine Line, [property: Id(1)] bool Microphone, [property: Id(2)] bool Camera, [property: Id(3)] bool Resume = false);

/// <summary>What one changes of oneself; what is null stays.</summary>
[GenerateSerializer, Immutable, Alias("sferum.call.own")]
public sealed record OwnSeat
{
    /// <summary>Whether the microphone is on.</summary>
    [Id(0)] public bool? Microphone { get; init; }

    /// <summary>Whether the camera is on.</summary>
    [Id(1)] public bool? Camera { get; init; }

    /// <summary>Whether the hand is up.</summary>
    [Id(2)] public bool? Hand { get; init; }

    /// <summary>A reaction, shown to all for some seconds.</summary>
    [Id(3)] public string? Reaction { get; init; }

    /// <summary>An answer to the quick poll; another one takes its place until the poll is over.</summary>
    [Id(30)] public PollAnswer? Answer { get; init; }
}

/// <summary>What leaders do.</summary>
[GenerateSerializer, Alias("sferum.call.act")]
public enum CallAct
{
    /// <summary>Let somebody in who waits; without a person: everybody.</summary>
    Admit = 1,

    /// <summary>Don't let somebody in who waits.</summary>
    Deny = 2,

    /// <summary>Send somebody back to wait.</summary>
    SendToLobby = 3,

    /// <summary>Take somebody out; coming back is possible.</summary>
    Remove = 4,

    /// <summary>Take somebody out for good.</summary>
    Block = 5,

    /// <summary>Switch a microphone off; without a person: everybody's but the leaders'.</summary>
    Mute = 6,

    /// <summary>Ask somebody to unmute. Nobody is unmuted by another.</summary>
    AskToUnmute = 7,

    /// <summary>Switch a camera off.</summary>
    StopCamera = 8,

    /// <summary>End somebody's sharing.</summary>
    StopShare = 9,

    /// <summary>Take a hand down; without a person: all.</summary>
    LowerHand = 10,

    /// <summary>Lock or unlock what <see cref="LeadCall.Locks"/> names.</summary>
    Lock = 11,

    /// <summary>Let whoever comes wait, or not.</summary>
    Lobby = 12,

    /// <summary>Let nobody else in, or somebody again.</summary>
    Close = 13,

    /// <summary>Make somebody a helper, or no longer.</summary>
    CoLead = 14,

    /// <summary>End the session for all.</summary>
    End = 15,

    /// <summary>Make groups, and spread members over them by chance if it is wished. Nobody goes anywhere yet.</summary>
    PrepareGroups = 30,

    /// <summary>Put somebody into a group, or with all; leaders go from group to group themselves by it.</summary>
    MoveToGroup = 31,

    /// <summary>Let people go into their groups, for some time if it is wished; or call all back.</summary>
    OpenGroups = 32,

    /// <summary>Tell all groups something.</summary>
    TellGroups = 33,

    /// <summary>Ask a quick poll.</summary>
    AskPoll = 40,

    /// <summary>Let all see how the poll stands, or not.</summary>
    ShowPoll = 41,

    /// <summary>End the poll: all see how it came out.</summary>
    ClosePoll = 42,

    /// <summary>Put somebody in the foreground for all, in place of whoever is there, or no longer.</summary>
    Spotlight = 50,

    /// <summary>Show the board to all, or no longer. Only those who lead draw on it until the lock is opened.</summary>
    OpenBoard = 60,

    /// <summary>Begin another board, with nothing on it.</summary>
    ClearBoard = 61,

    /// <summary>Put a picture under the drawing, or take it away.</summary>
    ShowPicture = 62,
}

/// <summary>An act of a leader.</summary>
/// <param name="Act">What.</param>
/// <param name="Person">To whom; null where it is about all.</param>
/// <param name="On">For what is switched on or off.</param>
/// <param name="Locks">For <see cref="CallAct.Lock"/>.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.lead")]
public sealed record LeadCall(
    [property: Id(0)] CallAct Act, [property: Id(1)] PersonId? Person = null, [property: Id(2)] bool On = true, [property: Id(3)] CallLocks Locks = CallLocks.None)
{
    /// <summary>For acts about groups.</summary>
    [Id(30)] public LeadGroups? Groups { get; init; }

    /// <summary>For <see cref="CallAct.AskPoll"/>.</summary>
    [Id(31)] public LeadPoll? Poll { get; init; }

    /// <summary>For <see cref="CallAct.ShowPicture"/>.</summary>
    [Id(42)] public LeadBoard? Board { get; init; }
}

/// <summary>What a browser has to say to the media server.</summary>
[GenerateSerializer, Alias("sferum.call.signal_kind")]
public enum SignalKind
{
    /// <summary>An offer of camera and microphone, the first or a changed one.</summary>
    Publish = 1,

    /// <summary>An offer of the screen.</summary>
    Share = 2,

    /// <summary>The screen is shared no more.</summary>
    StopShare = 3,

    /// <summary>What the browser wants to have of others.</summary>
    Subscribe = 4,

    /// <summary>The browser's answer to the last offer.</summary>
    Answer = 5,

    /// <summary>A candidate.</summary>
    Candidate = 6,

    /// <summary>Which layer of a video is enough.</summary>
    Layer = 7,

    /// <summary>Without a media server: an offer to the other browser.</summary>
    DirectOffer = 40,

    /// <summary>Without a media server: an answer to the other browser.</summary>
    DirectAnswer = 41,

    /// <summary>Without a media server: candidates for the other browser.</summary>
    DirectCandidate = 42,
}

/// <summary>Signalling of one browser. Each belongs to an epoch: one of an earlier epoch is refused.</summary>
[GenerateSerializer, Immutable, Alias("sferum.call.signal")]
public sealed record Signal
{
    /// <summary>Longest SDP, in characters.</summary>
    public const int MaxSdp = 24 * 1024;

    /// <summary>Most candidates in one message.</summary>
    public const int MaxCandidates = 50;

    /// <summary>Most streams that can be wanted at once.</summary>
    public const int MaxWanted = 64;

    /// <summary>What.</summary>
    [Id(0)] public required SignalKind Kind { get; init; }

    /// <summary>Of which epoch.</summary>
    [Id(1)] public required int Epoch { get; init; }

    /// <summary>An offer or an answer.</summary>
    [Id(2)] public string? Sdp { get; init; }

    /// <summary>For <see cref="SignalKind.Subscribe"/>: what is wanted in addition.</summary>
    [Id(3)] public IReadOnlyList<WantedStream> Add { get; init; } = [];

    /// <summary>For <see cref="SignalKind.Subscribe"/>: what is wanted no more.</summary>
    [Id(4)] public IReadOnlyList<WantedStream> Remove { get; init; } = [];

    /// <summary>For <see cref="SignalKind.Subscribe"/>: begin anew, because the network has changed.</summary>
    [Id(5)] public bool Restart { get; init; }

    /// <summary>For <see cref="SignalKind.Candidate"/>: some of them, in order.</summary>
    [Id(6)] public IReadOnlyList<CandidateLine> Candidates { get; init; } = [];

    /// <summary>The stream that a layer is about.</summary>
    [Id(7)] public string? Mid { get; init; }

    /// <summary>Which of the browser's connections a candidate belongs to: <see cref="SignalKind.Publish"/>, <see cref="SignalKind.Share"/> or <see cref="SignalKind.Subscribe"/>.</summary>
    [Id(8)] public SignalKind Of { get; init; }

    /// <summary>For <see cref="SignalKind.Layer"/>: 0 (smallest) to 2.</summary>
    [Id(9)] public int Layer { get; init; }
}

/// <summary>A candidate of a browser (RFC 8840).</summary>
/// <param name="Candidate">The line; null: there are no more.</param>
/// <param name="Mid">Of which stream.</param>
/// <param name="LineIndex">Of which media line.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.candidate")]
public sealed record CandidateLine([property: Id(0)] string? Candidate, [property: Id(1)] string? Mid, [property: Id(2)] int? LineIndex);

/// <summary>A stream that somebody wants.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Screen">The screen instead of camera and microphone.</param>
/// <param name="Video">The picture; otherwise the sound.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.wanted")]
public sealed record WantedStream([property: Id(0)] PersonId Person, [property: Id(1)] bool Screen, [property: Id(2)] bool Video);

/// <summary>What the media server says to a browser.</summary>
/// <param name="Sdp">An answer to an offer, or an offer to be answered; null when there is nothing to say.</param>
/// <param name="Streams">What the streams of an offer are.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.signalled")]
public sealed record Signalled([property: Id(0)] string? Sdp, [property: Id(1)] IReadOnlyList<NamedStream> Streams)
{
    /// <summary>Nothing to say.</summary>
    public static readonly Signalled Nothing = new(null, []);
}

/// <summary>A stream of an offer.</summary>
/// <param name="Mid">How the offer names it.</param>
/// <param name="Stream">What it is.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.named_stream")]
public sealed record NamedStream([property: Id(0)] string Mid, [property: Id(1)] WantedStream Stream);
