using System.Text.RegularExpressions;

namespace Sferum.Architecture;

/// <summary>
/// What there is little of is given back on every way out. On SQLite one writer holds all others up, so an act or a transaction that is forgotten stops the
/// whole process. Found by reading the sources: an analyzer does not see through an <see cref="Outcome{T}"/>.
/// </summary>
public sealed partial class Scarce
{
    /// <summary>Those that begin acts for others, and give them back themselves when they refuse.</summary>
    private static readonly string[] Beginners = ["Acts.cs", "StructureActs.cs"];

    [Fact]
    public void Every_act_connection_and_transaction_is_disposed_where_it_was_begun()
    {
        var sources = Repository.Files("src/Sferum.Storage", "*.cs").Where(static f => !Beginners.Contains(Path.GetFileName(f)))
            .Select(static f => (Name: Path.GetFileName(f), Text: File.ReadAllText(f))).ToList();

        Assert.True(sources.Sum(static s => Begun().Count(s.Text)) > 100);
        Assert.Empty(sources.SelectMany(static s => Forgotten(s.Text).Select(line => $"{s.Name}: {line}")));
    }

    [Theory]
    [InlineData("await using var act = await acts.BeginFor(a, b, c);")]
    [InlineData("await using (var act = await acts.BeginFor(a, b, c))")]
    [InlineData("var begun = await acts.Begin(a, b, c);\nif (begun.IsRefused(out var refusal))\n{\n return refusal;\n}\n\nawait using var act = begun.Value;")]
    [InlineData("await using var connection = there\n ? null : await _database.Read(cancel);")]
    public void What_is_disposed_is_seen(string source) => Assert.Empty(Forgotten("{ " + source));

    [Theory]
    [InlineData("var act = await acts.BeginFor(a, b, c);")]
    [InlineData("var begun = await acts.Begin(a, b, c);\nif (begun.IsRefused(out var refusal))\n{\n return refusal;\n}\n\nvar act = begun.Value;")]
    [InlineData("var begun = await acts.Begin(a, b, c);\nif (begun.IsRefused(out var refusal))\n{\n return refusal;\n}\n\nif (wrong)\n{\n return no;\n}\n\nawait using var act = begun.Value;")]
    [InlineData("var write = await database.Write(cancel);")]
    [InlineData("Use(await database.Read(cancel));")]
    public void What_is_forgotten_is_seen(string source) => Assert.Single(Forgotten("{ " + source));

    private static IEnumerable<string> Forgotten(string text)
    {
        var passedOn = PassedOn().Matches(text);
        foreach (Match begun in Begun().Matches(text))
        {
            var statement = text[(text.LastIndexOfAny([';', '{', '}'], begun.Index) + 1)..begun.Index].Trim();
            if (!Disposed().IsMatch(statement) && !passedOn.Any(p => p.Index <= begun.Index && begun.Index < p.Index + p.Length))
            {
                yield return statement + begun.Value;
            }
        }
    }

    [GeneratedRegex(@"\b(acts\.Begin\w*|_?database\.(Read|Write))\(", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Begun();

    /// <summary>Behind comments, if there are any.</summary>
    [GeneratedRegex(@"(^|\n)\s*await using[ (]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Disposed();

    /// <summary>An act that may have been refused.</summary>
    [GeneratedRegex(
        @"var begun = await acts\.Begin\w*\([^;]*\);\s*if \(begun\.IsRefused\(out (var )?\w+\)\)\s*\{\s*return [^;]+;\s*\}\s*await using var act = begun\.Value;",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PassedOn();
}
