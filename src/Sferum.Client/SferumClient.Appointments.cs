using Sferum.Schools;

namespace Sferum;

/// <content>Who directs and administers a school, and by which orders.</content>
public sealed partial class SferumClient
{
    /// <summary>Director, administrator and deputies of the school.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>By role and name.</returns>
    public Task<Reply<AppointmentListDto>> AppointmentsAsync(CancellationToken cancel = default) =>
        SignedAsync<AppointmentListDto>(HttpMethod.Get, "/api/school/appointments", cancel);

    /// <summary>Replaces the school's administrator, as its director.</summary>
    /// <param name="order">Whom, by which order.</param>
    /// <param name="file">The order's file.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Who has come into the role.</returns>
    public Task<Reply<AppointedDto>> ReplaceAdminAsync(OrderFormDto order, byte[] file, CancellationToken cancel = default) =>
        SignedAsync<AppointedDto>(HttpMethod.Put, "/api/school/admin", cancel, OrderForms.Of(order, file));

    /// <summary>Appoints a deputy, as the school's director.</summary>
    /// <param name="order">Whom, as what, until when, by which order.</param>
    /// <param name="file">The order's file.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Who has come into the role.</returns>
    public Task<Reply<AppointedDto>> AppointDeputyAsync(DeputyFormDto order, byte[] file, CancellationToken cancel = default) =>
        SignedAsync<AppointedDto>(HttpMethod.Post, "/api/school/deputies", cancel, OrderForms.Of(order, file));

    /// <summary>Ends a deputy's roles before their time.</summary>
    /// <param name="person">The deputy.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is done.</returns>
    public Task<Reply<AppointedDto>> EndDeputyAsync(Guid person, CancellationToken cancel = default) =>
        SignedAsync<AppointedDto>(HttpMethod.Delete, $"/api/school/deputies/{person}", cancel);

    /// <summary>Orders of the school.</summary>
    /// <param name="cursor">The page; null for the first.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The oldest first.</returns>
    public Task<Reply<OrderListDto>> OrdersAsync(string? cursor = null, CancellationToken cancel = default) =>
        SignedAsync<OrderListDto>(HttpMethod.Get, $"/api/school/orders?cursor={cursor}", cancel);

    /// <summary>The file of an order of the school.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The file.</returns>
    public Task<Reply<byte[]>> OrderFileAsync(Guid order, CancellationToken cancel = default) =>
        SignedAsync<byte[]>(HttpMethod.Get, $"/api/school/orders/{order}/file", cancel);

    /// <summary>Enters an order about a school's director, which waits for the district officer.</summary>
    /// <param name="order">Whom, by which order.</param>
    /// <param name="file">The order's file.</param>
    /// <param name="school">An operator names the school; others leave it out.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The order.</returns>
    public Task<Reply<OrderEnteredDto>> EnterDirectorAsync(OrderFormDto order, byte[] file, Guid? school = null, CancellationToken cancel = default) =>
        SignedAsync<OrderEnteredDto>(
            HttpMethod.Post, school is null ? "/api/school/director" : $"/api/operator/schools/{school}/director", cancel, OrderForms.Of(order, file));

    /// <summary>Orders about directors that wait for the district officer.</summary>
    /// <param name="cursor">The page; null for the first.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The oldest first.</returns>
    public Task<Reply<OrderListDto>> DirectorOrdersAsync(string? cursor = null, CancellationToken cancel = default) =>
        SignedAsync<OrderListDto>(HttpMethod.Get, $"/api/district/director-orders?cursor={cursor}", cancel);

    /// <summary>The file of an order about a director, for the district officer.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The file.</returns>
    public Task<Reply<byte[]>> DirectorOrderFileAsync(Guid order, CancellationToken cancel = default) =>
        SignedAsync<byte[]>(HttpMethod.Get, $"/api/district/director-orders/{order}/file", cancel);

    /// <summary>Confirms or refuses an order about a director, as the district officer.</summary>
    /// <param name="order">The order.</param>
    /// <param name="decision">What.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Who has come into the role.</returns>
    public Task<Reply<AppointedDto>> DecideDirectorAsync(Guid order, DirectorDecisionRequest decision, CancellationToken cancel = default) =>
        SignedAsync<AppointedDto>(HttpMethod.Post, $"/api/district/director-orders/{order}/decision", cancel, decision);
}
