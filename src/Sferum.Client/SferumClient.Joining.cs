using Sferum.Schools;

namespace Sferum;

/// <content>Links and requests to join.</content>
public sealed partial class SferumClient
{
    /// <summary>Makes a link.</summary>
    /// <param name="invitation">Which.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The link with its secret.</returns>
    public Task<Reply<OpenInvitationDto>> InviteAsync(NewInvitationDto invitation, CancellationToken cancel = default) =>
        SignedAsync<OpenInvitationDto>(HttpMethod.Post, "/api/school/invitations", cancel, invitation);

    /// <summary>Links that the caller may see, the newest first.</summary>
    /// <param name="kind">Of one kind; null for all.</param>
    /// <param name="classId">Of one class; null for all.</param>
    /// <param name="cursor"><see cref="InvitationListDto.Next"/> of the page before; null for the first.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>A page.</returns>
    public Task<Reply<InvitationListDto>> InvitationsAsync(string? kind = null, Guid? classId = null, string? cursor = null, CancellationToken cancel = default) =>
        SignedAsync<InvitationListDto>(HttpMethod.Get, "/api/school/invitations" + Query(("kind", kind), ("classId", classId?.ToString()), ("cursor", cursor)), cancel);

    /// <summary>Ends a link.</summary>
    /// <param name="id">Which.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The link as it is now.</returns>
    public Task<Reply<InvitationDto>> RevokeInvitationAsync(Guid id, CancellationToken cancel = default) =>
        SignedAsync<InvitationDto>(HttpMethod.Delete, $"/api/school/invitations/{id}", cancel);

    /// <summary>Shows a student link once more.</summary>
    /// <param name="id">Which.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The link with its secret.</returns>
    public Task<Reply<OpenInvitationDto>> ShowInvitationAsync(Guid id, CancellationToken cancel = default) =>
        SignedAsync<OpenInvitationDto>(HttpMethod.Post, $"/api/school/invitations/{id}/show", cancel);

    /// <summary>A sheet to print, for whoever holds the secret.</summary>
    /// <param name="id">Which link.</param>
    /// <param name="secret">Its secret.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The sheet.</returns>
    public Task<Reply<InvitationSheetDto>> InvitationSheetAsync(Guid id, string secret, CancellationToken cancel = default) =>
        SignedAsync<InvitationSheetDto>(HttpMethod.Post, $"/api/school/invitations/{id}/sheet", cancel, new InvitationSecretDto(secret));

    /// <summary>Notes to whom of the staff a link was handed.</summary>
    /// <param name="id">Which link.</param>
    /// <param name="person">To whom.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The link.</returns>
    public Task<Reply<InvitationDto>> HandOutInvitationAsync(Guid id, Guid person, CancellationToken cancel = default) =>
        SignedAsync<InvitationDto>(HttpMethod.Post, $"/api/school/invitations/{id}/hand-outs", cancel, new HandOutDto(person));

    /// <summary>What happened with a link, the newest first.</summary>
    /// <param name="id">Which.</param>
    /// <param name="cursor"><see cref="InvitationLogDto.Next"/> of the page before; null for the first.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>A page.</returns>
    public Task<Reply<InvitationLogDto>> InvitationLogAsync(Guid id, string? cursor = null, CancellationToken cancel = default) =>
        SignedAsync<InvitationLogDto>(HttpMethod.Get, $"/api/school/invitations/{id}/log" + Query(("cursor", cursor)), cancel);

    /// <summary>What a link's secret opens; needs no sign-in.</summary>
    /// <param name="secret">What stood behind the #.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>School, role and class.</returns>
    public Task<Reply<InvitationGlimpseDto>> PeekInvitationAsync(string secret, CancellationToken cancel = default) =>
        PlainAsync<InvitationGlimpseDto>(HttpMethod.Post, "/api/invitations/peek", new InvitationSecretDto(secret), cancel);

    /// <summary>Uses a link: asks to join.</summary>
    /// <param name="use">The secret, and the name of somebody who has none yet.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The request. When it is accepted, <see cref="RefreshAsync"/> with its school lets the session act there.</returns>
    public Task<Reply<JoinRequestDto>> UseInvitationAsync(UseInvitationDto use, CancellationToken cancel = default) =>
        SignedAsync<JoinRequestDto>(HttpMethod.Post, "/api/invitations/use", cancel, use);

    /// <summary>One's own requests to join.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The requests, the newest first.</returns>
    public Task<Reply<OwnJoinRequestsDto>> OwnJoinRequestsAsync(CancellationToken cancel = default) =>
        SignedAsync<OwnJoinRequestsDto>(HttpMethod.Get, "/api/join-requests", cancel);

    /// <summary>Takes one's own request back.</summary>
    /// <param name="id">Which.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The request as it is now.</returns>
    public Task<Reply<JoinRequestDto>> WithdrawJoinRequestAsync(Guid id, CancellationToken cancel = default) =>
        SignedAsync<JoinRequestDto>(HttpMethod.Post, $"/api/join-requests/{id}/withdraw", cancel);

    /// <summary>Requests to join the school, the oldest first.</summary>
    /// <param name="status">In this state.</param>
    /// <param name="kind">Of one kind; null for all.</param>
    /// <param name="classId">To one class; null for all.</param>
    /// <param name="cursor"><see cref="JoinQueueDto.Next"/> of the page before; null for the first.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>A page.</returns>
    public Task<Reply<JoinQueueDto>> JoinQueueAsync(
        string status = "pending", string? kind = null, Guid? classId = null, string? cursor = null, CancellationToken cancel = default) => SignedAsync<JoinQueueDto>(
            HttpMethod.Get, "/api/school/join-requests" + Query(("status", status), ("kind", kind), ("classId", classId?.ToString()), ("cursor", cursor)), cancel);

    /// <summary>Accepts or rejects requests, each for itself.</summary>
    /// <param name="decision">Which, and what.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>What came of each.</returns>
    public Task<Reply<JoinDecisionsDto>> DecideJoinRequestsAsync(DecideJoinRequestsDto decision, CancellationToken cancel = default) =>
        SignedAsync<JoinDecisionsDto>(HttpMethod.Post, "/api/school/join-requests/decide", cancel, decision);

    /// <summary>How the school takes people in.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The settings.</returns>
    public Task<Reply<JoinSettingsDto>> JoinSettingsAsync(CancellationToken cancel = default) =>
        SignedAsync<JoinSettingsDto>(HttpMethod.Get, "/api/school/join-settings", cancel);

    /// <summary>Changes how the school takes people in.</summary>
    /// <param name="settings">How.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The settings as they are now.</returns>
    public Task<Reply<JoinSettingsDto>> ChangeJoinSettingsAsync(JoinSettingsDto settings, CancellationToken cancel = default) =>
        SignedAsync<JoinSettingsDto>(HttpMethod.Put, "/api/school/join-settings", cancel, settings);

    private static string Query(params (string Name, string? Value)[] parts)
    {
        var named = parts.Where(static p => p.Value is not null).Select(static p => $"{p.Name}={Uri.EscapeDataString(p.Value!)}").ToList();
        return named.Count == 0 ? "" : "?" + string.Join('&', named);
    }
}
