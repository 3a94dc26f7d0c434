using System.Text;
using System.Text.RegularExpressions;

namespace Sferum.Architecture;

/// <summary>docs/regulation.md says of each paragraph which tests show it; it is made from the names of the tests. <c>UPDATE_GOLDEN=1</c> writes it anew.</summary>
public sealed partial class Regulation
{
    /// <summary>The paragraphs, as design: product, section 3 tells them.</summary>
    private static readonly (string Paragraph, string What)[] Paragraphs =
    [
        ("1.1", "Nine schools live in one district; nothing is read, found or counted across them"),
        ("1.2", "Coverage: who of each class is in the roster, invited, registered, active"),
        ("1.3", "Chats by subject and out of class, calls without a limit of time; registration of structure and staff"),
        ("1.4", "No administrator's right without an order; the console of what waits for the administrator"),
        ("1.6", "Consultations, guides, the training course"),
        ("2.1-1", "Application of a school with the order's file"),
        ("2.1-2", "The named phone and a code give the administrator's rights"),
        ("2.1-3", "Structure: parallels, classes, groups, subjects"),
        ("2.1-4", "The school's card, with an audited difference"),
        ("2.1-5", "Classes bring their chats by themselves"),
        ("2.1-6", "Links with role, class, expiry and a cap; QR and a sheet"),
        ("2.1-7", "Handing links to teachers, logged"),
        ("2.1-8", "Handing links to class teachers, logged"),
        ("2.1-9", "Enrolment, one class at a time; chats follow"),
        ("2.1-10", "Assignment of class and subject teachers; rights and chats come and go"),
        ("2.1-11", "Common chats from templates, who writes, moderation"),
        ("2.1-12", "Join requests: accept, reject, in bulk"),
        ("2.1-13", "Movement by order and date, with history"),
        ("2.1-14", "Broadcasts"),
        ("2.1-15", "Support tickets"),
        ("2.2-1", "The director appoints the administrator by order"),
        ("2.2-2", "Staff join by a link"),
        ("2.2-3", "Materials for a scope"),
        ("2.2-4", "Control: planned, held, attended"),
        ("2.2-5", "Analysis over periods"),
        ("2.2-6", "Chats of the administration"),
        ("2.2-7", "Calls with attendance"),
        ("2.2-8", "Working meetings, votes, informing with acknowledgement"),
        ("2.2-9", "Secrecy of credentials: sessions, new devices, replayed tokens"),
        ("2.3", "The class teacher: own class's links, chats, guardians"),
        ("2.4", "The subject teacher: assigned sections only"),
        ("2.5", "The student: one class, its chats, nothing to convene"),
        ("2.6", "The guardian: the chats of the invitation and nothing else"),
        ("3.1", "Free, day and night: nothing acknowledged is lost"),
        ("3.2", "Tickets with a clock"),
        ("3.3", "Help within two clicks"),
        ("3.4", "Webinars for staff"),
        ("4.1", "The local Положение, versioned"),
        ("4.2", "Acceptance of the Положение"),
        ("4.3", "Page of local acts"),
    ];

    [Fact]
    public void Each_paragraph_names_the_tests_that_show_it()
    {
        var path = Path.Combine(Repository.Root, "docs", "regulation.md");
        var made = Document();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, made);
        }

        Assert.Equal(made, File.ReadAllText(path));
    }

    [Fact]
    public void Every_test_named_after_a_paragraph_names_one_that_there_is()
    {
        var known = Paragraphs.Select(static p => p.Paragraph).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(Tests().Where(t => !known.Contains(t.Paragraph)).Select(static t => $"{t.Paragraph}: {t.Test}"));
    }

    private static string Document()
    {
        var tests = Tests().ToLookup(static t => t.Paragraph, static t => t.Test, StringComparer.Ordinal);
        var text = new StringBuilder();
        text.Append("# The regulation, paragraph by paragraph\n\n");
        text.Append("Made from the names of the tests (`UPDATE_GOLDEN=1 ./test.sh architecture` writes it anew). A paragraph without a test is not built yet.\n\n");
        text.Append("| Paragraph | What | Shown by |\n|---|---|---|\n");
        foreach (var (paragraph, what) in Paragraphs)
        {
            var shown = tests[paragraph].Order(StringComparer.Ordinal).ToList();
            text.Append("| ").Append(paragraph).Append(" | ").Append(what).Append(" | ");
            text.Append(shown.Count == 0 ? "not built yet" : string.Join("<br>", shown)).Append(" |\n");
        }

        return text.ToString();
    }

    private static IEnumerable<(string Paragraph, string Test)> Tests() => Named().Concat(Nevers());

    private static IEnumerable<(string Paragraph, string Test)> Named() =>
        from file in Repository.Files("tests", "*.cs")
        where !file.EndsWith("Regulation.cs", StringComparison.Ordinal)
        from Match match in Name().Matches(File.ReadAllText(file))
        select (Number(match.Groups["number"].Value), $"{Path.GetFileNameWithoutExtension(file).Replace('_', ' ')}: {match.Groups["sentence"].Value.Replace('_', ' ')}");

    /// <summary>The rows of what nobody ever does; those of the product beyond the regulation have no paragraph.</summary>
    private static IEnumerable<(string Paragraph, string Test)> Nevers() =>
        from file in Repository.Files("tests", "NeverRows*.cs")
        from Match match in Never().Matches(File.ReadAllText(file))
        let who = match.Groups["who"].Value == "None" ? "a stranger" : Capital().Replace(match.Groups["who"].Value, " $0").Trim().ToLowerInvariant()
        select (match.Groups["paragraph"].Value, $"Never: {who} {match.Groups["what"].Value}");

    /// <summary>2_1_4 is 2.1-4.</summary>
    private static string Number(string digits)
    {
        var parts = digits.Split('_', StringSplitOptions.RemoveEmptyEntries);
        return string.Join('.', parts.Take(2)) + string.Concat(parts.Skip(2).Select(static p => "-" + p));
    }

    [GeneratedRegex(@"\bParagraph_(?<number>([0-9]+_)+)(?<sentence>[A-Za-z]\w*)\(", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    [GeneratedRegex("(Http|Hub)\\(\"(?<paragraph>[0-9][^\"]*)\", (?<who>[A-Za-z]+), \"(?<what>[^\"]+)\"", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Never();

    [GeneratedRegex("[A-Z]", RegexOptions.NonBacktracking)]
    private static partial Regex Capital();
}
