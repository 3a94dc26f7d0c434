using Sferum.Chats;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>A session as its participants see it: whole each time, so that one which got lost does no harm.</summary>
[GenerateSerializer, Immutable, Alias("sferum.call.state")]
public sealed record CallState
{
    /// <summary>The session.</summary>
    [Id(0)] public required VideoSessionId Id { get; init; }

    /// <summary>Grows with each change; an older one is not looked at.</summary>
    [Id(1)] public required long Rev { get; init; }

    /// <summary>Its chat.</summary>
    [Id(2)] public required ChatId Chat { get; init; }

    /// <summary>What it is called.</summary>
    [Id(3)] public required string Title { get; init; }

    /// <summary>When it began.</summary>
    [Id(4)] public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it goes on.</summary>
    [Id(5)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Of which epoch signalling has to be.</summary>
    [Id(6)] public required int Epoch { get; init; }

    /// <summary>Whether a media server carries it now.</summary>
    [Id(7)] public required bool HasMedia { get; init; }

    /// <summary>What is locked now, also because nobody leads.</summary>
    [Id(8)] public required CallLocks Locks { get; init; }

    /// <summary>Whether whoever comes waits to be admitted.</summary>
    [Id(9)] public required bool Lobby { get; init; }

    /// <summary>Whether nobody else is let in.</summary>
    [Id(10)] public required bool Closed { get; init; }

    /// <summary>When it ends if nobody who leads comes back; null while somebody leads.</summary>
    [Id(11)] public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Who is in, in the order of coming; for members while groups are open: who is in their group.</summary>
    [Id(12)] public required IReadOnlyList<SeatState> Seats { get; init; }

    /// <summary>Hands, in the order in which they were raised.</summary>
    [Id(13)] public required IReadOnlyList<PersonId> Hands { get; init; }

    /// <summary>Who waits, for those who lead; null for all others.</summary>
    [Id(14)] public IReadOnlyList<SeatState>? Waiting { get; init; }

    /// <summary>The groups; null while there are none, and for members while they are not open.</summary>
    [Id(30)] public GroupsState? Groups { get; init; }

    /// <summary>The quick poll that was asked last; null while none was.</summary>
    [Id(31)] public CallPollState? Poll { get; init; }

    /// <summary>Whether media flows between two browsers, without a media server: nothing of it can be enforced.</summary>
    [Id(40)] public bool Direct { get; init; }

    /// <summary>Who is in the foreground for all; null: nobody.</summary>
    [Id(41)] public PersonId? Spotlight { get; init; }

    /// <summary>The board; null while it is not open.</summary>
    [Id(42)] public BoardState? Board { get; init; }

    /// <summary>The server's time when this was told, by which everybody counts down to the same moment.</summary>
    [Id(70)] public DateTimeOffset? Now { get; init; }
}

/// <summary>One participant as all see it.</summary>
[GenerateSerializer, Immutable, Alias("sferum.call.seat_state")]
public sealed record SeatState
{
    /// <summary>Who.</summary>
    [Id(0)] public required PersonId Person { get; init; }

    /// <summary>What the person is called.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>What the person is here.</summary>
    [Id(2)] public required CallRole Role { get; init; }

    /// <summary>Since when.</summary>
    [Id(3)] public required DateTimeOffset Since { get; init; }

    /// <summary>Whether the line is gone and the seat kept.</summary>
    [Id(4)] public bool Away { get; init; }

    /// <summary>Whether the microphone is on.</summary>
    [Id(5)] public bool Microphone { get; init; }

    /// <summary>Whether the camera is on.</summary>
    [Id(6)] public bool Camera { get; init; }

    /// <summary>Whether camera and microphone can be subscribed to.</summary>
    [Id(7)] public bool Sends { get; init; }

    /// <summary>Whether the screen can be subscribed to.</summary>
    [Id(8)] public bool Shares { get; init; }

    /// <summary>The person's group, from 1; 0: with all. Members see it while the groups are open.</summary>
    [Id(30)] public int Group { get; init; }

