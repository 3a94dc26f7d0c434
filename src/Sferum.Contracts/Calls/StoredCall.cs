using Sferum.Chats;
using Sferum.People;

namespace Sferum.Calls;

/// <summary>
/// Everything a video session has to know to go on after its silo is gone. Only its own actor reads and writes it. Media that already flows does not
/// need it; commands do.
/// </summary>
[GenerateSerializer, Alias("sferum.call.stored")]
public sealed class StoredCall
{
    /// <summary>The chat whose members may take part; default while nobody has started the session.</summary>
    [Id(0)] public ChatId Chat { get; set; }

    /// <summary>What it is called.</summary>
    [Id(1)] public string Title { get; set; } = "";

    /// <summary>When (Unix ms).</summary>
    [Id(2)] public long StartedAt { get; set; }

    /// <summary>When it ended (Unix ms); null while it goes on.</summary>
    [Id(3)] public long? EndedAt { get; set; }

    /// <summary>Those who are in, those who wait, and those who were.</summary>
    [Id(4)] public Dictionary<PersonId, Seat> Seats { get; set; } = [];

    /// <summary>Hands in the order in which they were raised.</summary>
    [Id(5)] public List<PersonId> Hands { get; set; } = [];

    /// <summary>What the leaders have locked.</summary>
    [Id(6)] public CallLocks Locks { get; set; }

    /// <summary>Whether whoever comes waits to be admitted.</summary>
    [Id(7)] public bool Lobby { get; set; }

    /// <summary>Whether nobody else is let in.</summary>
    [Id(8)] public bool Closed { get; set; }

    /// <summary>Since when nobody who leads is there (Unix ms): until one is back everybody's microphone and the chat are locked.</summary>
    [Id(9)] public long? LeaderlessSince { get; set; }

    /// <summary>Since when nobody is there (Unix ms).</summary>
    [Id(10)] public long? EmptySince { get; set; }

    /// <summary>The media server that carries it; null: none does.</summary>
    [Id(11)] public string? Node { get; set; }

    /// <summary>Counts its moves between media servers: signalling of an earlier epoch is refused.</summary>
    [Id(12)] public int Epoch { get; set; }

    /// <summary>The life of that media server: in another one everything is gone.</summary>
    [Id(13)] public string? NodeLife { get; set; }

    /// <summary>Legs that have no place any more, and are not known to be closed.</summary>
    [Id(14)] public List<Leg> Closing { get; set; } = [];

    /// <summary>People for whom the media server has not been told yet what it lets through.</summary>
    [Id(15)] public HashSet<PersonId> Gates { get; set; } = [];

    /// <summary>The revision that was told when this was stored.</summary>
    [Id(16)] public long Rev { get; set; }

    /// <summary>The groups into which people go or are; null: none were prepared.</summary>
    [Id(30)] public StoredGroups? Groups { get; set; }

    /// <summary>The quick poll that was asked last; null: none was.</summary>
    [Id(31)] public StoredCallPoll? Poll { get; set; }

    /// <summary>Who is in the foreground for all; null: nobody.</summary>
    [Id(41)] public PersonId? Spotlight { get; set; }

    /// <summary>The board; null: none was opened.</summary>
    [Id(42)] public StoredBoardState? Board { get; set; }
}

/// <summary>What is locked for those who don't lead.</summary>
[Flags]
[GenerateSerializer, Alias("sferum.call.locks")]
public enum CallLocks
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Nobody unmutes.</summary>
    Microphones = 1,

    /// <summary>Nobody shows a camera.</summary>
    Cameras = 2,

    /// <summary>Nobody writes in the chat.</summary>
    Chat = 4,

    /// <summary>Nobody shares a screen.</summary>
    Share = 8,

    /// <summary>Nobody draws on the board.</summary>
    Draw = 16,
}

/// <summary>What somebody is in a session.</summary>
[GenerateSerializer, Alias("sferum.call.role")]
public enum CallRole
{
    /// <summary>Takes part.</summary>
    Member = 0,

