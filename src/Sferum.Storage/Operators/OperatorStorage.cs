using Microsoft.Extensions.DependencyInjection;

namespace Sferum.Operators;

/// <summary>The ports of the operator on the database.</summary>
internal static class OperatorStorage
{
    public static void AddOperators(this IServiceCollection services)
    {
        services.AddSingleton<IDeploymentState, DeploymentState>();
        services.AddSingleton<ISchoolSizes, SchoolSizes>();
        services.AddSingleton<IMaintenance, MaintenanceStore>();
        services.AddSingleton<IOperatorActs, OperatorActs>();
    }
}