    /// <summary>How often the person went from one group to another: each time everything with the media server begins anew.</summary>
    [Id(31)] public int Moves { get; init; }

    /// <summary>Whether the person can be made a helper; told to those who lead.</summary>
    [Id(70)] public bool MayHelp { get; init; }

    /// <summary>Another number for each connection by which camera and microphone are given: what was subscribed to on a former one brings nothing.</summary>
    [Id(71)] public int SendsAs { get; init; }

    /// <summary>As <see cref="SendsAs"/>, of the screen.</summary>
    [Id(72)] public int SharesAs { get; init; }
}

/// <summary>What somebody gets by coming in.</summary>
/// <param name="Place">Inside, or waiting.</param>
/// <param name="Role">What the person is here.</param>
/// <param name="State">The session; null while waiting.</param>
/// <param name="Ice">STUN and TURN servers with credentials of one's own.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.joined")]
public sealed record Joined(
    [property: Id(0)] CallPlace Place, [property: Id(1)] CallRole Role, [property: Id(2)] CallState? State, [property: Id(3)] IReadOnlyList<TurnServer> Ice);

/// <summary>A STUN or TURN server.</summary>
/// <param name="Urls">Its addresses.</param>
/// <param name="Username">User name; null for STUN.</param>
/// <param name="Credential">Password; null for STUN.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.turn")]
public sealed record TurnServer([property: Id(0)] IReadOnlyList<string> Urls, [property: Id(1)] string? Username, [property: Id(2)] string? Credential)
{
    /// <summary>For how long the credentials open anything; null: for good. What is open goes on.</summary>
    [Id(70)] public TimeSpan? Lasts { get; init; }
}

/// <summary>STUN and TURN servers with fresh credentials of one's own.</summary>
/// <param name="Servers">The servers; none: there are none.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.ice")]
public sealed record IceGiven([property: Id(0)] IReadOnlyList<TurnServer> Servers);

/// <summary>What one person alone is told.</summary>
[GenerateSerializer, Alias("sferum.call.note")]
public enum CallNote
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Let in: come in.</summary>
    Admitted = 1,

    /// <summary>Not let in.</summary>
    Denied = 2,

    /// <summary>Sent back to wait.</summary>
    SentToLobby = 3,

    /// <summary>Taken out.</summary>
    Removed = 4,

    /// <summary>A leader has switched the microphone off.</summary>
    Muted = 5,

    /// <summary>A leader asks to unmute.</summary>
    AskedToUnmute = 6,

    /// <summary>A leader has switched the camera off.</summary>
    CameraStopped = 7,

    /// <summary>A leader has ended the sharing.</summary>
    ShareStopped = 8,

    /// <summary>Takes part on another device or in another tab now.</summary>
    Elsewhere = 9,

    /// <summary>The session is over.</summary>
    Ended = 10,

    /// <summary>No longer a member of the chat.</summary>
    LeftChat = 11,
}

/// <summary>What a session tells people at one gateway.</summary>
[GenerateSerializer, Immutable, Alias("sferum.call.news")]
public sealed record CallNews
{
    /// <summary>The session.</summary>
    [Id(0)] public required VideoSessionId Id { get; init; }

    /// <summary>To whose connections: person and connection.</summary>
    [Id(1)] public required IReadOnlyList<(PersonId Person, string Line)> To { get; init; }

    /// <summary>How it is now.</summary>
    [Id(2)] public CallState? State { get; init; }

    /// <summary>What is told to these alone.</summary>
    [Id(3)] public CallNote Note { get; init; }

    /// <summary>A reaction: who and what.</summary>
    [Id(4)] public (PersonId Person, string Emoji)? Reaction { get; init; }

    /// <summary>Who is heard now.</summary>
    [Id(5)] public IReadOnlyList<PersonId>? Talking { get; init; }

    /// <summary>What the other browser says, where there is no media server.</summary>
    [Id(40)] public DirectWord? Direct { get; init; }

    /// <summary>What was drawn on the board.</summary>
    [Id(42)] public BoardPiece? Board { get; init; }
}
