using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Sferum.People;

/// <summary>Sign-in, sessions and who is calling.</summary>
public static class PeopleServices
{
    /// <summary>Registers authentication. The ports of People, the key ring and a cluster client come from elsewhere.</summary>
    public static IServiceCollection AddSferumPeople(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<EndedSessions>();
        services.AddSingleton<SessionWatch>();
        services.AddAuthentication(BearerHandler.Scheme).AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.Scheme, null);
        services.AddAuthorization();

        // ASP.NET writes each request's address with its query before any of our code runs, and a browser opens the hub with its token in the query.
        services.AddLogging(static l => l.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning));
        return services;
    }

    /// <summary>Finds out who is calling. Before everything that reads the address or asks for the caller.</summary>
    public static IApplicationBuilder UseSferumPeople(this IApplicationBuilder app)
    {
        app.Use(static (context, next) =>
        {
            BearerHandler.MoveTokenOutOfQuery(context);
            return next(context);
        });
        return app.UseAuthentication().UseAuthorization();
    }
}
