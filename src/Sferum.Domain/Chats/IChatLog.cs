using Sferum.Calls;
using Sferum.Files;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>How far a chat's log goes.</summary>
/// <param name="Number">Number of the last row; 0 for an empty log.</param>
/// <param name="Posts">Posts among the rows 1..<paramref name="Number"/>.</param>
public readonly record struct ChatHead(long Number, long Posts);

/// <summary>A present member of a chat.</summary>
/// <param name="Person">Who, under which name and role.</param>
/// <param name="From">The window begins after this number: earlier rows are not theirs.</param>
public sealed record ChatMember(PersonName Person, long From)
{
    /// <summary>A silence that does not end by itself.</summary>
    public static readonly DateTimeOffset ForGood = DateTimeOffset.FromUnixTimeMilliseconds(253_402_300_799_000);

    /// <summary>Until when this member is silent; null for nearly everybody.</summary>
    public DateTimeOffset? MutedUntil { get; init; }

    /// <summary>Named as a writer, where only those who are named write.</summary>
    public bool IsNamed { get; init; }

    /// <summary>Is in a direct chat so that nobody talks alone with a student.</summary>
    public bool Supervises { get; init; }

    /// <summary>Whether a consent was withdrawn: then the member reads, and neither writes nor reacts.</summary>
    public bool Limited { get; init; }
}

/// <summary>A chat as its actor needs it when it wakes up.</summary>
public sealed record LoadedChat
{
    public required ChatId Id { get; init; }

    /// <summary>Whose chat; null for chats of the deployment.</summary>
    public required SchoolId? School { get; init; }

    public required ChatKind Kind { get; init; }

    public required string Title { get; init; }

    /// <summary>True once the chat only keeps its history.</summary>
    public required bool Archived { get; init; }

    public required ChatHead Head { get; init; }

    /// <summary>How the chat is set. Title and end stand above.</summary>
    public ChatAccess Access { get; init; } = ChatAccess.Usual;

    /// <summary>The video session that runs in it; null when none does.</summary>
    public CallOfChat? Call { get; init; }

    /// <summary>True for a direct chat that may be written in only while a supervisor is in it.</summary>
    public bool Supervised { get; init; }

    /// <summary>When people wrote last, as far as slow mode still has to know it; empty in a chat without a pause.</summary>
    public IReadOnlyList<(PersonId Person, DateTimeOffset At)> LastPosts { get; init; } = [];

    /// <summary>Revision of reactions and receipts.</summary>
    public required long Rev { get; init; }

    /// <summary>Those present now.</summary>
    public required IReadOnlyList<ChatMember> Members { get; init; }

    /// <summary>Pinned messages, newest pin first.</summary>
    public required IReadOnlyList<long> Pinned { get; init; }

    /// <summary>The highest read marks of different people, at most two, highest first, each with its owner.</summary>
    public required IReadOnlyList<(PersonId Person, long Number)> TopMarks { get; init; }
}

/// <summary>The chat log: the truth about what happened in a chat.</summary>
public interface IChatLog
{
    /// <summary>Loads a chat; a bounded number of indexed queries.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The chat, or null when there is none.</returns>
    ValueTask<LoadedChat?> Load(ChatId chat, CancellationToken cancel);

    /// <summary>Opens the end of a chat's log for one activation.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="head">The head that the activation loaded: what it appends goes right after it, or is refused as rival.</param>
    /// <returns>The tail.</returns>
    IChatTail Open(ChatId chat, ChatHead head);

    /// <summary>Looks for a request that was committed before: asked before a retry is refused because the chat has changed since.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="author">Whose request.</param>
    /// <param name="requestId">The request.</param>
    /// <param name="bodyHash">As in <see cref="NewRow.BodyHash"/>.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns><see cref="AppendStatus.Repeated"/> with its place, <see cref="AppendStatus.Reused"/>, or null when there is none.</returns>
    ValueTask<Appended?> Find(ChatId chat, PersonId author, Guid requestId, byte[] bodyHash, CancellationToken cancel);

