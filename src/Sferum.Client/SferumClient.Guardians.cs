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

    /// <summary>Guardians of a child of the school, or of the own class.</summary>
    /// <param name="student">The child.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>By name.</returns>
    public Task<Reply<GuardianListDto>> GuardiansAsync(Guid student, CancellationToken cancel = default) =>
        SignedAsync<GuardianListDto>(HttpMethod.Get, $"/api/school/students/{student}/guardians", cancel);

    /// <summary>Somebody is a child's guardian no longer: said by the guardian, the class teacher or the administrator.</summary>
    /// <param name="end">Who, of which child, why.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is done.</returns>
    public Task<Reply<Done>> EndGuardianshipAsync(EndGuardianshipDto end, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Post, "/api/guardianships/end", cancel, end);

    /// <summary>One's own children at the school, and for which of them a consent waits.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>By name.</returns>
    public Task<Reply<OwnChildrenDto>> ChildrenAsync(CancellationToken cancel = default) => SignedAsync<OwnChildrenDto>(HttpMethod.Get, "/api/children", cancel);
}
