using Sferum.Chats;
using Sferum.Files;
using Sferum.People;
using Sferum.Schools;
using Sferum.Settings;
using Sferum.Storage;

namespace Sferum;

/// <summary>The database and the keys, as every role and every command uses them.</summary>
internal static class HostStorage
{
    public static IServiceCollection AddHostStorage(this IServiceCollection services, SferumSettings settings)
    {
        services.AddSingleton(new ReportClock(TimeSpan.FromHours(settings.ReportHours)));
        var files = settings.Files.Storage(settings.Data);
        services.AddSingleton(files.Limits).AddSferumFiles(files);
        services.AddSferumStorage(settings.IsPostgres
            ? new StorageOptions { ConnectionString = settings.Postgres.ConnectionString }
            : new StorageOptions { DataFolder = settings.Data });
        services.AddSingleton<IPhones, Phones>();
        return services.AddSferumKeys(settings.KeyFile);
    }
}
