using Microsoft.Extensions.DependencyInjection;

namespace Sferum.Audit;

/// <summary>The ports of the record on the database.</summary>
internal static class AuditStorage
{
    public static void AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<IAuditRecord, AuditReader>();
        services.AddSingleton<IAuditVerifier, AuditVerifier>();
    }
}
