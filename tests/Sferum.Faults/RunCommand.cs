using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;

namespace Sferum.Faults;

/// <summary>The command <c>run</c>: a cluster of real processes, load, faults, a verdict. 0: promises kept; 1: broken, or not recovered; 2: proves nothing.</summary>
internal static class RunCommand
{
    public static RootCommand Root()
    {
        var usual = new RunPlan { Seed = 0, Folder = "" };
        var seed = new Option<int?>("--seed") { Description = "Repeats a run's choices; another one each time when not given" };
        var minutes = new Option<double>("--minutes") { Description = "After so long no further fault begins", DefaultValueFactory = _ => usual.Longest.TotalMinutes };
        var faults = Number("--faults", "How many faults", usual.Faults);
        var acked = new Option<long>("--acked") { Description = "The load goes on until so many messages were acknowledged" };
        var kinds = new Option<string[]>("--kinds") { Description = "Only these: " + string.Join(", ", FaultKinds.Names), AllowMultipleArgumentsPerToken = true };
        var chats = Number("--chats", "Chats", usual.Chats);
        var members = Number("--members", "Devices in each chat", usual.Members);
        var window = Number("--window", "Posts under way at once from one device", usual.Window);
        var rate = Number("--rate", "Posts a second, all together", usual.Rate);
        var storm = Number("--storm", "Connections of a reconnect storm", usual.Storm);
        var port = Number("--port", "The cluster takes the ports from here to +40", usual.Port);
        var disk = Number("--disk", "Megabytes of the disk under the database", usual.Disk);
        var configuration = new Option<string>("--configuration") { Description = "Which build of the host", DefaultValueFactory = _ => usual.Configuration };
        var folder = new Option<string?>("--folder") { Description = "For data and logs; a new temporary one when not given" };
        var report = new Option<string?>("--report") { Description = "A Markdown file to write the results to" };
        var run = new Command("run", "Injects faults into a cluster of real processes under load")
        {
            seed, minutes, faults, acked, kinds, chats, members, window, rate, storm, port, disk, configuration, folder, report,
        };
        run.SetAction((parsed, cancel) => Run(
            new RunPlan
            {
                Seed = parsed.GetValue(seed) ?? RandomNumberGenerator.GetInt32(int.MaxValue),
                Folder = parsed.GetValue(folder) ?? Path.Combine(Path.GetTempPath(), "sferum-faults-" + Guid.CreateVersion7().ToString("N")),
                Faults = parsed.GetValue(faults),
                Longest = TimeSpan.FromMinutes(parsed.GetValue(minutes)),
                Acked = parsed.GetValue(acked),
                Kinds = parsed.GetValue(kinds) ?? [],
                Chats = parsed.GetValue(chats),
                Members = parsed.GetValue(members),
                Window = parsed.GetValue(window),
                Rate = parsed.GetValue(rate),
                Storm = parsed.GetValue(storm),
                Port = parsed.GetValue(port),
                Disk = parsed.GetValue(disk),
                Configuration = parsed.GetValue(configuration)!,
            },
            parsed.GetValue(report),
            cancel));
        return new RootCommand("Injects faults into a cluster of real processes") { run, RestoreCommand.Make() };
    }

    private static async Task<int> Run(RunPlan plan, string? report, CancellationToken cancel)
    {
        var result = await FaultRun.Go(plan, Console.WriteLine, cancel);
        await ResultText.Write(result, Console.Out);
        if (report is not null)
        {
            await using var file = new StreamWriter(report, append: true);
            await ResultText.Write(result, file);
        }

        return result.ExitCode;
    }

    private static Option<int> Number(string name, string description, int usual) => new(name)
    {
        Description = string.Create(CultureInfo.InvariantCulture, $"{description} ({usual})"),
        DefaultValueFactory = _ => usual,
    };
}
