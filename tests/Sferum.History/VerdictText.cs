using System.Globalization;

namespace Sferum.History;

/// <summary>A verdict for people: numbers first, one "name: value" a line, then what is wrong.</summary>
internal static class VerdictText
{
    public static void Write(Verdict verdict, TextWriter output)
    {
        var summary = verdict.Summary;
        Line("events", summary.Events);
        Line("sent", summary.Sent);
        Line("acked", summary.Acked);
        Line("refused", summary.Refused);
        Line("unknown", summary.Unknown);
        Line("delivered", summary.Delivered);
        Line("lost", summary.Lost);
        Line("doubled", summary.Doubled);
        Line("holes", summary.Holes);
        Line("out_of_order", summary.OutOfOrder);
        Line("violations", summary.Violations.Values.Sum());
        foreach (var (kind, count) in summary.Violations) Line("  " + kind, count);
        foreach (var violation in verdict.Violations)
        {
            var persons = string.Join(", ", violation.Persons);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{violation.Kind} chat {violation.Chat} number {violation.Number} persons [{persons}]: {violation.Evidence}"));
        }

        foreach (var problem in verdict.Problems) output.WriteLine($"proves nothing: {problem}");
        output.WriteLine(verdict.ExitCode switch { 0 => "kept", 1 => "broken", _ => "proves nothing" });

        void Line(string name, long value) => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {value}"));
    }
}
