using Sferum.Push;

namespace Sferum;

/// <content>Notifications to a browser that nobody looks at.</content>
public sealed partial class SferumClient
{
    /// <summary>Notifications, as they are for this session.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Whether there are any, the server's key, and quiet hours.</returns>
    public Task<Reply<PushStatus>> PushAsync(CancellationToken cancel = default) => SignedAsync<PushStatus>(HttpMethod.Get, "/api/push", cancel);

    /// <summary>The session's browser wants notifications.</summary>
    /// <param name="request">The browser.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is stored.</returns>
    public Task<Reply<Done>> SubscribeToPushAsync(PushSubscribeRequest request, CancellationToken cancel = default) =>
        SignedAsync<Done>(HttpMethod.Put, "/api/push/subscription", cancel, request);

    /// <summary>It wants none any more.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is stored.</returns>
    public Task<Reply<Done>> UnsubscribeFromPushAsync(CancellationToken cancel = default) => SignedAsync<Done>(HttpMethod.Delete, "/api/push/subscription", cancel);

    /// <summary>Sets one's own quiet hours, or ends them.</summary>
    /// <param name="hours">When; null: never.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is stored.</returns>
    public Task<Reply<Done>> SetQuietHoursAsync(QuietHoursDto? hours, CancellationToken cancel = default) => hours is null
        ? SignedAsync<Done>(HttpMethod.Delete, "/api/push/quiet-hours", cancel)
        : SignedAsync<Done>(HttpMethod.Put, "/api/push/quiet-hours", cancel, hours);

    /// <summary>Sets the quiet hours of the school, in its zone, or ends them.</summary>
    /// <param name="hours">When; null: never.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is stored.</returns>
    public Task<Reply<Done>> SetSchoolQuietHoursAsync(QuietHoursDto? hours, CancellationToken cancel = default) => hours is null
        ? SignedAsync<Done>(HttpMethod.Delete, "/api/school/quiet-hours", cancel)
        : SignedAsync<Done>(HttpMethod.Put, "/api/school/quiet-hours", cancel, hours);
}
