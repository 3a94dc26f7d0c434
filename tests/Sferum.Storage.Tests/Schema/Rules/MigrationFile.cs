using System.Text.RegularExpressions;

namespace Sferum.Storage;

/// <summary>One thing that a migration does: a statement, or one action of an ALTER TABLE.</summary>
/// <param name="Sql">Its words in one line, without comments; texts in quotes are empty.</param>
/// <param name="Verb">What stands before the table's name: <c>ALTER TABLE</c>, <c>UPDATE</c>; nothing when this reader does not know the statement.</param>
/// <param name="Table">The table that it changes, in small letters.</param>
internal sealed partial record MigrationStep(string Sql, string Verb, string Table)
{
    /// <summary>What it is about: an index, a column of a table, a table.</summary>
    public string Subject => Index().Match(Sql) is { Success: true } index ? index.Groups["name"].Value
        : AddedColumn is { } column ? $"{Table}.{column}"
        : Table;

    /// <summary>The column that it adds.</summary>
    public string? AddedColumn => Verb == "ALTER TABLE" && Added().Match(Sql) is { Success: true } added ? added.Groups["column"].Value.ToLowerInvariant() : null;

    [GeneratedRegex(@"^CREATE (UNIQUE )?INDEX (CONCURRENTLY )?(IF NOT EXISTS )?(?<name>\w+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Index();

    [GeneratedRegex(@"^ADD (COLUMN )?(IF NOT EXISTS )?(?!(CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN|EXCLUDE)\b)(?<column>\w+)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Added();
}

/// <summary>
/// A migration, taken apart far enough for <see cref="MigrationRule"/>. Not a parser of SQL: what it does not know is a step without a verb, and no rule lets that
/// pass. There is no maintained parser of PostgreSQL for .NET.
/// </summary>
internal sealed partial class MigrationFile
{
    private readonly HashSet<string> _tables;
    private readonly HashSet<string> _columns;

    public MigrationFile(Dialect dialect, Migration migration)
    {
        (IsPostgreSql, Name, IsContract) = (dialect == Dialect.PostgreSql, migration.Name, migration.Contract);
        var words = Spaces().Replace(CommentOrText().Replace(migration.Sql, static m => m.ValueSpan[0] is '-' or '/' ? " " : "''"), " ");
        var statements = BodyOfTrigger().Replace(words, static m => m.Groups["head"].Value).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Steps = [.. statements.SelectMany(StepsOf)];
        _tables = [.. Steps.Where(static s => s.Verb == "CREATE TABLE").Select(static s => s.Table)];
        _columns = [.. Steps.Where(static s => s.AddedColumn is not null).Select(static s => $"{s.Table}.{s.AddedColumn}")];
    }

    public bool IsPostgreSql { get; }

    public string Name { get; }

    /// <summary>It takes away what the release that runs no longer uses.</summary>
    public bool IsContract { get; }

    public IReadOnlyList<MigrationStep> Steps { get; }

    /// <summary>The file itself makes the table: nobody has a row in it, and no release knows it.</summary>
    public bool Makes(string table) => _tables.Contains(table);

    /// <summary>A step names a column that the file adds to its table.</summary>
    public bool NamesNewColumn(MigrationStep step) =>
        Word().Matches(step.Sql).Any(m => _columns.Contains($"{step.Table}.{m.Value.ToLowerInvariant()}"));

    private static IEnumerable<MigrationStep> StepsOf(string statement)
    {
        var known = Known().Match(statement);
        if (!known.Success)
        {
            return [new MigrationStep(statement, "", "")];
        }

        var (verb, table) = (Verb().Match(known.Groups["verb"].Value).Value.ToUpperInvariant(), known.Groups["table"].Value.ToLowerInvariant());
        return verb == "ALTER TABLE"
            ? Actions(statement[known.Length..]).Select(a => new MigrationStep(a, verb, table))
            : [new MigrationStep(statement, verb, table)];
    }

    /// <summary>What stands between commas that are in no brackets.</summary>
    private static IEnumerable<string> Actions(string list)
    {
        var (depth, from) = (0, 0);
        for (var i = 0; i < list.Length; i++)
        {
            depth += list[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (list[i] == ',' && depth == 0)
            {
                yield return list[from..i].Trim();
                from = i + 1;
            }
        }

        yield return list[from..].Trim();
    }

    [GeneratedRegex(@"--[^\n]*|/\*.*?\*/|'([^']|'')*'|\$(?<tag>\w*)\$.*?\$\k<tag>\$", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex CommentOrText();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1_000)]
    private static partial Regex Spaces();

    /// <summary>SQLite's triggers hold statements.</summary>
    [GeneratedRegex(@"(?<head>CREATE TRIGGER [^;]*?) BEGIN .*?; END\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex BodyOfTrigger();

    [GeneratedRegex(
        """
        ^(?<verb>CREATE\ TABLE(\ IF\ NOT\ EXISTS)?|ALTER\ TABLE(\ IF\ EXISTS)?(\ ONLY)?|CREATE(\ UNIQUE)?\ INDEX(\ CONCURRENTLY)?(\ IF\ NOT\ EXISTS)?\ \w+\ ON(\ ONLY)?
        |CREATE\ TRIGGER\ \w+\ [^;]*?\ ON|INSERT\ INTO|INSERT\ OR\ REPLACE\ INTO|UPDATE(\ ONLY)?|DELETE\ FROM(\ ONLY)?|TRUNCATE(\ TABLE)?(\ ONLY)?|LOCK(\ TABLE)?(\ ONLY)?
        |DROP\ TABLE(\ IF\ EXISTS)?|DROP\ INDEX(\ IF\ EXISTS)?|CREATE\ FUNCTION)\ (?<table>\w+)\b\ ?
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Known();

    /// <summary>A verb without what may stand beside it.</summary>
    [GeneratedRegex(@"^(CREATE UNIQUE INDEX|CREATE \w+|ALTER TABLE|DROP \w+|INSERT|UPDATE|DELETE|TRUNCATE|LOCK)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Verb();

    [GeneratedRegex(@"\w+", RegexOptions.None, 1_000)]
    private static partial Regex Word();
}
