using Sferum.TestServers;

namespace Sferum.Storage;

/// <summary>Each file of SQL is read: what would break the release that runs on the schema, or stop everybody for as long as a large table takes, is refused.</summary>
public sealed class Migrations_beside_the_release_that_runs
{
    private const string PostgreSql = "postgresql";
    private const string Sqlite = "sqlite";
    private const string BeforeTheFirst = "came with release 0.1.0 or before it: no installation had a row in the table";

    /// <summary>Files that break a rule, by what they break it with, and why it did no harm. Nothing is added to it: a new file keeps the rules.</summary>
    private static readonly Dictionary<string, string> Former = new(StringComparer.Ordinal)
    {
        ["postgresql/0008_applications.sql: an index of a large table is there before: ux_affiliation_appointed"] = BeforeTheFirst,
        ["postgresql/0008_applications.sql: an index of a large table is there before: ix_affiliation_until"] = BeforeTheFirst,
        ["postgresql/0010_movements.sql: a new column is not looked at in each row: affiliation.assigned"] = BeforeTheFirst,
        ["postgresql/0010_movements.sql: an index of a large table is there before: ix_enrollment_given"] = BeforeTheFirst,
        ["postgresql/0010_movements.sql: an index of a large table is there before: ix_affiliation_person"] = BeforeTheFirst,
        ["postgresql/0010_movements.sql: an index of a large table is there before: ix_enrollment_history"] = BeforeTheFirst,
        ["postgresql/0011_moderation.sql: an index of a large table is there before: ux_chat_pair"] = BeforeTheFirst,
        ["postgresql/0011_moderation.sql: an index of a large table is there before: ix_chat_template"] = BeforeTheFirst,
        ["postgresql/0012_audit_by_time.sql: an index of a large table is there before: ix_audit_at"] = BeforeTheFirst,
        ["postgresql/0014_erasures.sql: an index of a large table is there before: ix_chat_member_whose"] = BeforeTheFirst,
        ["postgresql/0017_founded_schools_and_kept_places.sql: an index of a large table is there before: ix_person_became"] = BeforeTheFirst,
        ["postgresql/0017_founded_schools_and_kept_places.sql: an index of a large table is there before: ix_join_request_student"] = BeforeTheFirst,
        ["postgresql/0017_founded_schools_and_kept_places.sql: an index of a large table is there before: ix_movement_whose"] = BeforeTheFirst,
        ["postgresql/0019_consents_required.sql: rows of a large table are not rewritten: chat_member"] = BeforeTheFirst,
        ["postgresql/0021_choices.sql: a new column is not looked at in each row: chat_rule.muted_reason"] = BeforeTheFirst,
    };

    public static TheoryData<string> Dialects => [PostgreSql, Sqlite];

