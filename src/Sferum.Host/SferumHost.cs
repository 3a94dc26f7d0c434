using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;
using Sferum.Calls;
using Sferum.Health;
using Sferum.People;
using Sferum.Policy;
using Sferum.Push;
using Sferum.Stopping;

namespace Sferum;

/// <summary>The composition root: puts a process together for its role. Used by the command line and by tests.</summary>
internal static class SferumHost
{
    private const int BodyBytes = 64 * 1024;
    private const int MostConnections = 30_000;
    private const int LogLines = 8192;

    /// <summary>Builds a process; nothing is opened before <see cref="HostStart.Prepare"/>.</summary>
    /// <param name="choices">What was chosen.</param>
    /// <param name="adjust">Changes for tests: addresses, limits.</param>
    /// <returns>The application; start it by <see cref="HostStart.Start"/>.</returns>
    public static WebApplication Build(HostChoices choices, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        adjust?.Invoke(builder);
        var host = HostConfiguration.Read(builder.Configuration, choices);
        builder.Services.AddSingleton(host);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHostStorage(host.Settings);
        builder.Services.AddSferumMedia(host.Settings.Calls.Media());
        builder.Services.AddSingleton(new DirectSwitch(choices.Demo > 0));
        builder.Services.AddSingleton(new PushSwitch(builder.Configuration.GetValue<bool>($"{PushOptions.Section}:{nameof(PushOptions.Enabled)}")));
        builder.Services.AddSingleton<DatabaseHealth>();
        builder.AddTelemetry();

        // A terminal or a pipe that takes nothing must not stop the system.
        builder.Services.Configure<ConsoleLoggerOptions>(static o => (o.MaxQueueLength, o.QueueFullMode) = (LogLines, ConsoleLoggerQueueFullMode.DropWrite));
        builder.AddOrleans(host);
        builder.WebHost.UseUrls([.. host.Urls]);
        ConfigureServer(builder);
        builder.AddStop(host);
        if (choices.HasGateway)
        {
            builder.Services.AddKnownProxies(host.Settings.Proxies);
            builder.AddGateway(demo: choices.Demo > 0, production: choices.Demo == 0 && (host.Settings.IsPostgres || host.IsPublic));
        }

        var app = builder.Build();
        Map(app, choices.HasGateway);
        return app;
    }

    /// <summary>How the process stops: its own lifetime instead of the console's.</summary>
    private static void AddStop(this WebApplicationBuilder builder, HostConfiguration host)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, DrainingLifetime>());
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = host.Settings.Stop.Silo);

        // With SQLite there is one process, and nobody to move to.
        builder.Services.PostConfigure<GatewayOptions>(o => o.Drain.IsAlone = !host.Settings.IsPostgres);
    }

    /// <summary>The gateway's part; the cluster client and the storage are there already.</summary>
    public static void AddGateway(this WebApplicationBuilder builder, bool demo, bool production)
    {
        builder.Services.AddOptions<GatewayOptions>().BindConfiguration("Sferum:Gateway");
        builder.Services.PostConfigure<PeopleOptions>(o => (o.Demo, o.Production) = (demo, production));
        builder.Services.AddSferumGateway();
    }

    /// <summary>Everything a process answers.</summary>
    public static void Map(WebApplication app, bool gateway)
    {
        if (gateway)
        {
            app.UseForwardedHeaders();
            app.UseSferumGateway();
            app.MapSferumGateway();
        }

        app.MapHealth();
        app.MapPrometheusScrapingEndpoint("/metrics").AllowAnonymous().WithMetadata(new OperationAttribute(Operation.Public));
        if (gateway)
        {
            app.MapWebClient();
        }
    }

    /// <summary>Bounds of the server itself.</summary>
    public static void ConfigureServer(WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(static o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = BodyBytes;
            o.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);

            // The door counts sockets of the hub and says no with words; this is for whoever opens connections and asks for nothing.
            o.Limits.MaxConcurrentConnections = MostConnections;
            o.Limits.MaxConcurrentUpgradedConnections = MostConnections;
        });
        builder.WebHost.UseSockets(static o => o.CreateBoundListenSocket = static endpoint =>
        {
            // What the kernel holds for a reader that does not read is bounded too: otherwise megabytes per slow connection, unseen by us.
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            if (endpoint is IPEndPoint)
            {
                socket.SendBufferSize = 128 * 1024;
            }

            return socket;
        });
        builder.Services.ConfigureHttpJsonOptions(static o =>
        {
            o.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            o.SerializerOptions.RespectNullableAnnotations = true;
            o.SerializerOptions.RespectRequiredConstructorParameters = true;
        });
    }
}
