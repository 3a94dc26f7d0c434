using System.Text.Json;
using CsCheck;
using Sferum.Load.Processes;

namespace Sferum.Load;

public sealed class Figures_of_a_run
{
    [Fact]
    public void Are_one_line_of_JSON_with_exactly_these_fields()
    {
        var line = new LoadResult { Sent = 1, Acked = 1, Delivered = 2, Lost = 0, Doubled = 0, OutOfOrder = 0, Holes = 0, AckP50 = 1.5 }.ToJson();
        Assert.DoesNotContain('\n', line);
        Assert.Equal(
            [
                "sent", "acked", "delivered", "lost", "doubled", "out_of_order", "holes", "ack_p50_ms", "ack_p99_ms", "delivery_p50_ms", "delivery_p99_ms",
                "server_cpu_seconds", "deliveries_per_cpu_second", "idle_kb_per_connection",
            ],
            JsonDocument.Parse(line).RootElement.EnumerateObject().Select(static p => p.Name));
    }

    [Fact]
    public void A_quantile_is_right_to_one_part_in_64() => Gen.Long[0, 10_000_000].Array[1, 2000].Sample(values =>
    {
        var histogram = new Histogram();
        foreach (var value in values)
        {
            histogram.Add(value);
        }

        Array.Sort(values);
        foreach (var quantile in new[] { 0.01, 0.5, 0.99, 1.0 })
        {
            var exact = values[(int)Math.Max(0, Math.Ceiling(values.Length * quantile) - 1)];
            Assert.InRange(histogram.Quantile(quantile), exact, exact + (exact / 64) + 1);
        }

        Assert.Equal(values.Length, histogram.Count);
    });

    [Fact]
    public void An_empty_histogram_has_no_quantile() => Assert.Equal((0, 0), (new Histogram().Quantile(0.99), new Histogram().Count));

    [Theory]
    [InlineData(false, 30)]
    [InlineData(true, 37)]
    public void Processor_time_is_read_whatever_the_process_is_called(bool withEnded, long ticks) =>
        Assert.Equal(ticks, ServerProcesses.Ticks("42 (a b) (c) S 1 42 42 0 -1 4194304 100 0 0 0 10 20 3 4 20 0 1 0 5 6 7", withEnded));

    [Fact]
    public void Memory_is_read_in_KB() => Assert.Equal(10_344, ServerProcesses.Resident(["Name:\tx", "VmRSS:\t   10344 kB", "Threads:\t1"]));

    [Fact]
    public void The_figures_of_a_living_process_are_there()
    {
        var own = new ServerProcesses([Environment.ProcessId], withChildren: true);
        Assert.True(own.AreKnown);
        Assert.True(own.CpuSeconds() > 0);
        Assert.True(own.ResidentKb() > 1000);
        Assert.False(new ServerProcesses([], withChildren: false).AreKnown);
    }
}
