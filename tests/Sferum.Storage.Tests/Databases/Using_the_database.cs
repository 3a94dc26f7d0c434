using Dapper;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Storage;

public sealed class Using_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Using_the_database<PostgreSqlStore>(shared)
{
    [Theory]
    [InlineData("", true)]
    [InlineData(";Max Auto Prepare=0", false)]
    public async Task Statements_that_come_again_stay_prepared_unless_the_operator_says_no(string setting, bool expected)
    {
        await using var server = await TestServers.PostgresServer.CreateDatabase();
        await using var database = new PostgreSqlDatabase(server.ConnectionString.Replace("Pool Size=50", "Pool Size=1", StringComparison.Ordinal) + setting);
        for (var i = 0; i < 8; i++)
        {
            await using var connection = await database.Read(CancellationToken.None);
            await connection.ExecuteScalarAsync<int>("SELECT 1 + @i", new { i });
        }

        await using var last = await database.Read(CancellationToken.None);
        Assert.Equal(expected, await last.ExecuteScalarAsync<long>("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT 1 + %'") > 0);
    }
}

public sealed class Using_SQLite(SharedStore<SqliteStore> shared) : Using_the_database<SqliteStore>(shared);

public abstract class Using_the_database<TStore>(SharedStore<TStore> shared)
    where TStore : Store, new()
{
    private sealed record SchoolRow(SchoolId Id, string Name, long CreatedAt);

    private sealed record PersonRow
    {
        public PersonId Id { get; init; }

        public PersonId? Nobody { get; init; }

        public Guid Bare { get; init; }
    }

    [Fact]
    public async Task Ids_go_in_and_come_out()
    {
        var database = (await shared.Store).Database;
        var school = new SchoolId(Guid.CreateVersion7());
        await Insert(database, school, "Школа");

        await using var connection = await database.Read(CancellationToken.None);
        var row = await connection.QuerySingleAsync<SchoolRow>("SELECT id, name, created_at AS CreatedAt FROM school WHERE id = @school", new { school });
        Assert.Equal(new SchoolRow(school, "Школа", 1), row);
        Assert.Equal(school, await connection.QuerySingleAsync<SchoolId>("SELECT id FROM school WHERE id = @school", new { school }));
        Assert.Equal(school.Value, await connection.QuerySingleAsync<Guid>("SELECT id FROM school WHERE id = @Value", new { school.Value }));
        var person = await connection.QuerySingleAsync<PersonRow>("SELECT id, NULL AS Nobody, id AS Bare FROM school WHERE id = @school", new { school });
        Assert.Equal((new PersonId(school.Value), null, school.Value), (person.Id, person.Nobody, person.Bare));
    }

    [Fact]
    public async Task Many_ids_go_in_as_one_parameter()
    {
        var database = (await shared.Store).Database;
        var schools = Enumerable.Range(0, 3).Select(_ => new SchoolId(Guid.CreateVersion7())).ToList();
        foreach (var school in schools)
        {
            await Insert(database, school, "Школа");
        }

        await using var connection = await database.Read(CancellationToken.None);
        var found = await connection.QueryAsync<SchoolId>($"SELECT id FROM school WHERE id {database.In("ids")}", new { ids = database.Of(schools.Take(2).Select(s => s.Value)) });
        Assert.Equal(schools.Take(2).OrderBy(s => s.Value), found.OrderBy(s => s.Value));
    }

    [Fact]
    public async Task A_transaction_that_is_not_committed_leaves_nothing()
    {
        var database = (await shared.Store).Database;
        var school = new SchoolId(Guid.CreateVersion7());
        await using (var write = await database.Write(CancellationToken.None))
        {
            await write.Execute("INSERT INTO school (id, name, created_at) VALUES (@school, 'x', 1)", new { school });
        }

        await using var connection = await database.Read(CancellationToken.None);
        Assert.Equal(0L, await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM school WHERE id = @school", new { school }));
    }

    [Fact]
    public async Task A_taken_key_is_told_from_other_errors()
    {
        var database = (await shared.Store).Database;
        var school = new SchoolId(Guid.CreateVersion7());
        await Insert(database, school, "x");

        var taken = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Insert(database, school, "x"));
        var missing = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Insert(database, new SchoolId(Guid.CreateVersion7()), null));

        Assert.True(taken.IsTaken());
        Assert.False(missing.IsTaken());
        Assert.True(missing.IsAboutContent());
    }

    [Fact]
    public async Task Sixty_four_writers_at_once_all_write_and_readers_do_not_wait_for_them()
    {
        var database = (await shared.Store).Database;
        await using var open = await database.Write(CancellationToken.None);
        var others = Enumerable.Range(0, 64).Select(_ => Insert(database, new SchoolId(Guid.CreateVersion7()), "x")).ToArray();

        await using (var connection = await database.Read(CancellationToken.None))
        {
            Assert.Equal(1L, await connection.ExecuteScalarAsync<long>("SELECT 1"));
        }

        await open.Commit();
        await open.DisposeAsync();
        await Task.WhenAll(others);
        Assert.All(others, t => Assert.True(t.IsCompletedSuccessfully));
    }

    [Fact]
    public async Task The_source_given_to_Orleans_writes_to_the_same_database()
    {
        var database = (await shared.Store).Database;
        var school = new SchoolId(Guid.CreateVersion7());
        await Task.WhenAll(Enumerable.Range(0, 16).Select(async i =>
        {
            await using var connection = database.ForOrleans.DataSource.CreateConnection();
            await connection.OpenAsync();
            await connection.ExecuteAsync("INSERT INTO school (id, name, created_at) VALUES (@id, @name, 1)", new { id = Guid.CreateVersion7(), name = school.ToString() });
        }));

        await using var reader = await database.Read(CancellationToken.None);
        Assert.Equal(16L, await reader.ExecuteScalarAsync<long>("SELECT count(*) FROM school WHERE name = @name", new { name = school.ToString() }));
    }

    private static async Task Insert(IDatabase database, SchoolId school, string? name)
    {
        await using var write = await database.Write(CancellationToken.None);
        await write.Execute("INSERT INTO school (id, name, created_at) VALUES (@school, @name, 1)", new { school, name });
        await write.Commit();
    }
}
