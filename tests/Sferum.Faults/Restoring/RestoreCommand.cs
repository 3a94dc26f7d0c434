using System.CommandLine;
using System.Security.Cryptography;

namespace Sferum.Faults;

/// <summary>The command <c>restore</c>: copies are made under load, all is lost, a cluster is made of the copies. 0: everything held; 1: not.</summary>
internal static class RestoreCommand
{
    public static Command Make()
    {
        var usual = new RestorePlan { Seed = 0, Folder = "" };
        var seed = new Option<int?>("--seed") { Description = "Repeats a drill's choices; another one each time when not given" };
        var rate = new Option<int>("--rate") { Description = "Posts a second, all together", DefaultValueFactory = _ => usual.Rate };
        var port = new Option<int>("--port") { Description = "The cluster takes the ports from here to +40", DefaultValueFactory = _ => usual.Port };
        var configuration = new Option<string>("--configuration") { Description = "Which build of the host", DefaultValueFactory = _ => usual.Configuration };
        var folder = new Option<string>("--folder") { Description = "For data, logs and copies; FOLDER-restored stands beside it", Required = true };
        var report = new Option<string?>("--report") { Description = "A Markdown file to add the results to" };
        var command = new Command("restore", "Loses a cluster under load and makes another one of its copies, as docs/operations.md says") { seed, rate, port, configuration, folder, report };
        command.SetAction(async (parsed, cancel) =>
        {
            var plan = new RestorePlan
            {
                Seed = parsed.GetValue(seed) ?? RandomNumberGenerator.GetInt32(int.MaxValue),
                Folder = parsed.GetValue(folder)!,
                Rate = parsed.GetValue(rate),
                Port = parsed.GetValue(port),
                Configuration = parsed.GetValue(configuration)!,
            };
            var result = await RestoreDrill.Go(plan, Console.WriteLine, cancel);
            await result.Write(Console.Out);
            if (parsed.GetValue(report) is { } path)
            {
                await using var file = new StreamWriter(path, append: true);
                await result.Write(file);
            }

            return result.Failures.Count == 0 ? 0 : 1;
        });
        return command;
    }
}
