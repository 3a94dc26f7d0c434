using System.Text.RegularExpressions;

namespace Sferum.Storage;

/// <summary>
/// What a migration must not do. The release that runs goes on working on the new schema, on PostgreSQL among lessons: each file is one transaction, whose locks are
/// kept to its end, so what has to look at each row of a large table stops everybody who writes into it for as long.
/// </summary>
/// <param name="Name">What holds when it is kept.</param>
/// <param name="OnSqlite">It holds on SQLite, too: there one process has the file, and nobody waits for a lock, but the former release may come back.</param>
/// <param name="IsBrokenBy">A step of a file breaks it.</param>
internal sealed partial record MigrationRule(string Name, bool OnSqlite, Func<MigrationFile, MigrationStep, bool> IsBrokenBy)
{
    /// <summary>Tables that hold as many rows as there are schools, classes, years or orders. Of every other one it is assumed that it is large.</summary>
    private static readonly HashSet<string> Small =
    [
        "school", "school_class", "school_year", "section", "subject", "rollover", "local_act", "school_application", "school_application_step", "school_order", "district_order",
        "school_usage", "key_check", "orleansquery", "orleansmembershipversiontable", "orleansmembershiptable",
    ];

    public static IReadOnlyList<MigrationRule> All { get; } =
    [
        new("a statement is one that this reader knows", true, static (_, s) => s.Verb.Length == 0 || (s.Verb == "ALTER TABLE" && !KnownAction().IsMatch(s.Sql))),
        new("nothing is taken away from the release that runs", true, static (f, s) => !f.IsContract && (s.Verb.StartsWith("DROP ", StringComparison.Ordinal) || TakesAway().IsMatch(s.Sql))),
        new("nothing gets another name", true, static (_, s) => OfTable(s, Renames())),
        new("a column keeps its type", true, static (_, s) => OfTable(s, Retypes())),
        new("a column that must be filled has a default", true, static (_, s) => Adds(s) && NotNull().IsMatch(s.Sql) && !Default().IsMatch(s.Sql)),
        new("a default is a constant", false, static (_, s) => Adds(s) && Default().IsMatch(s.Sql) && !ConstantDefault().IsMatch(s.Sql)),
        new("a new column is not looked at in each row", false, static (_, s) => Adds(s) && !Small.Contains(s.Table) && LookedAt().IsMatch(s.Sql)),
        new("a column that may be empty stays so", true, static (_, s) => OfTable(s, SetsNotNull())),
        new("a constraint does not look at the rows that stand", false, static (f, s) => OfTable(s, AddsConstraint()) && !NotValid().IsMatch(s.Sql)),
        new("a constraint is validated in a later file", false, static (f, s) => OfTable(s, Validates()) && f.Steps.Any(a => a.Table == s.Table && OfTable(a, AddsConstraint()))),
        new("nothing more is demanded of what the release that runs writes", true, static (f, s) =>
            ((OfTable(s, AddsConstraint()) || s.Verb == "CREATE UNIQUE INDEX") && !f.NamesNewColumn(s)) || s.Verb == "CREATE TRIGGER"),
        new("an index of a large table is there before", false, static (_, s) => s.Verb.EndsWith("INDEX", StringComparison.Ordinal) && s.Verb[0] == 'C' && !Small.Contains(s.Table) && !IfNotExists().IsMatch(s.Sql)),
        new("an index is made within the transaction", false, static (_, s) => s.Verb.EndsWith("INDEX", StringComparison.Ordinal) && Concurrently().IsMatch(s.Sql)),
        new("rows of a large table are not rewritten", false, static (_, s) => s.Verb is "UPDATE" or "DELETE" && !Small.Contains(s.Table)),
        new("no table is locked or emptied", true, static (_, s) => s.Verb is "LOCK" or "TRUNCATE"),
    ];

    /// <summary>The steps of a file that break it.</summary>
    public IEnumerable<MigrationStep> Broken(MigrationFile file) =>
        file.IsPostgreSql || OnSqlite ? file.Steps.Where(s => !file.Makes(s.Table) && IsBrokenBy(file, s)) : [];

    private static bool OfTable(MigrationStep step, Regex action) => step.Verb == "ALTER TABLE" && action.IsMatch(step.Sql);

    private static bool Adds(MigrationStep step) => step.AddedColumn is not null;

    private const RegexOptions Words = RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture;

    [GeneratedRegex(@"^(ADD|DROP|RENAME|ALTER( COLUMN)? \w+ (SET (NOT NULL|DEFAULT|DATA TYPE)|DROP (NOT NULL|DEFAULT)|TYPE)|VALIDATE CONSTRAINT)\b", Words, 1_000)]
    private static partial Regex KnownAction();

    [GeneratedRegex(@"^(DROP\b|ALTER( COLUMN)? \w+ DROP DEFAULT\b)", Words, 1_000)]
    private static partial Regex TakesAway();

    [GeneratedRegex(@"^RENAME\b", Words, 1_000)]
    private static partial Regex Renames();

    [GeneratedRegex(@"^ALTER( COLUMN)? \w+ (SET DATA )?TYPE\b", Words, 1_000)]
    private static partial Regex Retypes();

    [GeneratedRegex(@"^ADD (CONSTRAINT|CHECK|UNIQUE|PRIMARY|FOREIGN|EXCLUDE)\b", Words, 1_000)]
    private static partial Regex AddsConstraint();

    [GeneratedRegex(@"^VALIDATE CONSTRAINT\b", Words, 1_000)]
    private static partial Regex Validates();

    [GeneratedRegex(@"^ALTER( COLUMN)? \w+ SET NOT NULL\b", Words, 1_000)]
    private static partial Regex SetsNotNull();

    [GeneratedRegex(@"(?<!\bIS )\bNOT NULL\b", Words, 1_000)]
    private static partial Regex NotNull();

    [GeneratedRegex(@"\bNOT VALID$", Words, 1_000)]
    private static partial Regex NotValid();

    [GeneratedRegex(@"\bDEFAULT\b", Words, 1_000)]
    private static partial Regex Default();

    /// <summary>A number, a text, a truth or nothing; PostgreSQL keeps it beside the table and writes no row. Whatever is computed may be another in each row.</summary>
    [GeneratedRegex(@"\bDEFAULT (-?\d+|''|TRUE|FALSE|NULL)(?=$|,| NOT NULL| CHECK| REFERENCES)", Words, 1_000)]
    private static partial Regex ConstantDefault();

    [GeneratedRegex(@"\b(CHECK|UNIQUE|PRIMARY KEY|GENERATED|(small|big)?serial)\b|\bDEFAULT\b.*\bREFERENCES\b|\bREFERENCES\b.*\bDEFAULT\b", Words, 1_000)]
    private static partial Regex LookedAt();

    [GeneratedRegex(@"\bIF NOT EXISTS\b", Words, 1_000)]
    private static partial Regex IfNotExists();

    [GeneratedRegex(@"\bCONCURRENTLY\b", Words, 1_000)]
    private static partial Regex Concurrently();
}
