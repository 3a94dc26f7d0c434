using Sferum.People;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>How long a report waits for the moderators of its chat before the heads of the school see it.</summary>
/// <param name="Patience">24 hours unless configured otherwise.</param>
public sealed record ReportClock(TimeSpan Patience)
{
    /// <summary>As it is when nothing is configured.</summary>
    public static readonly ReportClock Usual = new(TimeSpan.FromHours(24));
}

/// <summary>What was done about a report.</summary>
public enum ReportAnswer
{
    /// <summary>Nothing is to be done.</summary>
    Dismissed = 1,

    /// <summary>The message was deleted.</summary>
    MessageDeleted = 2,

    /// <summary>Whoever wrote the message was silenced.</summary>
    MemberMuted = 3,
}

/// <summary>A report as those see it who may answer it. Who reported is for the record only.</summary>
/// <param name="Id">The report.</param>
/// <param name="Chat">Where.</param>
/// <param name="Number">The message.</param>
/// <param name="Author">Who wrote the message.</param>
/// <param name="Reason">Why, in the words of the one who reported.</param>
/// <param name="At">When it was reported; its age is counted from here.</param>
/// <param name="EscalatesAt">When the heads of the school see it.</param>
public sealed record Report(Guid Id, ChatId Chat, long Number, PersonId Author, string Reason, DateTimeOffset At, DateTimeOffset EscalatesAt)
{
    /// <summary>What the chat is called.</summary>
    public required string ChatTitle { get; init; }

    /// <summary>What whoever wrote the message is called.</summary>
    public required string AuthorName { get; init; }
}

/// <summary>A report that was answered, with what is still to be done in the chat.</summary>
/// <param name="Chat">Where.</param>
/// <param name="Number">The message.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Answer">The answer.</param>
public sealed record AnsweredReport(ChatId Chat, long Number, PersonId Author, ReportAnswer Answer);

/// <summary>Reports of messages. They go to the chat's own moderators; what they leave unanswered, the heads of the school see.</summary>
public interface IReports
{
    /// <summary>The longest reason.</summary>
    const int MaxReason = 500;

    /// <summary>Reports a message. One person has one open report about it (a constraint).</summary>
    /// <param name="caller">Who; a member.</param>
    /// <param name="chat">Where.</param>
    /// <param name="number">The message; one that the caller sees.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>The report; refused when the caller has an open one about the message.</returns>
    ValueTask<Outcome<Enacted<Guid>>> Make(Caller caller, ChatId chat, long number, string reason, CancellationToken cancel);

    /// <summary>Unanswered reports of a chat, the oldest first. One query.</summary>
    /// <param name="chat">Which; the caller has been found to moderate it.</param>
    /// <param name="after">The last report of the page before.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Reports.</returns>
    ValueTask<IReadOnlyList<Report>> OfChat(ChatId chat, Guid? after, int limit, CancellationToken cancel);

    /// <summary>Reports of the school in which the caller acts that have waited too long, the oldest first.</summary>
    /// <param name="caller">A head of the school.</param>
    /// <param name="after">The last report of the page before.</param>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Reports; refused when the caller is no head of the school now.</returns>
    ValueTask<Outcome<IReadOnlyList<Report>>> Escalated(Caller caller, Guid? after, int limit, CancellationToken cancel);

    /// <summary>
    /// Answers a report, once (compare-and-set): a moderator of the chat, or a head of the school whom it has reached. Who is not in the chat can only
    /// dismiss. The same answer of the same person again is answered alike, so that what is still to be done can be tried again.
    /// </summary>
    /// <param name="caller">Who.</param>
    /// <param name="report">Which.</param>
    /// <param name="answer">What is to be done.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>What is to be done in the chat now.</returns>
    ValueTask<Outcome<Enacted<AnsweredReport>>> Answer(Caller caller, Guid report, ReportAnswer answer, CancellationToken cancel);
}
