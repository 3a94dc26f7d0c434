namespace Sferum.Chats;

/// <summary>Report a message to the chat's moderators.</summary>
/// <param name="Number">The message.</param>
/// <param name="Reason">Why, up to 500 characters.</param>
public sealed record ReportRequest(long Number, string Reason);

/// <summary>A report that was made.</summary>
/// <param name="ReportId">The report.</param>
public sealed record ReportMade(Guid ReportId);

/// <summary>A report that nobody has answered yet. Who reported is not told.</summary>
public sealed record ReportDto
{
    /// <summary>The report.</summary>
    public required Guid ReportId { get; init; }

    /// <summary>Where.</summary>
    public required Guid ChatId { get; init; }

    /// <summary>The message; its text is read in the chat.</summary>
    public required long Number { get; init; }

    /// <summary>What the chat is called.</summary>
    public required string ChatTitle { get; init; }

    /// <summary>Who wrote the message.</summary>
    public required Guid AuthorId { get; init; }

    /// <summary>The author's name.</summary>
    public required string AuthorName { get; init; }

    /// <summary>Why it was reported.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was reported (Unix ms).</summary>
    public required long At { get; init; }

    /// <summary>How long it has waited, in seconds.</summary>
    public required long AgeSeconds { get; init; }

    /// <summary>From when on the heads of the school see it (Unix ms).</summary>
    public required long EscalatesAt { get; init; }
}

/// <summary>A page of reports, the oldest first.</summary>
/// <param name="Reports">At most 200.</param>
/// <param name="Next">Names the next page; null on the last.</param>
public sealed record ReportsPage(IReadOnlyList<ReportDto> Reports, Guid? Next);

/// <summary>Answer a report, once.</summary>
/// <param name="Answer"><c>dismissed</c>, <c>message_deleted</c> or <c>member_muted</c>: it is done by answering.</param>
public sealed record ReportAnswerRequest(string Answer);

/// <summary>Ask for the originals of messages.</summary>
/// <param name="ChatId">Which chat.</param>
/// <param name="Numbers">Which messages, 1 to 20.</param>
/// <param name="Reason">Why, up to 500 characters.</param>
public sealed record EvidenceRequestRequest(Guid ChatId, IReadOnlyList<long> Numbers, string Reason);

/// <summary>A request for originals that was made.</summary>
/// <param name="RequestId">The request.</param>
public sealed record EvidenceRequested(Guid RequestId);

/// <summary>A request for originals.</summary>
public sealed record EvidenceRequestDto
{
    /// <summary>The request.</summary>
    public required Guid RequestId { get; init; }

    /// <summary>Which chat.</summary>
    public required Guid ChatId { get; init; }

    /// <summary>What the chat is called.</summary>
    public required string ChatTitle { get; init; }

    /// <summary>Which messages.</summary>
    public required IReadOnlyList<long> Numbers { get; init; }

    /// <summary>Who asked.</summary>
    public required Guid RequestedBy { get; init; }

    /// <summary>The name of the one who asked.</summary>
    public required string RequestedByName { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>When (Unix ms).</summary>
    public required long RequestedAt { get; init; }

    /// <summary>Who approved; null while nobody has.</summary>
    public Guid? ApprovedBy { get; init; }

    /// <summary>The name of the one who approved.</summary>
    public string? ApprovedByName { get; init; }

    /// <summary>Until when the originals can be read by the one who asked (Unix ms); null while nobody has approved.</summary>
    public long? UntilAt { get; init; }
}

/// <summary>A page of requests for originals, the newest first.</summary>
/// <param name="Requests">At most 200.</param>
/// <param name="Next">Names the next page; null on the last.</param>
public sealed record EvidenceRequestsPage(IReadOnlyList<EvidenceRequestDto> Requests, Guid? Next);

/// <summary>A text as it was before somebody changed it or took it back.</summary>
/// <param name="Number">The message.</param>
/// <param name="ChangedBy">Number of the row that changed it or took it back.</param>
/// <param name="Text">The text.</param>
public sealed record OriginalDto(long Number, long ChangedBy, string Text);

/// <summary>Originals of the messages that a request names.</summary>
/// <param name="Texts">In order; none for a message that was never changed.</param>
/// <param name="Files">Files of those that were deleted: <c>GET /api/evidence/{request}/files/{file}</c>.</param>
public sealed record Originals(IReadOnlyList<OriginalDto> Texts, IReadOnlyList<OriginalFileDto>? Files = null);

/// <summary>A file of a deleted message.</summary>
/// <param name="Number">The message.</param>
/// <param name="File">The file.</param>
public sealed record OriginalFileDto(long Number, Files.AttachmentDto File);
