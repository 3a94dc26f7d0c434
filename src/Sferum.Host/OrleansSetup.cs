using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using Orleans.Serialization;
using Sferum.Settings;
using Sferum.Storage;
using Sferum.Tls;
using GatewayOptionsOfOrleans = Orleans.Configuration.GatewayOptions;

namespace Sferum;

/// <summary>Orleans for each role: on SQLite one silo that only this machine can reach, on PostgreSQL a cluster that finds itself through the database.</summary>
internal static class OrleansSetup
{
    public static void AddOrleans(this WebApplicationBuilder builder, HostConfiguration host)
    {
        if (host.Choices.HasSilo)
        {
            builder.UseOrleans(silo =>
            {
                AddSilo(silo, host.Settings);
                if (Telemetry.IsPushed(builder.Configuration))
                {
                    silo.AddActivityPropagation();
                }
            });
        }
        else
        {
            builder.AddOrleansClient(host.Settings);
        }
    }

    /// <summary>A process that only calls the actors.</summary>
    public static void AddOrleansClient(this IHostApplicationBuilder builder, SferumSettings settings) =>
        builder.UseOrleansClient(client =>
        {
            AddClient(client, settings);
            if (Telemetry.IsPushed(builder.Configuration))
            {
                client.AddActivityPropagation();
            }
        });

    private static void AddSilo(ISiloBuilder silo, SferumSettings settings)
    {
        var cluster = settings.Cluster;
        if (settings.IsPostgres)
        {
            silo.UseAdoNetClustering(o => o.Configure<OrleansDatabase>(static (options, database) =>
                (options.Invariant, options.DataSource) = (database.Invariant, database.DataSource)));
            silo.ConfigureEndpoints(IPAddress.Parse(cluster.Address), PortOrFree(cluster.SiloPort), PortOrFree(cluster.GatewayPort));
        }
        else
        {
            silo.UseLocalhostClustering(PortOrFree(cluster.SiloPort), 0);
        }

        // Also over localhost clustering's own names: reminders and grain state are found by them after a restart.
        silo.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (cluster.Name, "sferum"));
        silo.AddAdoNetGrainStorageAsDefault(o => o.Configure<OrleansDatabase>(static (options, database) =>
            (options.Invariant, options.DataSource) = (database.Invariant, database.DataSource)));
        silo.UseAdoNetReminderService(o => o.Configure<OrleansDatabase>(static (options, database) =>
            (options.Invariant, options.DataSource) = (database.Invariant, database.DataSource)));
        silo.Services.LetDatabaseErrorsPass();
        ClusterTlsSetup.UnderSilo(silo.Services, cluster.Tls);
        silo.AddSferumGrains();
    }

    private static void AddClient(IClientBuilder client, SferumSettings settings)
    {
        client.UseAdoNetClustering(o => o.Configure<OrleansDatabase>(static (options, database) =>
            (options.Invariant, options.DataSource) = (database.Invariant, database.DataSource)));
        client.Configure<ClusterOptions>(o => (o.ClusterId, o.ServiceId) = (settings.Cluster.Name, "sferum"));
        
        // A silo that stands still keeps its connections: only the list tells that it was declared dead.
        client.Configure<GatewayOptionsOfOrleans>(static o => o.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
        client.UseConnectionRetryFilter(static async (_, cancel) =>
        {
            // The silos may start after the gateway; readiness tells until they are there.
            await Task.Delay(TimeSpan.FromSeconds(1), cancel);
            return true;
        });
        client.Services.LetDatabaseErrorsPass();
        ClusterTlsSetup.UnderClient(client.Services, settings.Cluster.Tls);
        client.AddSferumGrains();
    }

    /// <summary>A database that fails below an actor is called so by the process that asked, and not a type that can't be sent.</summary>
    private static void LetDatabaseErrorsPass(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(static o => o.SupportedNamespacePrefixes.Add(nameof(Npgsql)));

    /// <summary>The given port, or one that is free now.</summary>
    private static int PortOrFree(int port)
    {
        if (port != 0)
        {
            return port;
        }

        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
