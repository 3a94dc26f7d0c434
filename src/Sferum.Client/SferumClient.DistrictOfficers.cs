using Sferum.Schools;

namespace Sferum;

/// <content>Officers of the education district, as an operator appoints and ends them.</content>
public sealed partial class SferumClient
{
    /// <summary>Officers of the district.</summary>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>By name.</returns>
    public Task<Reply<DistrictOfficerListDto>> DistrictOfficersAsync(CancellationToken cancel = default) =>
        SignedAsync<DistrictOfficerListDto>(HttpMethod.Get, "/api/operator/district-officers", cancel);

    /// <summary>Appoints an officer: whoever signs in with the phone has the right.</summary>
    /// <param name="order">Whom, by name and phone, and by which order.</param>
    /// <param name="file">The order's file.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>Who has come into the role.</returns>
    public Task<Reply<AppointedDto>> AppointDistrictOfficerAsync(OrderFormDto order, byte[] file, CancellationToken cancel = default) =>
        SignedAsync<AppointedDto>(HttpMethod.Post, "/api/operator/district-officers", cancel, OrderForms.Of(order, file));

    /// <summary>Ends an officer's right.</summary>
    /// <param name="person">The officer.</param>
    /// <param name="order">By which order; its number and date.</param>
    /// <param name="file">The order's file.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>When it is done.</returns>
    public Task<Reply<AppointedDto>> EndDistrictOfficerAsync(Guid person, OrderFormDto order, byte[] file, CancellationToken cancel = default) =>
        SignedAsync<AppointedDto>(HttpMethod.Post, $"/api/operator/district-officers/{person}/end", cancel, OrderForms.Of(order, file));

    /// <summary>Orders about officers.</summary>
    /// <param name="cursor">The page; null for the first.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The oldest first.</returns>
    public Task<Reply<DistrictOrderListDto>> DistrictOrdersAsync(string? cursor = null, CancellationToken cancel = default) =>
        SignedAsync<DistrictOrderListDto>(HttpMethod.Get, $"/api/operator/district-orders?cursor={cursor}", cancel);

    /// <summary>The file of an order about an officer.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancel">The caller waits no longer.</param>
    /// <returns>The file.</returns>
    public Task<Reply<byte[]>> DistrictOrderFileAsync(Guid order, CancellationToken cancel = default) =>
        SignedAsync<byte[]>(HttpMethod.Get, $"/api/operator/district-orders/{order}/file", cancel);
}
