using System.Text.Json;
using Sferum.People;

namespace Sferum.Audit;

/// <summary>The record of what was done: read by those who answer for a school, and by the operator for the deployment.</summary>
public interface IAuditRecord
{
    /// <summary>
    /// A page of the chain of the place in which the caller acts, the newest first. Content sealed under the key of somebody who is erased comes without
    /// its words. Whoever asks about one person leaves a note of it (<c>audit.read_about</c>), once per question and not for each page.
    /// </summary>
    /// <param name="caller">Who; the right is looked up now.</param>
    /// <param name="query">Which rows; at most <see cref="AuditQuery.MaxLimit"/>.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The page; refused when the caller may not.</returns>
    ValueTask<Outcome<AuditPage>> Read(Caller caller, AuditQuery query, CancellationToken cancel);
}

/// <summary>Which rows of the record; what is null narrows nothing.</summary>
public sealed record AuditQuery
{
    /// <summary>Most rows of a page.</summary>
    public const int MaxLimit = 100;

    /// <summary>A code, as in <see cref="AuditNote.Act"/>.</summary>
    public string? Act { get; init; }

    /// <summary>Who did it.</summary>
    public PersonId? Actor { get; init; }

    /// <summary>To what it was done.</summary>
    public Guid? Subject { get; init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Rows with smaller numbers: <see cref="AuditPage.Next"/> of the page before.</summary>
    public long? Before { get; init; }

    /// <summary>How many rows.</summary>
    public int Limit { get; init; } = MaxLimit;
}

/// <summary>A page of the record.</summary>
/// <param name="Entries">The newest first.</param>
/// <param name="Next">Where the next page begins; null when there is none.</param>
public sealed record AuditPage(IReadOnlyList<AuditEntry> Entries, long? Next);

/// <summary>What can be read of a row's content.</summary>
public enum AuditContentState
{
    /// <summary>All of it.</summary>
    Open,

    /// <summary>Whom it was about is erased: nothing can be read any more, by anybody.</summary>
    Erased,

    /// <summary>It can't be opened although it should: the key is missing, or the content was altered. The verifier tells which.</summary>
    Unreadable,
}

/// <summary>A row of the record.</summary>
public sealed record AuditEntry
{
    /// <summary>Its place in the chain.</summary>
    public required long Number { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What was done.</summary>
    public required string Act { get; init; }

    /// <summary>Who did it; null for the system itself.</summary>
    public PersonId? Actor { get; init; }

    /// <summary>The actor's name; null for the system and for people who are erased.</summary>
    public string? ActorName { get; init; }

    /// <summary>To what kind of thing.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>To what.</summary>
    public required Guid Subject { get; init; }

    /// <summary>What the subject is called now; null when it has no name, or none any more.</summary>
    public string? SubjectName { get; init; }

    /// <summary>What can be read of the following.</summary>
    public required AuditContentState State { get; init; }

    /// <summary>How it was.</summary>
    public JsonElement? Before { get; init; }

    /// <summary>How it became.</summary>
    public JsonElement? After { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}