    /// <summary>
    /// Brings the stored members in step with the roster, in one transaction with one log row whose request id is the act.
    /// A repeated act, or one that changes nothing, adds no row; a repeated act answers what it changed the first time, so that whoever
    /// finishes it after a crash can tell the people. A new title, and the way into the archive or out of it, are a row of changed access.
    /// Who is in an archived chat stays in it for as long as the school has a place for them; nobody comes.
    /// </summary>
    /// <param name="chat">The chat.</param>
    /// <param name="actId">The act.</param>
    /// <param name="at">The row's time.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed. The caller loads the chat again: its tail is behind now.</returns>
    ValueTask<RosterFollowed> FollowRoster(ChatId chat, Guid actId, DateTimeOffset at, CancellationToken cancel);
}

/// <summary>What following the roster changed.</summary>
/// <param name="Came">Who came; complete.</param>
/// <param name="Went">Who went, each with the last number they may see; complete.</param>
/// <param name="Changed">Whether the chat's title, or whether it is archived, has changed: every member's list shows it.</param>
/// <param name="Limited">Members who only read from now on, or do so no longer: their own lists show it.</param>
public sealed record RosterFollowed(
    IReadOnlyList<PersonId> Came, IReadOnlyList<(PersonId Person, long Number)> Went, bool Changed = false, IReadOnlyList<PersonId>? Limited = null);

/// <summary>
/// The end of one chat's log as one activation sees it. Rows are numbered when they are committed, in the order of the calls; many chats of
/// the process share a commit. Once a rival has written, every later call is refused: the activation must end.
/// </summary>
public interface IChatTail
{
    /// <summary>The last committed row of this tail.</summary>
    ChatHead Head { get; }

    /// <summary>Appends a row; returns after the commit.</summary>
    /// <param name="row">The row; already valid.</param>
    /// <returns>What became of it. Throws <see cref="OutcomeUnknownException"/> when the store went away in between: the tail is broken then.</returns>
    ValueTask<Appended> Append(NewRow row);
}

/// <summary>A row to append.</summary>
public sealed record NewRow
{
    public required ChatEventKind Kind { get; init; }

    /// <summary>Whose request id it is; the all-zero id for the system.</summary>
    public required PersonId Author { get; init; }

    public required Guid RequestId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The message it is about, for edited, deleted, pinned, unpinned; for posted <see cref="Everybody"/> when it mentions all.</summary>
    public long? Target { get; init; }

    /// <summary>The target of a message that mentions everybody: no message has this number.</summary>
    public const long Everybody = 0;

    /// <summary>Whether it is a message that mentions everybody.</summary>
    public bool MentionsAll => Kind == ChatEventKind.Posted && Target == Everybody;

    /// <summary>New text, for posted and edited.</summary>
    public string? Text { get; init; }

    /// <summary>The message it answers, for posted.</summary>
    public long? ReplyTo { get; init; }

    /// <summary>What it carries beside the text, for posted; null for nearly every message.</summary>
    public PostedParts? Parts { get; init; }

    /// <summary>Files that it sends, for posted; each once. Appending it is refused when one of them can't be sent by the author any more.</summary>
    public IReadOnlyList<FileId> Files { get; init; } = [];

    /// <summary>Keyed hash over what the request says, by which a reuse of the request id for something else is seen; 16 bytes.</summary>
    public required byte[] BodyHash { get; init; }
}

/// <summary>What became of an append.</summary>
public enum AppendStatus
{
    /// <summary>Committed.</summary>
    Placed,

    /// <summary>The same request was committed before: its place.</summary>
    Repeated,

    /// <summary>The request id was used for something else.</summary>
    Reused,

    /// <summary>Another activation has written: this one must end. Nothing was written; a retry may succeed.</summary>
    Rival,

    /// <summary>The queue is full. Nothing was written; a retry may succeed.</summary>
    Overloaded,

    /// <summary>The store refused this row's content; its neighbours were not affected.</summary>
    Rejected,
}

/// <summary>The answer to an append.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Head">Number and posts of the row, for placed and repeated.</param>
/// <param name="At">The row's time, for placed and repeated.</param>
public readonly record struct Appended(AppendStatus Status, ChatHead Head, DateTimeOffset At);

/// <summary>The store went away during a write: it may have taken effect or not. A retry with the same request id tells.</summary>
public sealed class OutcomeUnknownException : Exception
{
    public OutcomeUnknownException() : base("The store went away during a write.") { }

    public OutcomeUnknownException(string message) : base(message) { }

    public OutcomeUnknownException(string message, Exception inner) : base(message, inner) { }
}
