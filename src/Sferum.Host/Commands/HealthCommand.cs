using System.CommandLine;

namespace Sferum.Commands;

/// <summary><c>health</c>: asks the process that serves on this machine whether it is ready. For whoever can only start a program: an image without a shell has no other.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    // Addresses to listen on that nobody can be asked at.
    private static readonly string[] Anywhere = ["+", "*", "0.0.0.0", "[::]"];

    public static Command Make(CommonOptions common)
    {
        var command = new Command("health", "Ask the process on this machine whether it is ready. / Спросить, готов ли сервер.");
        command.SetAction((parsed, cancel) => CommandRun.Guarded(() => Run(common.Choices(parsed), cancel)));
        return command;
    }

    private static async Task<int> Run(HostChoices choices, CancellationToken cancel)
    {
        var configuration = new ConfigurationManager();
        configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables("ASPNETCORE_").AddEnvironmentVariables();
        var address = Here(HostConfiguration.Read(configuration, choices).Urls[0]);
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(address + "/health/ready"), cancel);
            Console.WriteLine(await answer.Content.ReadAsStringAsync(cancel));
            return answer.IsSuccessStatusCode ? CommandRun.Done : CommandRun.Failed;
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            await Console.Error.WriteLineAsync(CommandRun.Text("host.no_answer", address));
            return CommandRun.Failed;
        }
    }

    /// <summary>Where a listening address is asked from the same machine.</summary>
    internal static string Here(string url) =>
        Anywhere.FirstOrDefault(a => url.Contains($"://{a}", StringComparison.Ordinal)) is { } any ? url.Replace($"://{any}", "://127.0.0.1", StringComparison.Ordinal).TrimEnd('/') : url.TrimEnd('/');
}
