using System.Globalization;
using System.Text;

namespace Sferum.Load.Reporting;

/// <summary>Runs as tables in Markdown: each situation with the product and what it is compared with, and the goals beside them.</summary>
internal sealed class Report(IReadOnlyList<RecordedRun> runs)
{
    private const string Stock = "SignalR, stock";
    private const string Raw = "raw socket";
    private const double Starved = 0.6;

    private static readonly string[] ForAWholeCore = [Goals.OneByOne, Goals.Saturated, Goals.Large, Goals.Two];

    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public string Write()
    {
        var text = new StringBuilder();
        foreach (var situation in runs.GroupBy(static r => r.Situation))
        {
            text.AppendLine(Invariant, $"## {situation.Key}").AppendLine();
            Table(text, [.. situation]);
            text.AppendLine();
        }

        text.AppendLine("## Goals").AppendLine();
        text.AppendLine("| | goal | here |").AppendLine("|---|---|---|");
        foreach (var goal in Goals.All)
        {
            text.AppendLine(Invariant, $"| {goal.Name} | {goal.Wanted} | {goal.Found(this)} |");
        }

        return text.ToString();
    }

    /// <summary>The median run of a server in a situation.</summary>
    public RecordedRun? Find(string situation, string server) =>
        runs.Where(r => r.Situation == situation && r.Server == server).OrderBy(static r => r.Result.DeliveriesPerCpuSecond).ToList() is { Count: > 0 } found
            ? found[found.Count / 2]
            : null;

    /// <summary>Deliveries per processor second against another server's in the same situation.</summary>
    public double? Ratio(string situation, string server, string against) =>
        Find(situation, server)?.Result.DeliveriesPerCpuSecond / Find(situation, against)?.Result.DeliveriesPerCpuSecond;

    public static string Number(double? value, string format = "0.00") => value?.ToString(format, Invariant) ?? "–";

    private void Table(StringBuilder text, IReadOnlyList<RecordedRun> of)
    {
        text.AppendLine(Invariant, $"| server | deliveries / CPU-s, thousands | × {Stock} | × {Raw} | delivery p50 / p99 ms | ack p50 / p99 ms | cores | posts / s | lost, doubled, out of order, holes | idle KB | load |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var run in of)
        {
            var r = run.Result;
            text.Append(Invariant, $"| {run.Server} | {Number(r.DeliveriesPerCpuSecond / 1000, "0.0")} ");
            text.Append(Invariant, $"| {Times(run, Stock)} | {Times(run, Raw)} ");
            text.Append(Invariant, $"| {Number(r.DeliveryP50)} / {Number(r.DeliveryP99)} | {Number(r.AckP50)} / {Number(r.AckP99)} ");
            text.Append(Invariant, $"| {Number(run.Cores)}{(run.Cores < Starved && ForAWholeCore.Contains(run.Situation) ? "\\*" : "")} ");
            text.Append(Invariant, $"| {Number(r.Sent / run.Seconds, "0")} | {r.Lost}, {r.Doubled}, {r.OutOfOrder}, {r.Holes} ");
            text.AppendLine(Invariant, $"| {Number(r.IdleKbPerConnection, "0.0")} | {Number(run.Busy, "0.0")} |");
        }
    }

    private string Times(RecordedRun run, string against) =>
        Find(run.Situation, against)?.Result.DeliveriesPerCpuSecond is > 0 and { } other ? Number(run.Result.DeliveriesPerCpuSecond / other) : "–";
}