    /// <summary>Rule, dialect, whether the file takes away, and a file that breaks it once.</summary>
    public static TheoryData<string, string, bool, string> Faults => new()
    {
        { "a statement is one that this reader knows", PostgreSql, false, "DO $$ BEGIN DROP TABLE message; END $$;" },
        { "a statement is one that this reader knows", PostgreSql, false, "WITH gone AS (SELECT 1) DELETE FROM message;" },
        { "a statement is one that this reader knows", PostgreSql, false, "ALTER TABLE message SET UNLOGGED;" },
        { "a statement is one that this reader knows", PostgreSql, true, "CLUSTER message USING message_pkey;" },
        { "a statement is one that this reader knows", Sqlite, false, "PRAGMA writable_schema = 1;" },
        { "nothing is taken away from the release that runs", PostgreSql, false, "DROP TABLE poll;" },
        { "nothing is taken away from the release that runs", PostgreSql, false, "DROP INDEX IF EXISTS ux_chat_log_request;" },
        { "nothing is taken away from the release that runs", PostgreSql, false, "ALTER TABLE school ADD COLUMN motto text, DROP COLUMN site;" },
        { "nothing is taken away from the release that runs", PostgreSql, false, "ALTER TABLE school ALTER COLUMN time_zone DROP DEFAULT;" },
        { "nothing is taken away from the release that runs", PostgreSql, false, "/* poll is not used */ alter table poll\n  drop constraint ck_poll; -- step: contract" },
        { "nothing is taken away from the release that runs", Sqlite, false, "ALTER TABLE school DROP COLUMN site;" },
        { "nothing gets another name", PostgreSql, true, "ALTER TABLE school RENAME COLUMN site TO page;" },
        { "nothing gets another name", Sqlite, true, "ALTER TABLE school RENAME TO schools;" },
        { "a column keeps its type", PostgreSql, true, "ALTER TABLE message ALTER COLUMN parts TYPE integer;" },
        { "a column keeps its type", PostgreSql, true, "ALTER TABLE message ALTER parts SET DATA TYPE integer;" },
        { "a column that must be filled has a default", PostgreSql, false, "ALTER TABLE message ADD COLUMN seen smallint NOT NULL;" },
        { "a column that must be filled has a default", Sqlite, false, "ALTER TABLE message ADD seen INTEGER NOT NULL;" },
        { "a default is a constant", PostgreSql, false, "ALTER TABLE message ADD COLUMN public_id uuid NOT NULL DEFAULT gen_random_uuid();" },
        { "a default is a constant", PostgreSql, false, "ALTER TABLE school ADD COLUMN since timestamptz DEFAULT clock_timestamp();" },
        { "a new column is not looked at in each row", PostgreSql, false, "ALTER TABLE message ADD COLUMN mood text CHECK (length(mood) <= 20);" },
        { "a new column is not looked at in each row", PostgreSql, false, "ALTER TABLE message ADD COLUMN twice bigint GENERATED ALWAYS AS (number * 2) STORED;" },
        { "a column that may be empty stays so", PostgreSql, true, "ALTER TABLE person ALTER COLUMN birth_date SET NOT NULL;" },
        { "a constraint does not look at the rows that stand", PostgreSql, false, "ALTER TABLE message ADD COLUMN mood text, ADD CONSTRAINT ck_mood CHECK (length(mood) <= 20);" },
        {
            "a constraint is validated in a later file", PostgreSql, false,
            "ALTER TABLE message ADD COLUMN mood text, ADD CONSTRAINT ck_mood CHECK (length(mood) <= 20) NOT VALID; ALTER TABLE message VALIDATE CONSTRAINT ck_mood;"
        },
        { "nothing more is demanded of what the release that runs writes", PostgreSql, false, "ALTER TABLE message ADD CONSTRAINT ck_parts CHECK (parts < 9) NOT VALID;" },
        { "nothing more is demanded of what the release that runs writes", PostgreSql, false, "CREATE UNIQUE INDEX ux_school_site ON school (site);" },
        { "nothing more is demanded of what the release that runs writes", Sqlite, false, "CREATE TRIGGER school_stays BEFORE UPDATE ON school BEGIN SELECT RAISE(ABORT, 'no; END'); END;" },
        { "an index of a large table is there before", PostgreSql, false, "CREATE INDEX ix_message_sent ON message (sent_at);" },
        { "an index is made within the transaction", PostgreSql, false, "CREATE INDEX CONCURRENTLY IF NOT EXISTS ix_message_sent ON message (sent_at);" },
        { "rows of a large table are not rewritten", PostgreSql, false, "UPDATE message SET parts = 0;" },
        { "rows of a large table are not rewritten", PostgreSql, true, "DELETE FROM refresh_token WHERE expires_at < 5;" },
        { "no table is locked or emptied", PostgreSql, false, "LOCK TABLE school IN EXCLUSIVE MODE;" },
        { "no table is locked or emptied", PostgreSql, true, "TRUNCATE push_news;" },
    };

