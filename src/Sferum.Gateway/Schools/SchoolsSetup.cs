using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Sferum.Schools;

/// <summary>What schools are asked over HTTP.</summary>
internal static class SchoolsSetup
{
    public static IServiceCollection AddSchools(this IServiceCollection services) => services.AddSingleton<ActTeller>().AddSingleton<JoinLinks>();

    public static void MapSchools(this IEndpointRouteBuilder routes)
    {
        routes.MapSchoolCard();
        routes.MapInvitations();
        routes.MapJoining();
    }
}
