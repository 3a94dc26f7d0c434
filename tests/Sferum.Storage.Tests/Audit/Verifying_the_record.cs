using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Audit;

public sealed class Verifying_the_record_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Verifying_the_record<PostgreSqlStore>(shared);

public sealed class Verifying_the_record_on_SQLite(SharedStore<SqliteStore> shared) : Verifying_the_record<SqliteStore>(shared);

/// <summary>Whoever changes the record behind our back is found, and the row is named.</summary>
public abstract class Verifying_the_record<TStore>(SharedStore<TStore> shared) : AuditTests<TStore>(shared)
    where TStore : Store, new()
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var (actor, person) = (await Town.Person(), await Town.Person());
        for (var i = 1; i <= 10; i++)
        {
            await Note(actor, i % 2 == 0
                ? AuditNote.About("test.person", person) with { After = new { i } }
                : new AuditNote("test.thing", "school", School.Value) { Before = new { i }, Reason = "приказ" });
        }
    }

    [Fact]
    public async Task P14_A_record_that_nobody_touched_is_whole()
    {
        var verdict = await Verdict();

        Assert.Empty(verdict.Faults);
        Assert.Equal(10, verdict.Rows);
        Assert.Equal(await Town.One<byte[]>("SELECT hash FROM audit_chain WHERE school_id = @School", new { School }), verdict.Head);
    }

    [Theory]
    [InlineData("act = 'test.other'")]
    [InlineData("at = at + 1")]
    [InlineData("subject_kind = 'class'")]
    [InlineData("person_id = NULL")]
    [InlineData("content = (SELECT content FROM audit x WHERE x.school_id = @School AND x.number = 6)")]
    [InlineData("hash = (SELECT hash FROM audit x WHERE x.school_id = @School AND x.number = 9)")]
    public async Task P14_An_altered_row_is_named(string change)
    {
        await Tamper(($"UPDATE audit SET {change} WHERE school_id = @School AND number = 4", new { School }));

        var faults = (await Verdict()).Faults;

        Assert.Contains(new AuditFault(AuditFaultKind.Altered, 4, 4), faults);
        Assert.DoesNotContain(faults, static f => f.Number is < 4 or > 5);
    }

    [Fact]
    public async Task P14_Rows_that_were_taken_out_are_named()
    {
        await Tamper(("DELETE FROM audit WHERE school_id = @School AND number IN (4, 5)", new { School }));

        Assert.Equal([new AuditFault(AuditFaultKind.Missing, 4, 5)], (await Verdict()).Faults);
    }

    [Theory]
    [InlineData(4, 5)]
    [InlineData(3, 8)]
    public async Task P14_Rows_that_changed_places_are_named_and_their_neighbours_are_not_blamed(long one, long two)
    {
        await Tamper(
            ("UPDATE audit SET number = -1 WHERE school_id = @School AND number = @one", new { School, one }),
            ("UPDATE audit SET number = @one WHERE school_id = @School AND number = @two", new { School, one, two }),
            ("UPDATE audit SET number = @two WHERE school_id = @School AND number = -1", new { School, two }));

        Assert.Equal([new AuditFault(AuditFaultKind.Misplaced, one, two), new AuditFault(AuditFaultKind.Misplaced, two, one)], (await Verdict()).Faults);
    }

    [Fact]
    public async Task P14_Contents_that_were_exchanged_are_named()
    {
        await Tamper(
            ("UPDATE audit SET content = (SELECT content FROM audit x WHERE x.school_id = @School AND x.number = 3) WHERE school_id = @School AND number = 7", new { School }));

        Assert.Equal([new AuditFault(AuditFaultKind.Altered, 7, 7)], (await Verdict()).Faults);
    }

    [Fact]
    public async Task P14_A_tail_that_was_cut_disagrees_with_the_head()
    {
        await Tamper(("DELETE FROM audit WHERE school_id = @School AND number > 7", new { School }));
        Assert.Equal([new AuditFault(AuditFaultKind.Missing, 8, 10)], (await Verdict()).Faults);

        await Town.Run("UPDATE audit_chain SET number = 7 WHERE school_id = @School", new { School });
        Assert.Equal([new AuditFault(AuditFaultKind.HeadDiffers, 7, 7)], (await Verdict()).Faults);

        await Town.Run("UPDATE audit_chain SET number = 5 WHERE school_id = @School", new { School });
        Assert.Contains(new AuditFault(AuditFaultKind.BehindHead, 6, 7), (await Verdict()).Faults);
    }

    [Fact]
    public async Task P14_A_content_that_was_not_sealed_for_its_place_is_found_even_under_hashes_that_fit()
    {
        var rows = await Chain();
        var forged = rows[9] with { Content = rows[7].Content };
        var before = await Town.One<byte[]>("SELECT hash FROM audit WHERE school_id = @School AND number = 9", new { School });
        var hash = forged.Hash(before);

        await Tamper(
            ("UPDATE audit SET content = @Content, hash = @hash WHERE school_id = @School AND number = 10", new { School, forged.Content, hash }),
            ("UPDATE audit_chain SET hash = @hash WHERE school_id = @School", new { School, hash }));

        Assert.Equal([new AuditFault(AuditFaultKind.Resealed, 10, 10)], (await Verdict()).Faults);
    }

    [Fact]
    public async Task P14_A_long_chain_is_walked_in_batches()
    {
        await using (var act = await Acts.BeginFor(await Town.Person(), School, default))
        {
            for (var i = 0; i < 2500; i++)
            {
                act.Note(new AuditNote("test.thing", "school", School.Value));
            }

            await act.Commit(0, default);
        }

        var verdict = await Verdict();

        Assert.Equal((2510L, 0), (verdict.Rows, verdict.Faults.Count));
    }
}
