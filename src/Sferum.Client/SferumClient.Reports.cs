using Sferum.Chats;

namespace Sferum;

/// <content>Reports of messages, and originals of those that were changed.</content>
public sealed partial class SferumClient
{
    /// <summary>Reports a message to the chat's moderators.</summary>
    /// <param name="chat">Where.</param>
    /// <param name="number">The message.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The report.</returns>
    public Task<Reply<ReportMade>> ReportAsync(Guid chat, long number, string reason, CancellationToken cancel = default) =>
        SignedAsync<ReportMade>(HttpMethod.Post, $"/api/chats/{chat}/reports", cancel, new ReportRequest(number, reason));

    /// <summary>Unanswered reports of a chat that one moderates, the oldest first.</summary>
    /// <param name="chat">Which.</param>
    /// <param name="after"><see cref="ReportsPage.Next"/> of the page before; null for the first.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>A page.</returns>
    public Task<Reply<ReportsPage>> ReportsAsync(Guid chat, Guid? after = null, CancellationToken cancel = default) =>
        SignedAsync<ReportsPage>(HttpMethod.Get, $"/api/chats/{chat}/reports" + (after is null ? "" : $"?after={after}"), cancel);

    /// <summary>Reports of the school that a chat's moderators have left unanswered for too long.</summary>
    /// <param name="after"><see cref="ReportsPage.Next"/> of the page before; null for the first.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>A page.</returns>
    public Task<Reply<ReportsPage>> EscalatedReportsAsync(Guid? after = null, CancellationToken cancel = default) =>
        SignedAsync<ReportsPage>(HttpMethod.Get, "/api/reports/escalated" + (after is null ? "" : $"?after={after}"), cancel);

    /// <summary>Answers a report, once; what is answered is done by it.</summary>
    /// <param name="report">Which.</param>
    /// <param name="answer">As in <see cref="ReportAnswerRequest.Answer"/>.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is done.</returns>
    public Task<Reply<Done>> AnswerReportAsync(Guid report, string answer, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Post, $"/api/reports/{report}/answer", cancel, new ReportAnswerRequest(answer));

    /// <summary>Asks for originals of messages.</summary>
    /// <param name="chat">Which chat.</param>
    /// <param name="numbers">Which messages.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The request.</returns>
    public Task<Reply<EvidenceRequested>> RequestEvidenceAsync(Guid chat, IReadOnlyList<long> numbers, string reason, CancellationToken cancel = default) =>
        SignedAsync<EvidenceRequested>(HttpMethod.Post, "/api/evidence", cancel, new EvidenceRequestRequest(chat, numbers, reason));

    /// <summary>Requests of the school, the newest first.</summary>
    /// <param name="before"><see cref="EvidenceRequestsPage.Next"/> of the page before; null for the first.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>A page.</returns>
    public Task<Reply<EvidenceRequestsPage>> EvidenceRequestsAsync(Guid? before = null, CancellationToken cancel = default) =>
        SignedAsync<EvidenceRequestsPage>(HttpMethod.Get, "/api/evidence" + (before is null ? "" : $"?before={before}"), cancel);

    /// <summary>Approves the other head's request, once.</summary>
    /// <param name="request">Which.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is done.</returns>
    public Task<Reply<Done>> ApproveEvidenceAsync(Guid request, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Post, $"/api/evidence/{request}/approve", cancel);

    /// <summary>Reads the originals; each reading is in the record.</summary>
    /// <param name="request">One's own, approved.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The texts.</returns>
    public Task<Reply<Originals>> ReadEvidenceAsync(Guid request, CancellationToken cancel = default) =>
        SignedAsync<Originals>(HttpMethod.Post, $"/api/evidence/{request}/read", cancel);
}
