using Sferum.Calls;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>Who reads, and how much of the chat is theirs.</summary>
/// <param name="Person">The reader.</param>
/// <param name="From">Rows after this number.</param>
/// <param name="To">Rows up to this number; null while the reader is a member.</param>
/// <param name="Role">The reader's role in the chat.</param>
/// <param name="Kind">The chat's kind.</param>
public sealed record ReaderWindow(PersonId Person, long From, long? To, Role Role, ChatKind Kind);

/// <summary>Which part of a chat to read.</summary>
public abstract record PageAt
{
    private PageAt() { }

    /// <summary>The newest rows.</summary>
    public sealed record Newest : PageAt;

    /// <summary>Rows before a number.</summary>
    public sealed record Before(long Number) : PageAt;

    /// <summary>Rows after a number.</summary>
    public sealed record After(long Number) : PageAt;

    /// <summary>Rows around a number, which stands in the middle.</summary>
    public sealed record Around(long Number) : PageAt;

    /// <summary>Rows from the first one at or after a time.</summary>
    public sealed record From(DateTimeOffset Time) : PageAt;
}

/// <summary>A page in ascending order.</summary>
public sealed record LogPage(IReadOnlyList<ChatEvent> Events, long Head, long Rev, bool HasEarlier, bool HasLater);

/// <summary>One chat of a person, as the list shows it.</summary>
public sealed record ChatListing
{
    public required ChatId Id { get; init; }

    public required ChatKind Kind { get; init; }

    public required string Title { get; init; }

    public required Role Role { get; init; }

    public required bool Archived { get; init; }

    public required ChatHead Head { get; init; }

    public required long Rev { get; init; }

    public required long From { get; init; }

    public required ChatHead Mark { get; init; }

    public required IReadOnlyList<long> TopMarks { get; init; }

    public required int Members { get; init; }

    public required IReadOnlyList<long> Pinned { get; init; }

    /// <summary>How the chat is set.</summary>
    public ChatAccess Access { get; init; } = ChatAccess.Usual;

    /// <summary>Until when the reader is silent; null when not, and perhaps in the past.</summary>
    public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>Why the reader is silent, in the moderator's words.</summary>
    public string? MutedReason { get; init; }

    /// <summary>Whether the reader is named as a writer.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Whether the reader only reads, for want of a consent.</summary>
    public bool Limited { get; init; }

    /// <summary>How the reader wants to see the chat.</summary>
    public ChatChoice Choice { get; init; } = ChatChoice.Usual;

    /// <summary>The video session that runs in it; null when none does.</summary>
    public RunningCall? Call { get; init; }

    /// <summary>The class that the chat is about.</summary>
    public (ClassId Id, string Title)? Class { get; init; }

    /// <summary>Numbers of unread messages that mention the reader, ascending; at most 50.</summary>
    public IReadOnlyList<long> Mentions { get; init; } = [];

    /// <summary>The last message in the window, text cut to 120 characters; null when there is none.</summary>
    public ChatEvent? Last { get; init; }
}

/// <summary>A chat known to the client, and how far.</summary>
public readonly record struct KnownNumber(ChatId Chat, long Number, long Rev);

/// <summary>Reads of the chat log. They check nothing: ask for a window first. All are bounded and indexed; none wakes an actor.</summary>
public interface IChatReader
{
    /// <summary>The reader's latest window in a chat, if the chat is of the school the reader acts in; null when it is not theirs to know of.</summary>
    ValueTask<ReaderWindow?> Window(ChatId chat, PersonId person, SchoolId? school, CancellationToken cancel);

    /// <summary>The person's chats in a school, in a bounded number of queries whatever their count (at most <see cref="ChatLimits.ListedChats"/>).</summary>
    ValueTask<IReadOnlyList<ChatListing>> List(PersonId person, SchoolId? school, CancellationToken cancel);

    /// <summary>The same listing for one chat; null when the person is not in it.</summary>
    ValueTask<ChatListing?> Listing(ChatId chat, PersonId person, SchoolId? school, CancellationToken cancel);

    /// <summary>A page, seen by a reader.</summary>
    ValueTask<LogPage> Page(ChatId chat, ReaderWindow reader, PageAt at, int limit, CancellationToken cancel);

    /// <summary>
    /// Rows after the known numbers in several chats of one reader, ascending within a chat; at most <paramref name="limit"/> rows in all.
    /// Chats that don't fit are named in the result. One query.
    /// </summary>
    ValueTask<MissedRows> Missed(PersonId person, IReadOnlyList<(KnownNumber Known, long Head)> chats, int limit, CancellationToken cancel);

