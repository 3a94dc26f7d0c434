using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Sferum.Push;

/// <summary>Notifications, for a gateway.</summary>
internal static class PushServices
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Registers who sends, and the pump; it rests where <see cref="PushSwitch"/> is off.</summary>
    public static IServiceCollection AddPush(this IServiceCollection services)
    {
        services.AddOptions<PushOptions>().BindConfiguration(PushOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PushOptions>, PushOptionsCheck>();
        services.TryAddSingleton(new PushSwitch(IsOn: false));
        services.AddSingleton<Vapid>();
        services.AddHttpClient<WebPushSender>(static c => (c.Timeout, c.MaxResponseContentBufferSize) = (Patience, 64 * 1024))
            .ConfigurePrimaryHttpMessageHandler(static p =>
            {
                var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
                if (!p.GetRequiredService<IOptions<PushOptions>>().Value.AllowPrivateHosts)
                {
                    handler.ConnectCallback = PublicHosts.Connect;
                }

                return handler;
            })
            .RemoveAllLoggers();
        services.TryAddSingleton<IPushSender>(static p => p.GetRequiredService<WebPushSender>());
        services.AddHostedService<PushPump>();
        return services;
    }
}
