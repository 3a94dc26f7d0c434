using Sferum.Schools;

namespace Sferum;

/// <content>Guardians of children.</content>
public sealed partial class SferumClient
{
    /// <summary>Makes a guardian's link.</summary>
    /// <param name="link">Into which chat, for which child.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The link with its secret.</returns>
    public Task<Reply<OpenInvitationDto>> InviteGuardianAsync(NewGuardianLinkDto link, CancellationToken cancel = default) =>
        SignedAsync<OpenInvitationDto>(HttpMethod.Post, "/api/school/guardian-links", cancel, link);

    /// <summary>Guardians who wait to be confirmed, the oldest first.</summary>
    /// <param name="cursor"><see cref="JoinQueueDto.Next"/> of the page before; null for the first.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>A page.</returns>
    public Task<Reply<JoinQueueDto>> GuardianRequestsAsync(string? cursor = null, CancellationToken cancel = default) =>
        SignedAsync<JoinQueueDto>(HttpMethod.Get, "/api/school/guardian-requests" + Query(("cursor", cursor)), cancel);

    /// <summary>Confirms a guardian, or says no.</summary>
    /// <param name="id">Which request.</param>
    /// <param name="decision">What.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The request as it is now.</returns>
    public Task<Reply<JoinRequestDto>> DecideGuardianAsync(Guid id, DecideGuardianDto decision, CancellationToken cancel = default) =>
        SignedAsync<JoinRequestDto>(HttpMethod.Post, $"/api/school/guardian-requests/{id}/decide", cancel, decision);
}
