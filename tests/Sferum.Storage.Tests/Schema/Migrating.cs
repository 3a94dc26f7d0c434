using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace Sferum.Storage;

public sealed class Migrating_PostgreSQL : Migrating<PostgreSqlStore>;

public sealed class Migrating_SQLite : Migrating<SqliteStore>;

public abstract class Migrating<TStore> : IAsyncLifetime
    where TStore : Store, new()
{
    private readonly TStore _store = new();
    private ServiceProvider _services = null!;

    private IDatabase Database => _services.GetRequiredService<IDatabase>();

    public async ValueTask InitializeAsync() => _services = await _store.Another();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Eight_runners_at_once_apply_each_file_once()
    {
        var runners = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _store.Another()));
        try
        {
            var applied = await Task.WhenAll(runners.Select(r => Task.Run(() => r.GetRequiredService<Schema>().Migrate())));

            var all = Migration.BuiltIn(Database.Dialect).Select(m => m.Name);
            Assert.Equal(all, applied.SelectMany(a => a).Order(StringComparer.Ordinal));
            Assert.Equal(SchemaState.Current, await _services.GetRequiredService<Schema>().State());
        }
        finally
        {
            foreach (var runner in runners)
            {
                await runner.DisposeAsync();
            }
        }
    }

    [Fact]
    public async Task An_empty_database_is_older_and_looking_changes_nothing()
    {
        var schema = _services.GetRequiredService<Schema>();

        Assert.Equal(SchemaState.Older, await schema.State());
        Assert.Equal(SchemaState.Older, await schema.State());
        Assert.Equal(Migration.BuiltIn(Database.Dialect).Select(m => m.Name), await schema.Migrate());
        Assert.Empty(await schema.Migrate());
        Assert.Equal(SchemaState.Current, await schema.State());
    }

    [Fact]
    public async Task An_edited_file_is_refused_and_nothing_is_applied()
    {
        await With("CREATE TABLE a (x integer);").Migrate();

        var edited = With("CREATE TABLE a (x integer, y integer);", "CREATE TABLE b (x integer);");

        var error = await Assert.ThrowsAsync<EditedMigrationException>(() => edited.Migrate());
        Assert.Equal("0001_test.sql", error.Migration);
        Assert.Equal(SchemaState.Older, await edited.State());
        Assert.Equal(["0001_test.sql"], await AppliedNames());
    }

    [Fact]
    public async Task Line_endings_are_not_an_edit()
    {
        await With("CREATE TABLE a (x integer);\n").Migrate();

        Assert.Equal(SchemaState.Current, await With("CREATE TABLE a (x integer);\r\n").State());
    }

    [Fact]
    public async Task A_file_that_fails_leaves_nothing_of_itself_and_keeps_those_before_it()
    {
        var schema = With("CREATE TABLE a (x integer);", "CREATE TABLE b (x integer); CREATE TABLE nonsense oops;");

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => schema.Migrate());

        Assert.Equal(["0001_test.sql"], await AppliedNames());
        Assert.Equal(["0002_test.sql"], await With("CREATE TABLE a (x integer);", "CREATE TABLE b (x integer);").Migrate());
    }

    [Fact]
    public async Task A_later_file_that_takes_away_makes_the_binary_too_old_one_that_adds_does_not()
    {
        var old = With("CREATE TABLE a (x integer);");

        await With("CREATE TABLE a (x integer);", "CREATE TABLE b (x integer);").Migrate();
        Assert.Equal(SchemaState.Current, await old.State());

        await With(["CREATE TABLE a (x integer);", "CREATE TABLE b (x integer);"], "DROP TABLE a;").Migrate();
        Assert.Equal(SchemaState.Newer, await old.State());
        Assert.Empty(await old.Migrate());
    }

    [Theory]
    [InlineData("0001_a.sql", "CREATE TABLE a (x integer);\n")]
    [InlineData("0001_a.sql", "")]
    [InlineData("0001_a.sql", "-- step: maybe\n")]
    [InlineData("1_a.sql", "-- step: expand\n")]
    [InlineData("a.sql", "-- step: expand\n")]
    public void A_file_without_its_number_or_step_is_refused(string name, string sql) =>
        Assert.Throws<InvalidOperationException>(() => Migration.Parse(name, sql));

    private Schema With(params string[] expand) => With(expand, null);

    private Schema With(string[] expand, string? contract)
    {
        var files = expand.Select((sql, i) => Migration.Parse($"{i + 1:0000}_test.sql", "-- step: expand\n" + sql)).ToList();
        if (contract is not null)
        {
            files.Add(Migration.Parse($"{files.Count + 1:0000}_test.sql", "-- step: contract\n" + contract));
        }

        return new Schema(Database, TimeProvider.System, files);
    }

    private async Task<IEnumerable<string>> AppliedNames()
    {
        await using var connection = await Database.Read(CancellationToken.None);
        return await connection.QueryAsync<string>("SELECT name FROM schema_migration ORDER BY version");
    }
}
