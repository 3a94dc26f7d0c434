using static System.FormattableString;

namespace Sferum.Faults;

/// <summary>A result for people, in Markdown.</summary>
internal static class ResultText
{
    public static async Task Write(RunResult result, TextWriter output)
    {
        var (plan, numbers) = (result.Plan, result.Verdict.Summary);
        await output.WriteLineAsync(Invariant(
            $"\n## Seed {plan.Seed}: {result.Faults.Count} faults, {result.Kills} of them kills, in {result.Took.TotalMinutes:0.0} minutes\n"));
        await output.WriteLineAsync(Invariant(
            $"{plan.Silos} silos, {plan.Gateways} gateways, {plan.Chats} chats of {plan.Members} devices, {plan.Rate} posts/s wanted, window {plan.Window}, {plan.Configuration} build.\n"));
        await output.WriteLineAsync(Invariant(
            $"sent {numbers.Sent}, acked {numbers.Acked}, refused {numbers.Refused}, unknown {numbers.Unknown}, delivered {numbers.Delivered}; lost {numbers.Lost}, doubled {numbers.Doubled}, holes {numbers.Holes}, out of order {numbers.OutOfOrder}, violations {numbers.Violations.Values.Sum()}.\n"));
        await output.WriteLineAsync("| fault | times | recovery s: median | worst | bound (P16) | without an answer s, worst | without a line s, worst | all processes ready s, worst |");
        await output.WriteLineAsync("|---|---|---|---|---|---|---|---|");
        foreach (var kind in result.Faults.GroupBy(static f => f.Fault.Name).OrderBy(static k => k.Key, StringComparer.Ordinal))
        {
            await output.WriteLineAsync(Row(kind.Key, [.. kind]));
        }

        foreach (var storm in result.Faults.Where(static f => f.Fault is ReconnectStorm))
        {
            await output.WriteLineAsync($"\nstorm: {storm.What}");
        }

        foreach (var violation in result.Verdict.Violations)
        {
            await output.WriteLineAsync($"\nviolation: {violation}");
        }

        foreach (var problem in result.Problems.Concat(result.Verdict.Problems))
        {
            await output.WriteLineAsync($"\nproblem: {problem}");
        }
    }

    private static string Row(string name, IReadOnlyList<FaultRecord> faults)
    {
        var measured = faults.Select(static f => f.Measured).OfType<TimeSpan>().Order().ToList();
        var bound = faults[0].Fault.Bound is { } most ? Invariant($"{most.TotalSeconds:0}") : "";
        var (median, worst) = measured.Count == 0 ? ("", "") : (Seconds(measured[measured.Count / 2]), Seconds(measured[^1]));
        return $"| {name} | {faults.Count} | {median} | {worst} | {bound} | {Seconds(faults.Max(static f => f.Silence))} | {Seconds(faults.Max(static f => f.LongestBreak))} | {Seconds(faults.Max(static f => f.Healed))} |";
    }

    private static string Seconds(TimeSpan time) => Invariant($"{time.TotalSeconds:0.0}");
}
