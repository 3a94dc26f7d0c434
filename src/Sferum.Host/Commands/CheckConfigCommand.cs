using System.CommandLine;

namespace Sferum.Commands;

/// <summary><c>check-config</c>: says what is wrong with the settings, and opens nothing.</summary>
internal static class CheckConfigCommand
{
    public static Command Make(CommonOptions common)
    {
        var command = new Command("check-config", "Check the settings; start nothing. / Проверить настройки.");
        command.SetAction((parsed, _) => CommandRun.Guarded(() =>
        {
            var configuration = new ConfigurationManager();
            configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
                .AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables();
            HostConfiguration.Read(configuration, common.Choices(parsed));
            Console.WriteLine(CommandRun.Text("config.good"));
            return Task.FromResult(CommandRun.Done);
        }));
        return command;
    }
}
