using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>What schools are asked over HTTP.</summary>
internal static class SchoolsSetup
{
    public static IServiceCollection AddSchools(this IServiceCollection services)
    {
        services.AddSingleton<ActTeller>().AddSingleton<JoinLinks>().AddSingleton<RosterUploads>();
        services.AddSingleton<OrderForms>().AddHostedService<MailPump>();
        ApplicationLimits.Add(services);
        return services;
    }

    public static void MapSchools(this IEndpointRouteBuilder routes)
    {
        routes.MapSchoolCard();
        routes.MapDirectory();
        routes.MapLocalActs();
        routes.MapInvitations();
        routes.MapJoining();
        routes.MapGuardians();
        routes.MapGuardianEnds();
        routes.MapApplications();
        routes.MapApplicationDesk();
        routes.MapAppointments();
        routes.MapOrders();
        routes.MapDistrictOfficers();
        routes.MapEnrollment();
        routes.MapMovements();
        routes.MapClasses();
        routes.MapSections();
        routes.MapRollovers();
        routes.MapRosters();
    }
}
