using Sferum.Calls;
using System.Text.Json.Serialization;

namespace Sferum.Chats;

/// <summary>Begin or continue to follow one's chats on this connection: from its answer on, live events come.</summary>
/// <param name="Known">The last number the client has, per chat it knows (at most <see cref="ChatLimits.ResumeChats"/>).</param>
/// <param name="Locale"><c>ru</c> (default) or <c>en</c>: the language of refusals on this connection.</param>
public sealed record ResumeRequest(IReadOnlyList<KnownChat> Known, string? Locale = null);

/// <summary>How far a client is in one chat.</summary>
/// <param name="ChatId">The chat.</param>
/// <param name="Number">The last number it has applied.</param>
/// <param name="Rev">The last reactions revision it has applied.</param>
public sealed record KnownChat(Guid ChatId, long Number, long Rev = 0);

/// <summary>The person's chats now and what happened in the known ones since.</summary>
/// <param name="Chats">Every chat of the person in this school: the current list replaces the client's.</param>
/// <param name="Missed">Rows after the known number of each known chat, complete up to its head in <paramref name="Chats"/> unless it is in <paramref name="TooFar"/>.</param>
/// <param name="States">Reactions changed since the known rev, per known chat.</param>
/// <param name="TooFar">Known chats that are too far behind: drop what is cached and page the history.</param>
/// <param name="ServerTime">The server's clock (Unix ms).</param>
public sealed record ResumeAnswer(
    IReadOnlyList<ChatSummary> Chats,
    IReadOnlyList<ChatEvents> Missed,
    IReadOnlyList<ChatState> States,
    IReadOnlyList<Guid> TooFar,
    long ServerTime);

/// <summary>One line of the chat list.</summary>
public sealed record ChatSummary
{
    /// <summary>The video session that runs in it; null when none does.</summary>
    public RunningCallDto? Call { get; init; }

    /// <summary>The chat.</summary>
    public required Guid Id { get; init; }

    /// <summary>One of <c>school</c>, <c>staff</c>, <c>class</c>, <c>guardians</c>, <c>study</c>, <c>adhoc</c>, <c>direct</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Title, for example <c>7Б</c> or <c>Алгебра · 7Б</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The reader's role code in it.</summary>
    public required string Role { get; init; }

    /// <summary>Number of the last row.</summary>
    public required long Head { get; init; }

    /// <summary>Posts at the head.</summary>
    public required long Posts { get; init; }

    /// <summary>Revision of reactions and receipts.</summary>
    public required long Rev { get; init; }

    /// <summary>The reader's window begins after this number: earlier rows are not theirs to read (0: all are).</summary>
    public required long From { get; init; }

    /// <summary>The reader's read mark.</summary>
    public required long ReadNumber { get; init; }

    /// <summary>Posts at the read mark: unread = <see cref="Posts"/> − this.</summary>
    public required long ReadPosts { get; init; }

    /// <summary>The two highest read marks, see <see cref="ChatState.ReadUpTo"/>.</summary>
    public IReadOnlyList<long> ReadUpTo { get; init; } = [];

    /// <summary>How many people are in the chat.</summary>
    public required int Members { get; init; }

    /// <summary>Numbers of pinned messages, newest pin first.</summary>
    public IReadOnlyList<long> Pinned { get; init; } = [];

    /// <summary>Which commands this reader may use here: <c>post</c>, <c>react</c>, <c>pin</c>, <c>delete_any</c>, <c>see_readers</c>, <c>mute</c>, <c>set</c>,
    /// <c>mention_all</c>, <c>manage_members</c>, <c>answer_reports</c>, <c>vote</c>, <c>poll</c>.</summary>
    public IReadOnlyList<string> May { get; init; } = [];

    /// <summary>How the chat is set.</summary>
    public ChatAccessDto? Access { get; init; }

    /// <summary>Until when a moderator keeps the reader silent (Unix ms, perhaps in the past); null when nobody does.</summary>
    public long? MutedUntil { get; init; }

    /// <summary>True while the reader only reads because a consent of a legal representative is missing; null otherwise.</summary>
    public bool? Limited { get; init; }

    /// <summary>Why, in the moderator's words; null when none were given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MutedReason { get; init; }

    /// <summary>What the reader wants to be told of this chat: <c>mentions</c> or <c>none</c>; null for everything.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Level { get; init; }

    /// <summary>When the reader put the chat to the top of the list (Unix ms); null when not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? PinnedAt { get; init; }

