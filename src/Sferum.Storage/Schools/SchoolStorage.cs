using Microsoft.Extensions.DependencyInjection;

namespace Sferum.Schools;

/// <summary>The ports of schools on the database.</summary>
internal static class SchoolStorage
{
    public static void AddSchools(this IServiceCollection services)
    {
        services.AddSingleton<Acts>();
        services.AddSingleton<ISchoolCards, SchoolCardStore>();
        services.AddSingleton<ISchoolDirectory, DirectoryStore>();
        services.AddSingleton<ICoordination, CoordinationStore>();
        services.AddSingleton<ILocalActs, LocalActStore>();
        services.AddSingleton<IInvitations, InvitationStore>();
        services.AddSingleton<IJoinRequests, JoinRequestStore>();
        services.AddSingleton<IGuardians, GuardianStore>();
        services.AddSingleton<RosterReader>();
        services.AddSingleton<IRosterStore, RosterStore>();
        services.AddSingleton<RosterImport>();
        services.AddSingleton<ISchoolRosters, SchoolRosterStore>();
        services.AddSingleton<IGuardianEnds, GuardianEnds>();
        services.AddSingleton<ISchoolApplications, ApplicationStore>();
        services.AddSingleton<IApplicationDesk, ApplicationDesk>();
        services.AddSingleton<IAppointments, AppointmentStore>();
        services.AddSingleton<IOrders, OrderStore>();
        services.AddSingleton<IDirectorOrders, DirectorOrders>();
        services.AddSingleton<IDistrictOfficers, DistrictOfficerStore>();
        services.AddSingleton<IRoleEnds, RoleEndStore>();
        services.AddSingleton<IEnrollments, EnrollmentStore>();
        services.AddSingleton<IAssignments, AssignmentStore>();
        services.AddSingleton<IMovements, MovementStore>();
        services.AddSingleton<IMovementSchedule, MovementSchedule>();

        // Chats are called in the language of the deployment, whoever makes them.
        services.AddSingleton(ChatTitles.In(TextCatalogue.DefaultLocale));
        services.AddSingleton<ISchoolYears, SchoolYearStore>();
        services.AddSingleton<ISchoolClasses, ClassStore>();
        services.AddSingleton<ISubjects, SubjectStore>();
        services.AddSingleton<ISections, SectionStore>();
        services.AddSingleton<IRollovers, RolloverStore>();
    }
}
