using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sferum.Calls;

/// <summary>Puts Janus and coturn behind the ports of the domain.</summary>
public static class MediaServices
{
    /// <summary>Registers <see cref="IMediaServer"/> and <see cref="ITurnCredentials"/>. Connects to nothing yet.</summary>
    /// <param name="services">Where; the clock and logging are there.</param>
    /// <param name="settings">Which servers there are.</param>
    /// <returns>The same.</returns>
    public static IServiceCollection AddSferumMedia(this IServiceCollection services, MediaSettings settings)
    {
        services.AddSingleton<IMediaServer>(p => new JanusMediaServer(settings, p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<JanusMediaServer>>()));
        services.AddSingleton<ITurnCredentials>(p => new TurnCredentials(settings.Turn, p.GetRequiredService<TimeProvider>()));
        return services;
    }
}
