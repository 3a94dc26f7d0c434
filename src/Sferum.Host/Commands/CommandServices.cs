namespace Sferum.Commands;

/// <summary>What commands that don't serve work with: settings, storage, keys. No silo and no socket.</summary>
internal static class CommandServices
{
    public static ServiceProvider Make(HostChoices choices)
    {
        var configuration = new ConfigurationManager();
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true).AddEnvironmentVariables();
        var host = HostConfiguration.Read(configuration, choices);
        if (!host.Settings.IsPostgres)
        {
            Directory.CreateDirectory(host.Settings.Data);
        }

        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(host)
            .AddSingleton(TimeProvider.System)
            .AddLogging(l => l.AddConfiguration(configuration.GetSection("Logging")).AddSimpleConsole())
            .AddHostStorage(host.Settings)
            .BuildServiceProvider();
    }
}
