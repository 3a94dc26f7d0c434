using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sferum.District;
using Sferum.Policy;

namespace Sferum.Live;

public sealed class Every_way_in
{
    [Fact]
    public async Task Over_HTTP_names_an_operation_of_the_policy_table()
    {
        await using var district = await TestDistrict.Start();
        var endpoints = district.Gateways[0].Services.GetServices<EndpointDataSource>().SelectMany(static s => s.Endpoints).ToList();
        Assert.NotEmpty(endpoints);
        Assert.Empty(endpoints.Where(static e => e.Metadata.GetMetadata<OperationAttribute>() is not { } named || !PolicyTable.Knows(named.Operation))
            .Select(static e => e.DisplayName));
    }
}
