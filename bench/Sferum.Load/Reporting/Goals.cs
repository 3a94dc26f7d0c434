namespace Sferum.Load.Reporting;

/// <summary>What the product is to reach, and where in a report it shows.</summary>
/// <param name="Name">As the design names it.</param>
/// <param name="Wanted">The goal.</param>
/// <param name="Found">What a report found.</param>
internal sealed record Goal(string Name, string Wanted, Func<Report, string> Found);

/// <summary>The goals of the fan-out.</summary>
internal static class Goals
{
    public const string OneByOne = "One by one, 500 members";
    public const string Saturated = "Saturated, 8 posts in flight, 500 members";
    public const string Light = "Light, 20 posts a second, 500 members";
    public const string Large = "2,000 members, 2 posts in flight";
    public const string Classes = "200 chats of 30, a post in each every 2 s";
    public const string Idle = "Idle, 5,000 connections";
    public const string Two = "Two gateways and a silo, 8 posts in flight, 500 members";
    public const string Append = "append";

    private const string Ours = "direct";
    private const string Stock = "SignalR, stock";
    private const string Raw = "raw socket";

    public static IReadOnlyList<Goal> All { get; } =
    [
        new("G1 one by one", "≥ 2 × stock SignalR, ≥ 0.75 × raw socket (200 k on the quiet machine)", static r => Against(r, OneByOne)),
        new("G2 saturated", "≥ 1.6 × stock SignalR (1.0 M on the quiet machine)", static r => Against(r, Saturated)),
        new("G3 light", "≥ 2 × stock SignalR, p50 ≤ 3 ms, p99 ≤ 6 ms", static r => $"{Against(r, Light)}; {Latency(r, Light)}"),
        new("2,000 members", "≥ 2 × stock SignalR", static r => Against(r, Large)),
        new("G4 200 × 30 with the durable store", "≤ 0.10 core, the store included", static r => $"{Report.Number(r.Find(Classes, Ours)?.Cores)} core"),
        new("G5 idle connection", "≤ 12 KB", static r =>
            $"{Report.Number(r.Find(Idle, Ours)?.Result.IdleKbPerConnection, "0.0")} KB; stock SignalR {Report.Number(r.Find(Idle, Stock)?.Result.IdleKbPerConnection, "0.0")} KB"),
        new("G6 acked after commit", "≥ 30,000 a second in one chat", static _ => "see below"),
        new("G7 two gateways against one process", "≥ 0.8 of its deliveries per CPU-second", static r =>
            Report.Number(r.Find(Two, Ours)?.Result.DeliveriesPerCpuSecond / r.Find(Saturated, Ours)?.Result.DeliveriesPerCpuSecond)),
        new("G8 200 × 30", "delivery p99 ≤ 10 ms on a quiet machine", static r => Latency(r, Classes)),
    ];

    private static string Against(Report report, string situation)
    {
        var found = report.Find(situation, Ours)?.Result.DeliveriesPerCpuSecond / 1000;
        return found is null
            ? "not measured"
            : $"{Report.Number(found, "0.0")} k; {Report.Number(report.Ratio(situation, Ours, Stock))} × stock SignalR, {Report.Number(report.Ratio(situation, Ours, Raw))} × raw socket";
    }

    private static string Latency(Report report, string situation)
    {
        var found = report.Find(situation, Ours)?.Result;
        return $"p50 {Report.Number(found?.DeliveryP50)} ms, p99 {Report.Number(found?.DeliveryP99)} ms";
    }
}