    [Theory]
    [MemberData(nameof(Dialects))]
    public void Keep_every_rule_but_for_those_that_stand_on_the_list(string dialect)
    {
        var files = Migration.BuiltIn(Of(dialect)).Select(m => new MigrationFile(Of(dialect), m)).ToList();
        Assert.True(files.Sum(static f => f.Steps.Count) > 150);
        var found = files.SelectMany(f => MigrationRule.All.SelectMany(r => r.Broken(f).Select(s => $"{dialect}/{f.Name}: {r.Name}: {s.Subject}")));
        Assert.Equal(Former.Keys.Where(k => k.StartsWith(dialect, StringComparison.Ordinal)).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_has_a_fault() =>
        Assert.Equal(MigrationRule.All.Select(static r => r.Name).Order(StringComparer.Ordinal), Faults.Select(static f => f.Data.Item1).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_rule_finds_its_fault_and_no_other_rule_does(string rule, string dialect, bool contract, string sql) =>
        Assert.Equal([rule], Broken(dialect, contract, sql));

    [Theory]
    [InlineData("CREATE TABLE mood (id uuid PRIMARY KEY, word text); CREATE UNIQUE INDEX ux_mood ON mood (word); UPDATE mood SET word = ''; ALTER TABLE mood ALTER COLUMN word SET NOT NULL; DROP TABLE mood;")]
    [InlineData("ALTER TABLE message ADD COLUMN mood text; ALTER TABLE message ADD COLUMN weight numeric(4, 2) NOT NULL DEFAULT 0, ADD COLUMN who uuid REFERENCES person (id);")]
    [InlineData("ALTER TABLE school ADD COLUMN inns text DEFAULT 'DROP TABLE school; -- no'; -- DROP TABLE school;\nALTER TABLE school ALTER COLUMN inn DROP NOT NULL;")]
    [InlineData("ALTER TABLE school ADD COLUMN code text; CREATE UNIQUE INDEX ux_school_code ON school (code) WHERE code IS NOT NULL; UPDATE school SET code = inn;")]
    [InlineData("CREATE INDEX IF NOT EXISTS ix_message_sent ON message (sent_at);")]
    [InlineData("INSERT INTO quiet_hours (person_id) SELECT id FROM person;")]
    public void What_disturbs_nobody_is_let_through(string sql) => Assert.Empty(Broken(PostgreSql, contract: false, sql));

    [Theory]
    [InlineData("DROP TABLE poll_vote;")]
    [InlineData("ALTER TABLE message DROP COLUMN parts;")]
    public void What_no_release_uses_any_more_is_taken_away_by_a_step_of_its_own(string sql) => Assert.Empty(Broken(PostgreSql, contract: true, sql));

    [Fact]
    public void An_index_that_is_there_before_is_told_to_operators()
    {
        var told = File.ReadAllText(Path.Combine(Repository.Root, "CHANGELOG.md"));
        Assert.Empty(Migration.BuiltIn(Dialect.PostgreSql).SelectMany(m => Untold(m, told)));

        var planted = Migration.Parse("0001_test.sql", "-- step: expand\nCREATE INDEX IF NOT EXISTS ix_message_sent ON message (sent_at);");
        Assert.Equal(["ix_message_sent"], Untold(planted, told));
        Assert.Empty(Untold(planted, "Before the upgrade: `CREATE INDEX CONCURRENTLY ix_message_sent ON message (sent_at)`"));
    }

    private static IEnumerable<string> Untold(Migration migration, string told)
    {
        var file = new MigrationFile(Dialect.PostgreSql, migration);
        return file.Steps.Where(s => !file.Makes(s.Table) && s.Sql.Contains(" INDEX IF NOT EXISTS ", StringComparison.Ordinal)).Select(static s => s.Subject)
            .Where(name => !told.Contains($"INDEX CONCURRENTLY {name} ", StringComparison.Ordinal));
    }

    private static Dialect Of(string name) => name == Sqlite ? Dialect.Sqlite : Dialect.PostgreSql;

    private static IEnumerable<string> Broken(string dialect, bool contract, string sql)
    {
        var file = new MigrationFile(Of(dialect), Migration.Parse("0001_test.sql", $"-- step: {(contract ? "contract" : "expand")}\n{sql}"));
        return MigrationRule.All.Where(r => r.Broken(file).Any()).Select(static r => r.Name);
    }
}