    /// <summary>Rows of a chat in (after, upTo], seen by nobody in particular: how a gateway repairs its own feed. At most 200.</summary>
    ValueTask<IReadOnlyList<ChatEvent>> Rows(ChatId chat, long after, long upTo, CancellationToken cancel);

    /// <summary>
    /// Whose membership ended in (after, upTo], each with the last number they may see (also of those who came back since): a row names only some of
    /// them, a gateway that repairs its feed must know all.
    /// </summary>
    ValueTask<IReadOnlyList<(PersonId Person, long Number)>> Left(ChatId chat, long after, long upTo, CancellationToken cancel);

    /// <summary>In which chats people are now, in one query; at most 1,000 people.</summary>
    ValueTask<IReadOnlyList<Membership>> Memberships(IReadOnlyList<PersonId> people, CancellationToken cancel);

    /// <summary>Heads of chats, in one query; at most 1,000 chats.</summary>
    ValueTask<IReadOnlyDictionary<ChatId, long>> Heads(IReadOnlyList<ChatId> chats, CancellationToken cancel);

    /// <summary>One posted message with its author, for a decision about it; null when the number is not a message.</summary>
    ValueTask<StoredMessage?> Message(ChatId chat, long number, CancellationToken cancel);

    /// <summary>A message with its whole text and its author's role, as somebody who reads that chat forwards it; null when it is not there or was deleted.</summary>
    ValueTask<(string Text, ForwardedMessage From)?> ToForward(ChatId chat, ReaderWindow reader, long number, CancellationToken cancel);

    /// <summary>A page of members by role and name, 200 at most, after a cursor.</summary>
    ValueTask<MembersPage> Members(ChatId chat, string? cursor, CancellationToken cancel);

    /// <summary>Who of those present has read a message, its author apart; null when the number is not a message that the reader sees.</summary>
    ValueTask<Readers?> ReadersOf(ChatId chat, ReaderWindow reader, long number, CancellationToken cancel);

    /// <summary>
    /// Messages that hold words, before a number, the newest first. Looks at <see cref="ChatWords.Looked"/> messages at most: the answer says where to go on.
    /// </summary>
    ValueTask<FoundMessages> Search(ChatId chat, ReaderWindow reader, ChatWords words, long? before, int limit, CancellationToken cancel);
}

/// <summary>Somebody is in a chat of a school (or of none).</summary>
public readonly record struct Membership(PersonId Person, ChatId Chat, SchoolId? School);

/// <summary>A message as a decision needs it.</summary>
public sealed record StoredMessage(long Number, PersonId Author, string AuthorName, DateTimeOffset At, string? Text, bool Deleted)
{
    /// <summary>What it carries beside its text.</summary>
    public PartKinds Parts { get; init; }
}

/// <summary>Missed rows and reactions of several chats.</summary>
/// <param name="Rows">Rows per chat.</param>
/// <param name="Reactions">Messages whose reactions changed after the known rev, per chat (at most 200 a chat; more counts as too far).</param>
/// <param name="Polls">Polls among them, per chat.</param>
/// <param name="TooFar">Chats whose missed rows did not fit.</param>
public sealed record MissedRows(
    IReadOnlyDictionary<ChatId, IReadOnlyList<ChatEvent>> Rows,
    IReadOnlyDictionary<ChatId, IReadOnlyList<MessageReactions>> Reactions,
    ILookup<ChatId, PollTally> Polls,
    IReadOnlyList<ChatId> TooFar);

/// <summary>A page of members.</summary>
public sealed record MembersPage(IReadOnlyList<ListedMember> Members, string? Next, int Count);

/// <summary>One member, with what only some may know.</summary>
public sealed record ListedMember(PersonName Person, long ReadNumber, DateTimeOffset? MutedUntil, string? MutedReason);

/// <summary>Who has read a message and who has not, each at most <see cref="Listed"/> by name; the counts are of all.</summary>
public sealed record Readers(int Count, int Of, IReadOnlyList<PersonName> Read, IReadOnlyList<PersonName> Unread)
{
    /// <summary>Most names in each list.</summary>
    public const int Listed = 200;
}

/// <summary>What a search found.</summary>
/// <param name="Hits">Messages, the newest first.</param>
/// <param name="Next">Go on before this number; null at the beginning of the window.</param>
public sealed record FoundMessages(IReadOnlyList<FoundMessage> Hits, long? Next);

/// <summary>One message that was found.</summary>
public sealed record FoundMessage(long Number, DateTimeOffset At, PersonName Author, string Excerpt);
