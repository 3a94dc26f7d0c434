using Sferum.Files;
using Sferum.People;

namespace Sferum.Chats;

/// <summary>What a row of the chat log tells.</summary>
[GenerateSerializer, Alias("sferum.chat.event_kind")]
public enum ChatEventKind
{
    /// <summary>A message was posted.</summary>
    Posted = 1,

    /// <summary>A message's text was changed.</summary>
    Edited = 2,

    /// <summary>A message was taken back.</summary>
    Deleted = 3,

    /// <summary>A message was pinned.</summary>
    Pinned = 4,

    /// <summary>A message is no longer pinned.</summary>
    Unpinned = 5,

    /// <summary>Members came or went: one row per act.</summary>
    Members = 6,

    /// <summary>Who may do what has changed.</summary>
    Access = 7,
}

/// <summary>A row of a chat's log, rendered with current text. Numbers are dense per chat; every present member may see each.</summary>
[GenerateSerializer, Immutable, Alias("sferum.chat.event")]
public sealed record ChatEvent
{
    /// <summary>Place in the chat, 1..n.</summary>
    [Id(0)] public required long Number { get; init; }

    /// <summary>What it tells.</summary>
    [Id(1)] public required ChatEventKind Kind { get; init; }

    /// <summary>When.</summary>
    [Id(2)] public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; null for the system.</summary>
    [Id(3)] public PersonName? Author { get; init; }

    /// <summary>The author's request id.</summary>
    [Id(4)] public required Guid RequestId { get; init; }

    /// <summary>Posts up to and including this row.</summary>
    [Id(5)] public required long Posts { get; init; }

    /// <summary>The message that it is about, for edited, deleted, pinned, unpinned.</summary>
    [Id(6)] public long? Target { get; init; }

    /// <summary>Current state of the message, for posted, edited, deleted.</summary>
    [Id(7)] public MessageState? Message { get; init; }

    /// <summary>Who came and went.</summary>
    [Id(8)] public MembersChange? Members { get; init; }

    /// <summary>How the chat is set now, for access.</summary>
    [Id(9)] public ChatAccess? Access { get; init; }

    /// <summary>Whether the posted message mentions everybody in the chat.</summary>
    [Id(10)] public bool MentionsAll { get; init; }
}

/// <summary>Current state of a message.</summary>
[GenerateSerializer, Immutable, Alias("sferum.chat.message")]
public sealed record MessageState
{
    /// <summary>The text; null when deleted.</summary>
    [Id(0)] public string? Text { get; init; }

    /// <summary>The message it answers.</summary>
    [Id(1)] public Quote? ReplyTo { get; init; }

    /// <summary>Last edit.</summary>
    [Id(2)] public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Deletion.</summary>
    [Id(3)] public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>Reactions, most used first; null when there are none.</summary>
    [Id(4)] public IReadOnlyList<Reaction>? Reactions { get; init; }

    /// <summary>What it carries beside the text; null for nearly every message.</summary>
    [Id(5)] public MessageParts? Parts { get; init; }

    /// <summary>Files that it sends, in order; null when there are none, or when it is deleted.</summary>
    [Id(6)] public IReadOnlyList<Attachment>? Attachments { get; init; }
}

/// <summary>A quoted message.</summary>
/// <param name="Number">Its number.</param>
/// <param name="AuthorName">Its author.</param>
/// <param name="Text">The first <see cref="MaxLength"/> characters of its current text; null when deleted.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.quote")]
public sealed record Quote([property: Id(0)] long Number, [property: Id(1)] string AuthorName, [property: Id(2)] string? Text)
{
    /// <summary>How much of a text is quoted.</summary>
    public const int MaxLength = 160;
}

/// <summary>How many people reacted with an emoji.</summary>
/// <param name="Emoji">The emoji.</param>
/// <param name="Count">How many.</param>
/// <param name="Mine">Whether the reader did; null in live state.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.reaction")]
public sealed record Reaction([property: Id(0)] string Emoji, [property: Id(1)] int Count, [property: Id(2)] bool? Mine);

/// <summary>One membership act: counts, and names up to <see cref="MaxNames"/>.</summary>
[GenerateSerializer, Immutable, Alias("sferum.chat.members_change")]
public sealed record MembersChange
{
    /// <summary>Most names that one row shows.</summary>
    public const int MaxNames = 20;

    /// <summary>Names of those who came, cut.</summary>
    [Id(0)] public IReadOnlyList<PersonName> Came { get; init; } = [];

    /// <summary>How many came.</summary>
    [Id(1)] public int CameCount { get; init; }

    /// <summary>Names of those who went, cut.</summary>
    [Id(2)] public IReadOnlyList<PersonName> Went { get; init; } = [];

    /// <summary>How many went.</summary>
    [Id(3)] public int WentCount { get; init; }
}

/// <summary>Reactions and receipts of a chat that changed, and who types or is online: state, not history.</summary>
[GenerateSerializer, Immutable, Alias("sferum.chat.state")]
public sealed record ChatStateChange
{
    /// <summary>Revision after the change; 0 when it only tells of typing and presence.</summary>
    [Id(0)] public long Rev { get; init; }

    /// <summary>Messages whose reactions changed.</summary>
    [Id(1)] public IReadOnlyList<MessageReactions>? Reactions { get; init; }

    /// <summary>The two highest read marks of different people.</summary>
    [Id(2)] public IReadOnlyList<long>? ReadUpTo { get; init; }

    /// <summary>Who types.</summary>
    [Id(3)] public IReadOnlyList<PersonName>? Typing { get; init; }

    /// <summary>Who is online, for those who watch.</summary>
    [Id(4)] public IReadOnlyList<PersonId>? Online { get; init; }

    /// <summary>Polls in which somebody has voted, or that have ended.</summary>
    [Id(5)] public IReadOnlyList<PollTally>? Polls { get; init; }
}

/// <summary>All reactions of a message.</summary>
/// <param name="Number">The message.</param>
/// <param name="Reactions">Its reactions.</param>
[GenerateSerializer, Immutable, Alias("sferum.chat.message_reactions")]
public sealed record MessageReactions([property: Id(0)] long Number, [property: Id(1)] IReadOnlyList<Reaction> Reactions);
