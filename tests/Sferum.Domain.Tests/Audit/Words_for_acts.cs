using System.Text.RegularExpressions;

namespace Sferum.Audit;

/// <summary>Every act that leaves a note has its words in the catalogues: found by reading the sources.</summary>
public sealed partial class Words_for_acts
{
    [Fact]
    public void Exist_for_each_act_in_each_language()
    {
        var acts = Acts().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();

        Assert.Contains("school.card_changed", acts);
        Assert.Empty(acts.SelectMany(static act => TextCatalogue.Locales.Where(locale => !TextCatalogue.Knows("audit." + act, locale)).Select(locale => $"{locale}: audit.{act}")));
    }

    private static IEnumerable<string> Acts() =>
        from file in Directory.EnumerateFiles(Path.Combine(Root(), "src"), "*.cs", SearchOption.AllDirectories)
        where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        from Match note in Note().Matches(File.ReadAllText(file))
        from Match code in Code().Matches(note.Groups["first"].Value)
        select code.Groups["code"].Value;

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Sferum.Cluster.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The sources are not here.");
        }

        return folder;
    }

    /// <summary>The first argument of a note, whatever it is made of.</summary>
    [GeneratedRegex(@"(new AuditNote|AuditNote\.About)\(\s*(?<first>[^,;]+)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Note();

    [GeneratedRegex("\"(?<code>[a-z_]+(\\.[a-z_]+)+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Code();
}
