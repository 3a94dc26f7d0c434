using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sferum.Audit;
using Sferum.Calls;
using Sferum.Chats;
using Sferum.Edge;
using Sferum.Files;
using Sferum.Http;
using Sferum.Live;
using Sferum.Operators;
using Sferum.People;
using Sferum.Policy;
using Sferum.Push;
using Sferum.Schools;

namespace Sferum;

/// <summary>Puts a gateway together: the hub, its rooms, and what is read over HTTP. An Orleans client, the storage ports and the key ring come from elsewhere.</summary>
internal static class GatewaySetup
{
    public static IServiceCollection AddSferumGateway(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<GatewayOptions>();
        services.AddSferumPeople();
        services.AddLive().AddHub();
        services.AddSingleton<ChatDoor>().AddSingleton<ChatCommands>().AddSingleton<ChatReading>().AddSingleton<ChatQueries>();
        services.AddSingleton<AllowedOrigins>().AddSingleton<MemoryGuard>();
        services.AddSingleton<CallCommands>().AddSingleton<CallReports>().AddSingleton<LocalCalls>().AddHostedService(static p => p.GetRequiredService<LocalCalls>());
        services.AddSchools();
        services.AddFiles();
        services.AddPush();
        services.AddOperators();
        services.AddRequestLimits();
        services.AddOpenApi();
        return services;
    }

    /// <summary>Everything that stands before the endpoints, in its order.</summary>
    public static void UseSferumGateway(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseMiddleware<Outages>();
        app.UseWebSockets();
        app.UseRouting();
        app.UseSferumPeople();
        app.UseRateLimiter();
        app.UseMiddleware<HubDoor>();
        app.UseMiddleware<EndpointGuard>();
        app.UseMiddleware<EdgeUpgrade>();
    }

    public static void MapSferumGateway(this IEndpointRouteBuilder app)
    {
        app.MapHub<ChatHub>(HubNames.Path, static o =>
        {
            o.Transports = HttpTransportType.WebSockets;
            o.ApplicationMaxBufferSize = HubNames.MaxMessageBytes;
            o.TransportMaxBufferSize = HubNames.MaxMessageBytes;

            // A socket that takes nothing is closed by our own writer, which knows when it last took something; this is only the last resort.
            o.TransportSendTimeout = TimeSpan.FromMinutes(2);
            o.WebSockets.CloseTimeout = TimeSpan.FromSeconds(2);
        }).WithMetadata(new OperationAttribute(Operation.OwnSession));
        app.MapPeople();
        app.MapConsents();
        app.MapPersonalData();
        app.MapChats();
        app.MapScheduled();
        app.MapChatDesk();
        app.MapReports();
        app.MapEvidence();
        app.MapCalls();
        app.MapUploads();
        app.MapFiles();
        app.MapSchools();
        app.MapAudit();
        app.MapPush();
        app.MapOperators();
        app.MapConfig();
        foreach (var root in Outages.MachineRoots)
        {
            // A plain delegate: of one whose arguments are read by compiled code, ASP.NET Core's generator forgets the pattern.
            app.MapFallback($"{root}/{{**rest}}", static Task (HttpContext context) => context.Refuse(Refusals.NotFound).ExecuteAsync(context))
                .AllowAnonymous().WithMetadata(new OperationAttribute(Operation.Public)).ExcludeFromDescription();
        }

        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous().WithMetadata(new OperationAttribute(Operation.Public));
    }

    private static void AddFiles(this IServiceCollection services)
    {
        services.AddSingleton<FileCheck>().AddSingleton<FileWorker>().AddSingleton<UploadReceiver>();
        services.AddHostedService(static p => p.GetRequiredService<FileWorker>());
    }

    private static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSingleton<LiveMeter>().AddSingleton<LocalPeople>().AddSingleton<LocalRooms>().AddSingleton<RoomServices>();
        services.AddSingleton(static p => new Lazy<PersonChats>(p.GetRequiredService<PersonChats>));
        services.AddSingleton<QueuedSocketWriter>().AddEdge();
        services.AddSingleton<OwnState>().AddSingleton<GatewayPorts>().AddSingleton<Silos>().AddSingleton<Follows>().AddSingleton<PersonLinks>();
        services.AddSingleton<Draining>().AddSingleton<PersonChats>().AddSingleton<SessionEnd>().AddSingleton<Resumption>().AddSingleton<MissedNews>().AddSingleton<StaleTokens>();
        services.AddSingleton<HubLifetimeManager<ChatHub>, LiveConnections>();
        return services.AddHostedService<Upkeep>();
    }

    private static void AddHub(this IServiceCollection services)
    {
        services.AddSignalR(static o =>
        {
            o.MaximumReceiveMessageSize = HubNames.MaxMessageBytes;
            o.HandshakeTimeout = TimeSpan.FromSeconds(5);
            o.MaximumParallelInvocationsPerClient = 4;
            o.StreamBufferCapacity = 1;
            o.EnableDetailedErrors = false;
            o.AddFilter<HubGuard>();
        }).AddMessagePackProtocol(static o => o.SerializerOptions = LeanFormatters.Over(o.SerializerOptions));
        services.AddOptions<HubOptions>().Configure<IOptions<GatewayOptions>>(static (hub, gateway) =>
            (hub.KeepAliveInterval, hub.ClientTimeoutInterval) = (gateway.Value.KeepAlive, gateway.Value.ClientTimeout));
        services.AddSingleton<HubGuard>().AddSingleton<PersonLimits>();

        // SignalR writes the arguments of each call into its log when somebody looks for a fault: the words of messages are among them.
        services.AddLogging(static l => l.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.Information));
        services.Configure<JsonHubProtocolOptions>(static o =>
        {
            o.PayloadSerializerOptions.RespectNullableAnnotations = true;
            o.PayloadSerializerOptions.RespectRequiredConstructorParameters = true;
        });
        services.RemoveAll<IHubProtocol>();
        services.AddSingleton<IHubProtocol>(static p => new TypedHubProtocol(ActivatorUtilities.CreateInstance<JsonHubProtocol>(p)));
        services.AddSingleton<IHubProtocol>(static p => new TypedHubProtocol(ActivatorUtilities.CreateInstance<MessagePackHubProtocol>(p)));
    }
}
