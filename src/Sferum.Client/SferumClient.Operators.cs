using Sferum.Operators;

namespace Sferum;

/// <content>The operator's console, and what is announced to everybody.</content>
public sealed partial class SferumClient
{
    /// <summary>How the deployment is.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>What did not answer in time is null.</returns>
    public Task<Reply<ClusterDto>> ClusterAsync(CancellationToken cancel = default) => SignedAsync<ClusterDto>(HttpMethod.Get, "/api/operator/cluster", cancel);

    /// <summary>A page of the schools with their size.</summary>
    /// <param name="after">From the page before; null for the first.</param>
    /// <param name="limit">How many, 50 at most.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>By name.</returns>
    public Task<Reply<SchoolSizeListDto>> SchoolSizesAsync(Guid? after = null, int limit = 50, CancellationToken cancel = default) =>
        SignedAsync<SchoolSizeListDto>(HttpMethod.Get, $"/api/operator/schools?limit={limit}{(after is null ? "" : $"&after={after}")}", cancel);

    /// <summary>A media server takes no new sessions, or takes them again.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="on">True: it is to be emptied.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is so.</returns>
    public Task<Reply<Done>> DrainMediaNodeAsync(string name, bool on, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Post, $"/api/operator/media-nodes/{Uri.EscapeDataString(name)}/drain", cancel, new DrainRequest(on));

    /// <summary>Gateways with more clients than the mean ask their surplus to move.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>What each gateway had, and how many it was told to let go.</returns>
    public Task<Reply<EvenedOutDto>> EvenOutAsync(CancellationToken cancel = default) =>
        SignedAsync<EvenedOutDto>(HttpMethod.Post, "/api/operator/gateways/even-out", cancel);

    /// <summary>The maintenance that is announced, as everybody sees it; needs no sign-in.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The notice, or none.</returns>
    public Task<Reply<StandingNoticeDto>> NoticeAsync(CancellationToken cancel = default) => PlainAsync<StandingNoticeDto>(HttpMethod.Get, "/api/notice", body: null, cancel);

    /// <summary>Announces maintenance, or changes the announcement.</summary>
    /// <param name="request">What, from when until when.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The notice.</returns>
    public Task<Reply<NoticeDto>> AnnounceMaintenanceAsync(MaintenanceRequest request, CancellationToken cancel = default) =>
        SignedAsync<NoticeDto>(HttpMethod.Put, "/api/operator/maintenance", cancel, request);

    /// <summary>Takes the announcement back.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is so.</returns>
    public Task<Reply<Done>> EndMaintenanceAsync(CancellationToken cancel = default) => SignedAsync<Done>(HttpMethod.Delete, "/api/operator/maintenance", cancel);
}
