using System.Globalization;

namespace Sferum.Schools;

/// <summary>
/// Names by their beginnings, on both databases alike: SQLite folds the case of Latin letters only, so a word is written as a name is, with capitals, and
/// ё counts as е.
/// </summary>
internal static class NameWords
{
    private const int Most = 4;
    private static readonly string[] Names = ["p.family_name", "p.given_name", "p.middle_name"];

    /// <summary>Patterns for LIKE, one a word; the rest of a longer text is left out.</summary>
    public static IReadOnlyList<string> Of(string? text) =>
    [
        .. (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(Most).Select(static word =>
            CultureInfo.InvariantCulture.TextInfo.ToTitleCase(Folded(word.ToLowerInvariant()))
                .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal) + "%"),
    ];

    /// <summary>Each word begins a name; the words are the parameters word0, word1, ….</summary>
    public static string Conditions(int count) => string.Concat(Enumerable.Range(0, count).Select(static i =>
        $" AND ({string.Join(" OR ", Names.Select(n => $"replace(replace({n}, 'ё', 'е'), 'Ё', 'Е') LIKE @word{i} ESCAPE '\\'"))})"));

    private static string Folded(string word) => word.Replace('ё', 'е');
}