    /// <summary>The class that the chat is about: of a class chat, its guardians' chat, its study chats; null for others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ClassRef? Class { get; init; }

    /// <summary>Numbers of unread messages that mention the reader, by name or in a group, ascending, at most 50; null when there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<long>? Mentions { get; init; }

    /// <summary>The last message, for the list's second line; null when there is none in the reader's window.</summary>
    public ChatPreview? Last { get; init; }
}

/// <summary>A class as a chat names one.</summary>
/// <param name="Id">The class.</param>
/// <param name="Title">For example <c>7Б</c>.</param>
public sealed record ClassRef(Guid Id, string Title);

/// <summary>The last message of a chat in the list.</summary>
/// <param name="Number">Its number.</param>
/// <param name="At">When (Unix ms).</param>
/// <param name="Author">Who.</param>
/// <param name="Text">First 120 characters of its current text; null when deleted.</param>
public sealed record ChatPreview(long Number, long At, PersonRef Author, string? Text)
{
    /// <summary>Kind of the first file that it sends (as in <see cref="Files.AttachmentDto.Kind"/>); left out when it sends none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Attached { get; init; }
}

/// <summary>Read the rows after a number: how a hole is filled.</summary>
/// <param name="ChatId">The chat.</param>
/// <param name="After">The last number the client has.</param>
/// <param name="Limit">1 to <see cref="ChatLimits.PageSize"/>.</param>
public sealed record ReadSinceRequest(Guid ChatId, long After, int Limit = ChatLimits.PageSize);

/// <summary>A page of a chat's log in ascending order.</summary>
/// <param name="ChatId">The chat.</param>
/// <param name="Events">The rows.</param>
/// <param name="Head">Number of the chat's last row when the page was read.</param>
/// <param name="Rev">Reactions revision when the page was read.</param>
/// <param name="HasEarlier">Whether the reader may page further back.</param>
/// <param name="HasLater">Whether rows after this page exist.</param>
public sealed record ChatPage(Guid ChatId, IReadOnlyList<ChatEventDto> Events, long Head, long Rev, bool HasEarlier, bool HasLater);

/// <summary>One member as the member list shows one.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Display name.</param>
/// <param name="Role">Role code in this chat.</param>
/// <param name="ReadNumber">How far this person has read; null when the reader may not know.</param>
/// <param name="MutedUntil">Until when a moderator keeps this person silent (Unix ms, perhaps in the past); null when nobody does or the reader may not know.</param>
/// <param name="MutedReason">Why, where it is told until when.</param>
public sealed record ChatMemberDto(
    Guid Id,
    string Name,
    string Role,
    long? ReadNumber,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? MutedUntil = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? MutedReason = null);

/// <summary>A page of a chat's members, by role and name.</summary>
/// <param name="Members">At most 200.</param>
/// <param name="Next">Cursor of the next page; null on the last.</param>
/// <param name="Count">How many members there are.</param>
public sealed record ChatMembersPage(IReadOnlyList<ChatMemberDto> Members, string? Next, int Count);

/// <summary>Who of those present has read a message, its author apart.</summary>
/// <param name="Count">How many have read it.</param>
/// <param name="Of">How many could have: present now and in the chat when it was posted.</param>
/// <param name="Read">Who has, by name, at most 200; null when the reader may only know how many.</param>
/// <param name="Unread">Who has not, by name, at most 200; null as <paramref name="Read"/>.</param>
public sealed record MessageReaders(int Count, int Of, IReadOnlyList<PersonRef>? Read, IReadOnlyList<PersonRef>? Unread);

/// <summary>What was found in a chat, the newest first.</summary>
/// <param name="Hits">Messages that hold all words that were asked for.</param>
/// <param name="Next">Go on before this number; null when the beginning of the chat was reached.</param>
public sealed record ChatSearchPage(IReadOnlyList<ChatSearchHit> Hits, long? Next);

/// <summary>One message that was found.</summary>
/// <param name="Number">The message.</param>
/// <param name="At">When (Unix ms).</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Text">The part of its text around the first word that was found, up to 160 characters.</param>
public sealed record ChatSearchHit(long Number, long At, PersonRef Author, string Text);

/// <summary>How a person wants to see a chat. What is null stays as it is.</summary>
/// <param name="Level"><c>all</c>, <c>mentions</c> or <c>none</c>, as in <see cref="ChatSummary.Level"/>.</param>
/// <param name="Pinned">Whether it stands at the top of the list.</param>
public sealed record ChatChoiceRequest(string? Level = null, bool? Pinned = null);
