using System.Globalization;
using System.Security.Cryptography;

namespace Sferum.Faults;

/// <summary>The short set of each test run: real processes, a real database, every kind of fault, and a verdict over all that clients saw.</summary>
public sealed class A_cluster_under_faults
{
    private const string SeedVariable = "SFERUM_SEED";

    [Fact]
    public async Task Keeps_every_promise_while_its_parts_die_again_and_again()
    {
        using var folder = new ClusterFolder();
        var plan = new RunPlan
        {
            Seed = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } given
                ? int.Parse(given, CultureInfo.InvariantCulture)
                : RandomNumberGenerator.GetInt32(int.MaxValue),
            Folder = folder.Path,
            Kinds =
            [
                .. Enumerable.Repeat("kill-silo", 4), .. Enumerable.Repeat("kill-gateway", 4), .. Enumerable.Repeat("kill-postgres", 12),
                .. FaultKinds.Names.Except(["kill-silo", "kill-gateway", "kill-postgres"]),
            ],
            Faults = 20 + FaultKinds.All.Count - 3,
            Acked = 50_000,
            Rate = 400,
            Storm = 300,
            Longest = TimeSpan.FromMinutes(9.5),
        };
        var result = await FaultRun.Go(plan, Say, TestContext.Current.CancellationToken);
        await using var report = new StringWriter(CultureInfo.InvariantCulture);
        await ResultText.Write(result, report);
        Say($"{report}\nagain: {SeedVariable}={plan.Seed}");

        Assert.True(result.ExitCode == 0, report.ToString());
        Assert.InRange(result.Verdict.Summary.Acked, 50_000, long.MaxValue);
        Assert.InRange(result.Kills, 20, int.MaxValue);
    }

    private static void Say(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Console.WriteLine(line);
    }
}
