using Orleans.Concurrency;
using Sferum.Gateways;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Calls;

/// <summary>
/// One video session: who is in, who waits, hands, locks, attendance, and which media server carries it. Keyed by the session's id. Its state is stored
/// with each change that must not be lost, so that it goes on when its silo is gone; media flows on meanwhile. It has no longest duration.
/// </summary>
/// <remarks>
/// A person takes part by one connection at a time: coming in by another ends the former. Signalling interleaves, so that a slow media server never
/// keeps a command waiting.
/// </remarks>
[Alias("sferum.IVideoSessionGrain"), GrainInterfaceType("sferum.video_session")]
public interface IVideoSessionGrain : IGrainWithGuidKey
{
    /// <summary>Starts it. There is one session in a chat at a time.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="command">Where.</param>
    /// <returns>The session: the one that runs there already, if there is one.</returns>
    [Operation(Operation.StartCall), Alias("Start")]
    ValueTask<Outcome<VideoSessionId>> Start(Caller caller, StartCall command);

    /// <summary>Comes in, waits to be let in, or comes back.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="command">How.</param>
    /// <returns>Whether in or waiting, and what there is.</returns>
    [Operation(Operation.JoinCall), Alias("Join")]
    ValueTask<Outcome<Joined>> Join(Caller caller, JoinCall command);

    /// <summary>Goes out.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="line">By which connection; another one goes on.</param>
    /// <returns>When it is so.</returns>
    [Operation(Operation.JoinCall), Alias("Leave")]
    ValueTask<Outcome<Unit>> Leave(Caller caller, string line);

    /// <summary>Changes what one shows of oneself.</summary>
    /// <param name="caller">Who.</param>
    /// <param name="own">What.</param>
    /// <returns>When it is so.</returns>
    [Operation(Operation.JoinCall), Alias("Set")]
    ValueTask<Outcome<Unit>> Set(Caller caller, OwnSeat own);

    /// <summary>Leads: admits, mutes, locks, removes, ends.</summary>
    /// <param name="caller">Who; has to lead in this session.</param>
    /// <param name="command">What.</param>
    /// <returns>When it is so.</returns>
    [Operation(Operation.JoinCall), Alias("Lead")]
    ValueTask<Outcome<Unit>> Lead(Caller caller, LeadCall command);

    /// <summary>Passes signalling on to the media server.</summary>
    /// <param name="caller">Who; has to be in.</param>
    /// <param name="signal">What.</param>
    /// <returns>What the media server says.</returns>
    [Operation(Operation.JoinCall), Alias("Signal"), AlwaysInterleave]
    ValueTask<Outcome<Signalled>> Signal(Caller caller, Signal signal);

    /// <summary>How it is now; for those who are in.</summary>
    /// <param name="caller">Who.</param>
    /// <returns>The state.</returns>
    [Operation(Operation.JoinCall), Alias("Now")]
    ValueTask<Outcome<CallState>> Now(Caller caller);

    /// <summary>Draws on the board. It interleaves: what a leader's act waits for keeps no line waiting.</summary>
    /// <param name="caller">Who; has to be in and to have the right to draw now.</param>
    /// <param name="drawing">What.</param>
    /// <returns>When it is on the board.</returns>
    [Operation(Operation.JoinCall), Alias("Draw"), AlwaysInterleave]
    ValueTask<Outcome<Unit>> Draw(Caller caller, DrawOnBoard drawing);

    /// <summary>What is on the board, a piece at a time.</summary>
    /// <param name="caller">Who; has to be in.</param>
    /// <param name="ask">Which board, and after what.</param>
    /// <returns>The piece.</returns>
    [Operation(Operation.JoinCall), Alias("Board"), AlwaysInterleave]
    ValueTask<Outcome<BoardPiece>> Board(Caller caller, AskBoard ask);

    /// <summary>STUN and TURN servers, with credentials that have just begun: before one comes in, and before those that one has end.</summary>
    /// <param name="caller">Who; has to be in, or to be let in or to wait by joining now.</param>
    /// <returns>The servers.</returns>
    [Operation(Operation.JoinCall), Alias("Ice"), AlwaysInterleave]
    ValueTask<Outcome<IceGiven>> Ice(Caller caller);

    /// <summary>Sign-ins of a person are over: whoever came by one of them is out at once, also while the line is away and media flows on.</summary>
    /// <param name="person">Who.</param>
    /// <param name="sessions">The sign-ins.</param>
    /// <returns>When it is so.</returns>
    [Operation(Operation.Inside), Alias("SessionsEnded")]
    ValueTask SessionsEnded(PersonId person, IReadOnlyList<SessionId> sessions);

    /// <summary>A gateway has connections that take part: said again every few seconds; whoever is not named any more has lost the line.</summary>
    /// <param name="gateway">The gateway's name.</param>
    /// <param name="node">Where to tell it.</param>
    /// <param name="lines">The connections.</param>
    /// <returns>When it is noted.</returns>
    [Operation(Operation.Inside), Alias("Renew")]
    ValueTask Renew(string gateway, IGatewayNode node, IReadOnlyList<NamedLine> lines);

    /// <summary>A connection is gone.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="line">Which.</param>
    /// <returns>When it is noted.</returns>
    [Operation(Operation.Inside), Alias("LineLost")]
    ValueTask LineLost(PersonId person, string line);

    /// <summary>Who is in the session's chat, and as what, has changed.</summary>
    /// <returns>Nothing is awaited.</returns>
    [Operation(Operation.Inside), Alias("MembersChanged"), OneWay]
    Task MembersChanged();

    /// <summary>Something happened on the media server.</summary>
    /// <param name="happened">What.</param>
    /// <returns>Nothing is awaited.</returns>
    [Operation(Operation.Inside), Alias("MediaHappened"), OneWay]
    Task MediaHappened(MediaHappened happened);
}

/// <summary>A connection that a gateway names.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Line">Which.</param>
/// <param name="Joined">Whether its coming in has been answered: then it has a seat, or is wrong.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.named_line")]
public sealed record NamedLine([property: Id(0)] PersonId Person, [property: Id(1)] string Line, [property: Id(2)] bool Joined);

/// <summary>Something that happened on a media server.</summary>
[GenerateSerializer, Immutable, Alias("sferum.call.media_happened")]
public sealed record MediaHappened
{
    /// <summary>On which server.</summary>
    [Id(0)] public required string Node { get; init; }

    /// <summary>The server is gone, with everything on it.</summary>
    [Id(1)] public bool Lost { get; init; }

    /// <summary>A leg through which media flows now.</summary>
    [Id(2)] public long? Up { get; init; }

    /// <summary>A leg that has ended.</summary>
    [Id(3)] public long? Down { get; init; }

    /// <summary>A feed that is heard now, or no more.</summary>
    [Id(4)] public string? Feed { get; init; }

    /// <summary>Whether it is heard.</summary>
    [Id(5)] public bool Talks { get; init; }

    /// <summary>For a server that is gone: which of its lives has ended.</summary>
    [Id(6)] public string? Life { get; init; }
}
