using Sferum.Files;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>A request for originals.</summary>
/// <param name="Id">The request.</param>
/// <param name="Chat">Which chat.</param>
/// <param name="Numbers">Which messages; nothing else can be read by it.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="ApprovedBy">Who approved; null while nobody has.</param>
/// <param name="UntilAt">Until when the one who asked can read; null while nobody has approved.</param>
public sealed record EvidenceRequest(
    Guid Id, ChatId Chat, IReadOnlyList<long> Numbers, PersonId RequestedBy, string Reason, DateTimeOffset RequestedAt, PersonId? ApprovedBy, DateTimeOffset? UntilAt)
{
    /// <summary>What the chat is called.</summary>
    public required string ChatTitle { get; init; }

    /// <summary>What the one who asked is called.</summary>
    public required string RequestedByName { get; init; }

    /// <summary>What the one who approved is called.</summary>
    public string? ApprovedByName { get; init; }
}

/// <summary>A text as it was before somebody changed it or took it back.</summary>
/// <param name="Number">The message.</param>
/// <param name="ChangedBy">Number of the row that changed it or took it back.</param>
/// <param name="Text">The text.</param>
public sealed record Original(long Number, long ChangedBy, string Text);

/// <summary>A file that a deleted message sent.</summary>
/// <param name="Number">The message.</param>
/// <param name="File">The file.</param>
public sealed record OriginalFile(long Number, Attachment File);

/// <summary>What stood in the messages of a request.</summary>
/// <param name="Texts">Texts, in order; none for a message that was never changed.</param>
/// <param name="Files">Files of those that were deleted.</param>
public sealed record FoundOriginals(IReadOnlyList<Original> Texts, IReadOnlyList<OriginalFile> Files);

/// <summary>
/// Originals of edited and deleted messages. The only way to them: the director or the administrator of the school asks with a reason, the other one
/// approves, and for 24 hours the one who asked reads exactly the messages that were named. Each step and each reading is in the record.
/// </summary>
public interface IEvidence
{
    /// <summary>How long originals can be read.</summary>
    static readonly TimeSpan Open = TimeSpan.FromHours(24);

    /// <summary>Most messages of one request.</summary>
    const int MaxNumbers = 20;

    /// <summary>The longest reason.</summary>
    const int MaxReason = 500;

    /// <summary>Asks for originals.</summary>
    /// <param name="caller">The director or the administrator.</param>
    /// <param name="chat">A chat of the school.</param>
    /// <param name="numbers">Which messages, 1 to <see cref="MaxNumbers"/>.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The request; not found when one of them is not a message of a chat of the school.</returns>
    ValueTask<Outcome<Enacted<Guid>>> Request(Caller caller, ChatId chat, IReadOnlyList<long> numbers, string reason, CancellationToken cancel);

    /// <summary>Approves a request, once: another person in the other of the two roles (constraints).</summary>
    /// <param name="caller">Who.</param>
    /// <param name="request">Which.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed.</returns>
    ValueTask<Outcome<Enacted<Unit>>> Approve(Caller caller, Guid request, CancellationToken cancel);

    /// <summary>Reads the originals, and notes that they were read.</summary>
    /// <param name="caller">The one who asked.</param>
    /// <param name="request">Which; approved, not longer than <see cref="Open"/> ago.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Texts and files.</returns>
    ValueTask<Outcome<Enacted<FoundOriginals>>> Read(Caller caller, Guid request, CancellationToken cancel);

    /// <summary>One file of them for somebody who wants its bytes, and notes that it was read.</summary>
    /// <param name="caller">The one who asked.</param>
    /// <param name="request">Which request; open as for <see cref="Read"/>.</param>
    /// <param name="file">Which file.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The file; not found when it is none of the request's.</returns>
    ValueTask<Outcome<Enacted<ReadableFile>>> File(Caller caller, Guid request, FileId file, CancellationToken cancel);

    /// <summary>Requests of the school in which the caller acts, the newest first.</summary>
    /// <param name="caller">The director or the administrator.</param>
    /// <param name="before">The last request of the page before.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Requests; refused when the caller is neither now.</returns>
    ValueTask<Outcome<IReadOnlyList<EvidenceRequest>>> Requests(Caller caller, Guid? before, int limit, CancellationToken cancel);
}
