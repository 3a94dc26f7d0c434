using Orleans.Configuration;
using Sferum.Operators;
using Sferum.Settings;

namespace Sferum.Tls;

/// <summary>Puts TLS under each connection of Orleans, when it is configured.</summary>
internal static class ClusterTlsSetup
{
    /// <summary>Under those of a silo: with other silos, and from gateways.</summary>
    public static void UnderSilo(IServiceCollection services, ClusterTlsSettings settings)
    {
        if (settings.IsSet)
        {
            Add(services, settings);
            services.AddOptions<SiloConnectionOptions>().Configure<ClusterTls>(static (options, tls) =>
            {
                options.ConfigureSiloInboundConnection(tls.Answer);
                options.ConfigureGatewayInboundConnection(tls.Answer);
                options.ConfigureSiloOutboundConnection(tls.Ask);
            });
        }
    }

    /// <summary>Under those of a process that only calls actors.</summary>
    public static void UnderClient(IServiceCollection services, ClusterTlsSettings settings)
    {
        if (settings.IsSet)
        {
            Add(services, settings);
            services.AddOptions<ClientConnectionOptions>().Configure<ClusterTls>(static (options, tls) => options.ConfigureConnection(tls.Ask));
        }
    }

    private static void Add(IServiceCollection services, ClusterTlsSettings settings) =>
        services.AddSingleton(settings).AddSingleton<ClusterCertificates>().AddSingleton<ClusterTlsMeter>().AddSingleton<ClusterTls>()
            .AddSingleton<IOwnCertificates, EndsOfCertificates>();
}
