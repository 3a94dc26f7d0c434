using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Live;

namespace Sferum.Edge;

/// <summary>The direct way to the sockets. Where it can't be gone, or is not wanted, it stands aside.</summary>
internal static class EdgeSetup
{
    public static IServiceCollection AddEdge(this IServiceCollection services)
    {
        services.AddSingleton<EpollShards>();
        services.AddSingleton<IConnectionListenerFactory, EdgeListenerFactory>();
        services.AddSingleton<EdgeConnections>();
        services.AddHostedService(static p => p.GetRequiredService<EdgeConnections>());
        return services.AddSingleton<ISocketWriter, DirectSocketWriter>();
    }
}