    /// <summary>Was made a helper by a leader: leads as well, but not over leaders.</summary>
    CoLeader = 1,

    /// <summary>Leads by right: may start sessions in this chat.</summary>
    Leader = 2,
}

/// <summary>Where somebody stands.</summary>
[GenerateSerializer, Alias("sferum.call.place")]
public enum CallPlace
{
    /// <summary>Not there: never came in, or left. What is remembered of the person stays.</summary>
    Outside = 0,

    /// <summary>Waits to be admitted.</summary>
    Waiting = 1,

    /// <summary>Takes part.</summary>
    Inside = 2,
}

/// <summary>One person in a session.</summary>
[GenerateSerializer, Alias("sferum.call.seat")]
public sealed class Seat
{
    /// <summary>What the person is called.</summary>
    [Id(0)] public string Name { get; set; } = "";

    /// <summary>What the person is here.</summary>
    [Id(1)] public CallRole Role { get; set; }

    /// <summary>Where the person stands.</summary>
    [Id(2)] public CallPlace Place { get; set; }

    /// <summary>Since when (Unix ms).</summary>
    [Id(3)] public long Since { get; set; }

    /// <summary>Since when the person's line is gone (Unix ms); the seat is kept for a while.</summary>
    [Id(4)] public long? AwaySince { get; set; }

    /// <summary>Whether the microphone is on.</summary>
    [Id(5)] public bool Microphone { get; set; }

    /// <summary>Whether the camera is on.</summary>
    [Id(6)] public bool Camera { get; set; }

    /// <summary>Whether the person was let in once: comes back without waiting.</summary>
    [Id(7)] public bool Admitted { get; set; }

    /// <summary>Whether the person may not come back.</summary>
    [Id(8)] public bool Blocked { get; set; }

    /// <summary>Gives camera and microphone; null: nothing is published.</summary>
    [Id(9)] public Leg? Sends { get; set; }

    /// <summary>Gives the screen; null: nothing is shared.</summary>
    [Id(10)] public Leg? Shares { get; set; }

    /// <summary>Takes what others give.</summary>
    [Id(11)] public Leg? Receives { get; set; }

    /// <summary>Which of the person's connections takes part, as its gateway calls it.</summary>
    [Id(12)] public string Line { get; set; } = "";

    /// <summary>Whether the person's role lets it speak and show itself; a member without a consent only listens.</summary>
    [Id(13)] public bool Listens { get; set; }

    /// <summary>The gateway that has the connection.</summary>
    [Id(14)] public string Gateway { get; set; } = "";

    /// <summary>Grows when what the person had at the media server is given up: an answer to what was asked before belongs to nobody.</summary>
    [Id(15)] public int Tenure { get; set; }

    /// <summary>The person's role in the chat.</summary>
    [Id(16)] public Role InChat { get; set; }

    /// <summary>The person's group, from 1; 0: with all. It holds while the groups are open.</summary>
    [Id(30)] public int Group { get; set; }

    /// <summary>How often the person went from one group to another: each time everything with the media server begins anew.</summary>
    [Id(31)] public int Moves { get; set; }

    /// <summary>By which sign-in the person came; when that is over, the seat is. Null: by one that an earlier version did not note.</summary>
    [Id(70)] public SessionId? Session { get; set; }

    /// <summary>How many legs the person has begun to give by.</summary>
    [Id(71)] public int Given { get; set; }
}

/// <summary>A connection between a browser and a media server.</summary>
/// <param name="Id">As the server of the epoch calls it.</param>
/// <param name="Epoch">The epoch.</param>
/// <param name="IsUp">Whether media flows.</param>
[GenerateSerializer, Immutable, Alias("sferum.call.leg")]
public sealed record Leg([property: Id(0)] long Id, [property: Id(1)] int Epoch, [property: Id(2)] bool IsUp)
{
    /// <summary>Which one of those by which the person gives; from 1, 0: it takes.</summary>
    [Id(70)] public int Number { get; init; }
}
