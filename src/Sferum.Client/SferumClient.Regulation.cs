using System.Text.Json;
using Sferum.People;
using Sferum.Schools;

namespace Sferum;

/// <content>The school's regulation, consents, and what is kept about people.</content>
public sealed partial class SferumClient
{
    /// <summary>The regulation in force, and whether this person has accepted it.</summary>
    /// <param name="kind"><c>regulation</c>, or <c>consent</c> for the text that legal representatives consent to.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The version.</returns>
    public Task<Reply<RegulationDto>> RegulationAsync(string kind = "regulation", CancellationToken cancel = default) =>
        SignedAsync<RegulationDto>(HttpMethod.Get, $"/api/regulation?kind={Uri.EscapeDataString(kind)}", cancel);

    /// <summary>Accepts the regulation, and renews the session so that everything is open.</summary>
    /// <param name="version">The version that was read.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is accepted.</returns>
    public async Task<Reply<Done>> AcceptRegulationAsync(int version, CancellationToken cancel = default)
    {
        var accepted = await SignedAsync<Done>(HttpMethod.Post, "/api/regulation/accept", cancel, new AcceptRegulationRequest(version));
        if (accepted.IsDone)
        {
            await RefreshAsync(cancel: cancel);
        }

        return accepted;
    }

    /// <summary>Drafts a version of a local act.</summary>
    /// <param name="draft">What it says.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The version.</returns>
    public Task<Reply<LocalActDto>> DraftLocalActAsync(LocalActDraftDto draft, CancellationToken cancel = default) =>
        SignedAsync<LocalActDto>(HttpMethod.Post, "/api/school/local-acts", cancel, draft);

    /// <summary>Puts a version into force.</summary>
    /// <param name="version">Which.</param>
    /// <param name="request">Of what kind, and whether acceptance is required.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The version.</returns>
    public Task<Reply<LocalActDto>> ActivateLocalActAsync(int version, ActivateLocalActRequest request, CancellationToken cancel = default) =>
        SignedAsync<LocalActDto>(HttpMethod.Post, $"/api/school/local-acts/{version}/activate", cancel, request);

    /// <summary>All versions of a local act.</summary>
    /// <param name="kind"><c>regulation</c> or <c>consent</c>.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The latest first.</returns>
    public Task<Reply<LocalActList>> LocalActsAsync(string kind = "regulation", CancellationToken cancel = default) =>
        SignedAsync<LocalActList>(HttpMethod.Get, $"/api/school/local-acts?kind={Uri.EscapeDataString(kind)}", cancel);

    /// <summary>Who has accepted the regulation, or has not.</summary>
    /// <param name="accepted">Which of the two.</param>
    /// <param name="cursor">From the page before.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Counts and a page of people.</returns>
    public Task<Reply<AcceptanceDto>> AcceptanceAsync(bool accepted, string? cursor = null, CancellationToken cancel = default) =>
        SignedAsync<AcceptanceDto>(HttpMethod.Get, $"/api/school/local-acts/acceptance?accepted={(accepted ? "true" : "false")}&cursor={Uri.EscapeDataString(cursor ?? "")}", cancel);

    /// <summary>Gives a consent, or records one that was given on paper.</summary>
    /// <param name="request">For whom.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The consent.</returns>
    public Task<Reply<ConsentDto>> ConsentAsync(ConsentRequest request, CancellationToken cancel = default) =>
        SignedAsync<ConsentDto>(HttpMethod.Post, "/api/consents", cancel, request);

    /// <summary>Withdraws the consent that stands.</summary>
    /// <param name="request">For whom, and why.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The consent.</returns>
    public Task<Reply<ConsentDto>> WithdrawConsentAsync(ConsentWithdrawal request, CancellationToken cancel = default) =>
        SignedAsync<ConsentDto>(HttpMethod.Post, "/api/consents/withdraw", cancel, request);

    /// <summary>All consents for a student.</summary>
    /// <param name="student">Who.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The latest first.</returns>
    public Task<Reply<StudentConsentsDto>> ConsentsAsync(Guid student, CancellationToken cancel = default) =>
        SignedAsync<StudentConsentsDto>(HttpMethod.Get, $"/api/consents/{student}", cancel);

    /// <summary>Students under 14, or of an age that nobody has noted, for whom no consent stands.</summary>
    /// <param name="class">Of one class; null: of all.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>By class and name.</returns>
    public Task<Reply<MissingConsentsDto>> MissingConsentsAsync(Guid? @class = null, CancellationToken cancel = default) =>
        SignedAsync<MissingConsentsDto>(HttpMethod.Get, "/api/school/consents/missing" + Query(("classId", @class?.ToString())), cancel);

    /// <summary>Notes when a student was born.</summary>
    /// <param name="student">Who.</param>
    /// <param name="birthDate">When.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is noted.</returns>
    public Task<Reply<Done>> BirthDateAsync(Guid student, DateOnly? birthDate, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Put, $"/api/people/{student}/birth-date", cancel, new BirthDateRequest(birthDate));

    /// <summary>Everything that is kept about this person; about somebody else, what the school keeps.</summary>
    /// <param name="person">Who; null for oneself.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>One document; dispose it.</returns>
    public Task<Reply<JsonDocument>> ExportAsync(Guid? person = null, CancellationToken cancel = default) =>
        SignedAsync<JsonDocument>(HttpMethod.Get, person is { } id ? $"/api/people/{id}/export" : "/api/me/export", cancel);

    /// <summary>Erases a person from the school.</summary>
    /// <param name="person">Who.</param>
    /// <param name="reason">The request or the order.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is decided; texts of messages go in the following seconds.</returns>
    public Task<Reply<Done>> ErasePersonAsync(Guid person, string reason, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Post, $"/api/people/{person}/erase", cancel, new EraseRequest(reason));
}
