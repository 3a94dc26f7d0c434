using Sferum.Load.Reporting;

namespace Sferum.Load;

public sealed class A_record
{
    [Fact]
    public void Shows_each_server_beside_the_others_and_the_goals()
    {
        var report = new Report([Run("direct", 200_000, 0.9), Run("SignalR, stock", 80_000, 0.95), Run("raw socket", 250_000, 0.3)]).Write();
        Assert.Contains("| direct | 200.0 | 2.50 | 0.80 | 2.00 / 5.00 | 1.00 / 4.00 | 0.90 ", report, StringComparison.Ordinal);
        Assert.Contains("| raw socket | 250.0 | 3.13 | 1.00 | 2.00 / 5.00 | 1.00 / 4.00 | 0.30\\* ", report, StringComparison.Ordinal);
        Assert.Contains("200.0 k; 2.50 × stock SignalR, 0.80 × raw socket", report, StringComparison.Ordinal);
        Assert.Contains("| 2,000 members | ≥ 2 × stock SignalR | not measured |", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_runs_the_median_counts()
    {
        var report = new Report([Run("direct", 100, 1), Run("direct", 900, 1), Run("direct", 300, 1)]);
        Assert.Equal(300, report.Find(Goals.OneByOne, "direct")?.Result.DeliveriesPerCpuSecond);
        Assert.Null(report.Ratio(Goals.OneByOne, "direct", "raw socket"));
    }

    [Fact]
    public void Is_read_from_the_lines_that_a_run_prints()
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            File.WriteAllText(file, $$"""{"situation":"{{Goals.Light}}","server":"direct","seconds":5,"busy":1.5,"result":{{Run("direct", 10, 1).Result.ToJson()}}}""" + "\n");
            var read = Assert.Single(RecordedRun.Read(file));
            Assert.Equal((Goals.Light, 1.5, 10, 4.0), (read.Situation, read.Busy, read.Result.DeliveriesPerCpuSecond, read.Result.AckP99));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Names_the_situations_as_the_script_does()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Sferum.Cluster.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        var script = File.ReadAllText(Path.Combine(folder, "bench", "run"));
        Assert.All(
            new[] { Goals.OneByOne, Goals.Saturated, Goals.Light, Goals.Large, Goals.Classes, Goals.Idle, Goals.Two },
            situation => Assert.Contains($"'{situation}'", script, StringComparison.Ordinal));
    }

    private static RecordedRun Run(string server, double perCpuSecond, double cores) => new()
    {
        Situation = Goals.OneByOne,
        Server = server,
        Seconds = 5,
        Busy = 1,
        Result = new LoadResult
        {
            Sent = 10, Acked = 10, Delivered = 5000, Lost = 0, Doubled = 0, OutOfOrder = 0, Holes = 0,
            AckP50 = 1, AckP99 = 4, DeliveryP50 = 2, DeliveryP99 = 5, ServerCpuSeconds = cores * 5, DeliveriesPerCpuSecond = perCpuSecond,
        },
    };
}
