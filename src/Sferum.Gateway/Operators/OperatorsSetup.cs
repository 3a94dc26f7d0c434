using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sferum.Operators;

/// <summary>The operator's console.</summary>
internal static class OperatorsSetup
{
    public static void AddOperators(this IServiceCollection services)
    {
        services.TryAddSingleton<IOwnCertificates, NoCertificates>();
        services.AddSingleton<ClusterParts>().AddSingleton<ClusterLook>().AddSingleton<NoticeBoard>();
    }

    public static void MapOperators(this IEndpointRouteBuilder routes)
    {
        routes.MapCluster();
        routes.MapNotices();
    }
}
