using Sferum.History;
using static System.FormattableString;

namespace Sferum.Faults;

/// <summary>What a drill measured, and what did not hold.</summary>
internal sealed class RestoreResult(RestorePlan plan)
{
    private readonly List<string> _failures = [];
    private readonly List<string> _findings = [];

    /// <summary>What makes the drill fail.</summary>
    public IReadOnlyList<string> Failures => _failures;

    public TimeSpan Backup { get; set; }

    public TimeSpan Keys { get; set; }

    public long CopyBytes { get; set; }

    public int AckedBeforeTheCopy { get; set; }

    /// <summary>Acknowledged and gone.</summary>
    public int Gone { get; set; }

    /// <summary>From the disaster back to the oldest acknowledged message that is gone, and to the newest one.</summary>
    public (TimeSpan Oldest, TimeSpan Newest) GoneAge { get; set; }

    public TimeSpan Restored { get; set; }

    public TimeSpan Ready { get; set; }

    public TimeSpan Recovered { get; set; }

    public int Tables { get; set; }

    public long Rows { get; set; }

    public int TakenBack { get; set; }

    public int Devices { get; set; }

    public Verdict? Kept { get; set; }

    public Verdict? After { get; set; }

    public void Fail(string what) => _failures.Add(what);

    public void Find(string what) => _findings.Add(what);

    public void Judge(string which, Verdict verdict)
    {
        foreach (var violation in verdict.Violations)
        {
            Fail($"{which}: {violation}");
        }

        foreach (var problem in verdict.Problems)
        {
            Fail($"{which}: {problem}");
        }
    }

    public async Task Write(TextWriter output)
    {
        await output.WriteLineAsync(Invariant($"\n{plan.Schools} schools with {plan.Chats} chats of {plan.Members} devices each, {plan.Rate} posts a second, seed {plan.Seed}, {plan.Configuration} build.\n"));
        await output.WriteLineAsync("| | |\n|---|--:|");
        await Row("`backup` under load", Invariant($"{Backup.TotalSeconds:0.0} s, {CopyBytes / 1024} KB"));
        await Row("`backup-keys` under load", Invariant($"{Keys.TotalSeconds:0.0} s"));
        await Row("acknowledged before the copy began", Invariant($"{AckedBeforeTheCopy}"));
        await Row("recovery point: acknowledged and gone", Invariant($"{Gone}"));
        await Row("… the oldest of them, before the last process was dead", Invariant($"{GoneAge.Oldest.TotalSeconds:0.0} s"));
        await Row("… the newest", Invariant($"{GoneAge.Newest.TotalSeconds:0.0} s"));
        await Row("recovery time: database restored", Invariant($"{Restored.TotalSeconds:0.0} s"));
        await Row("… all processes ready", Invariant($"{Ready.TotalSeconds:0.0} s"));
        await Row("… first acknowledged post", Invariant($"{Recovered.TotalSeconds:0.0} s"));
        await Row("tables / rows as in the copy", Invariant($"{Tables} / {Rows}"));
        await Row("devices that were told that numbers were taken back / of", Invariant($"{TakenBack} / {Devices}"));
        await Row("the checker on what was kept", Of(Kept));
        await Row("the checker on what came after", Of(After));
        foreach (var finding in _findings)
        {
            await output.WriteLineAsync($"\nfinding: {finding}");
        }

        foreach (var failure in _failures.Take(20))
        {
            await output.WriteLineAsync($"\nfailed: {failure}");
        }

        await output.WriteLineAsync(_failures.Count == 0 ? "\nEverything held." : Invariant($"\n{_failures.Count} things did not hold."));

        Task Row(string name, string value) => output.WriteLineAsync($"| {name} | {value} |");
        static string Of(Verdict? verdict) => verdict is null ? "not reached" : Invariant($"{verdict.Summary.Acked} acknowledged, lost {verdict.Summary.Lost}, doubled {verdict.Summary.Doubled}, holes {verdict.Summary.Holes}, violations {verdict.Summary.Violations.Values.Sum()}");
    }
}
