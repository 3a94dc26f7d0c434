using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;

namespace Sferum.Chats;

/// <summary><c>micro</c>: what single steps of a message cost, by BenchmarkDotNet.</summary>
internal static class MicroBenches
{
    public static Command Command()
    {
        var filter = new Option<string>("--filter") { DefaultValueFactory = static _ => "*", Description = "For example *Encode*" };
        var full = new Option<bool>("--full") { Description = "As long as BenchmarkDotNet likes; otherwise a short run." };
        var results = new Option<DirectoryInfo?>("--artifacts") { Description = "Folder for BenchmarkDotNet's own reports." };
        var command = new Command("micro", "Encode, decide, append: time and memory of one call.") { filter, full, results };
        command.SetAction(parsed =>
        {
            // In this process: the host of the measured code is this project with its internals, and no second build is needed.
            var job = (parsed.GetValue(full) ? Job.Default : Job.ShortRun).WithToolchain(InProcessNoEmitToolchain.Instance);
            var config = ManualConfig.Create(DefaultConfig.Instance).AddJob(job)
                .WithArtifactsPath(parsed.GetValue(results)?.FullName ?? Path.Combine(Path.GetTempPath(), "sferum-bench"));
            BenchmarkSwitcher.FromTypes([typeof(EncodeBench), typeof(DecideBench), typeof(AppendRowBench)]).Run(["--filter", parsed.GetValue(filter)!], config);
        });
        return command;
    }
}
