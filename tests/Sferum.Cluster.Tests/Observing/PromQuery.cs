using System.Text.RegularExpressions;

namespace Sferum.Observing;

/// <summary>Which measures an expression of Prometheus names.</summary>
internal static partial class PromQuery
{
    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "abs", "absent", "and", "avg", "bool", "clamp_max", "clamp_min", "count", "histogram_quantile", "increase", "irate", "max", "max_over_time", "min", "offset", "or", "rate", "sum",
        "topk", "unless",
    };

    /// <summary>All names that are neither words of the language nor labels: what is misspelt is among them.</summary>
    public static IEnumerable<string> Measures(string expression) =>
        Identifier().Matches(Labels().Replace(expression, " ")).Select(static m => m.Value).Where(static n => !Words.Contains(n)).Distinct(StringComparer.Ordinal);

    /// <summary>The names in what a process tells Prometheus.</summary>
    public static IEnumerable<string> Told(string scrape) =>
        scrape.Split('\n').Where(static l => l.Length > 0 && l[0] != '#').Select(static l => Identifier().Match(l).Value);

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]|\b(?:by|without|on|ignoring)\s*\([^)]*\)|""[^""]*""", RegexOptions.None, 1_000)]
    private static partial Regex Labels();

    [GeneratedRegex("[a-zA-Z_][a-zA-Z0-9_]*", RegexOptions.None, 1_000)]
    private static partial Regex Identifier();
}
