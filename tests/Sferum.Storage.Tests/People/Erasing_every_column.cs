using Sferum.Storage;

namespace Sferum.People;

public sealed class Erasing_every_column_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Erasing_every_column<PostgreSqlStore>(shared);

public sealed class Erasing_every_column_on_SQLite(SharedStore<SqliteStore> shared) : Erasing_every_column<SqliteStore>(shared);

/// <summary>What is written down of each column is what an erasure does, with a person of whom every column knows something.</summary>
public abstract class Erasing_every_column<TStore>(SharedStore<TStore> shared) : ErasureTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task P15_Leaves_of_each_what_is_written_down()
    {
        var (admin, person) = (await Staff(Role.SchoolAdmin), await Town.Person());
        var known = new KnownEverywhere(Town, School, person, await Town.Person(), await Town.Person());
        await known.Fill();

        // The one row that comes only with the erasure.
        Assert.Equal(["erasure.person_id"], (await Standing(known)).Where(static c => !c.Stands).Select(static c => c.Column));

        Assert.Null((await Data.Erase(admin, person, "заявление", default)).Refusal);
        await Leave(person);
        await Finish();

        Assert.DoesNotContain(await Standing(known), static c => c.Stands != (PersonalColumns.All[c.Column].Fate == Fate.Stays));
    }

    /// <summary>For each column whether the person's id or mark stands in it.</summary>
    private async Task<List<(string Column, bool Stands)>> Standing(KnownEverywhere known)
    {
        var standing = new List<(string, bool)>();
        foreach (var column in PersonalColumns.All.Keys)
        {
            var (table, name) = (column.Split('.')[0], column.Split('.')[1]);
            standing.Add((column, await Town.One<long>($"SELECT count(*) FROM {table} WHERE {name} = @Mark", known.MarkOf(column)) > 0));
        }

        return standing;
    }
}
