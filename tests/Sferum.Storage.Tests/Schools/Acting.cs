using System.Data.Common;
using Dapper;
using Sferum.Audit;
using Sferum.Chats;
using Sferum.Keys;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Acting_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Acting<PostgreSqlStore>(shared);

public sealed class Acting_on_SQLite(SharedStore<SqliteStore> shared) : Acting<SqliteStore>(shared);

/// <summary>What every act has in common: the right is the database's, the record is written with the rows, and its chain tells of any change.</summary>
public abstract class Acting<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task P14_An_act_is_in_the_record_with_what_was_before_and_after()
    {
        var admin = await Staff(Role.SchoolAdmin);
        var before = (await Cards.Read(School, default))!;

        var changed = await Cards.Change(admin, before with { Name = "  Гимназия № 2 ", Site = "https://school.example" }, default);

        Assert.Equal(("Гимназия № 2", 1), (changed.Value.Value.Name, changed.Value.Value.Revision));
        var row = Assert.Single(await Chain());
        Assert.Equal((1L, "school.card_changed", School.Value, admin.Person.Value), (row.Number, row.Act, row.Subject, row.Actor));
        var content = System.Text.Encoding.UTF8.GetString(AuditSeal.Open(Keys.AuditKey.ToArray(), row.Content, AuditRow.Place(School.Value, 1)));
        Assert.Contains("\"name\":\"Школа\"", content, StringComparison.Ordinal);
        Assert.Contains("\"name\":\"Гимназия № 2\"", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task P14_Each_row_of_the_record_is_chained_to_the_one_before()
    {
        var admin = await Staff(Role.SchoolAdmin);
        var card = (await Cards.Read(School, default))!;
        for (var i = 0; i < 3; i++)
        {
            card = (await Cards.Change(admin, card with { Name = $"Школа {i}" }, default)).Value.Value;
        }

        var hash = AuditRow.Beginning;
        foreach (var row in await Chain())
        {
            hash = row.Hash(hash);
            Assert.Equal(hash, await Town.One<byte[]>("SELECT hash FROM audit WHERE school_id = @School AND number = @Number", new { row.School, row.Number }));
        }

        Assert.Equal(hash, await Town.One<byte[]>("SELECT hash FROM audit_chain WHERE school_id = @School", new { School }));
    }

    [Fact]
    public async Task P14_Nobody_changes_or_removes_a_row_of_the_record()
    {
        var admin = await Staff(Role.SchoolAdmin);
        await Cards.Change(admin, (await Cards.Read(School, default))! with { Name = "Лицей" }, default);

        await Assert.ThrowsAnyAsync<DbException>(() => Town.Run("UPDATE audit SET act = 'x' WHERE school_id = @School", new { School }));
        await Assert.ThrowsAnyAsync<DbException>(() => Town.Run("DELETE FROM audit WHERE school_id = @School", new { School }));
        Assert.Single(await Chain());
    }

    [Fact]
    public async Task The_right_is_what_the_tables_say_now_and_not_the_token()
    {
        var dismissed = await Staff(Role.SchoolAdmin);
        var card = (await Cards.Read(School, default))!;
        await Town.EndAffiliations(dismissed.Person);

        Assert.Equal(Refusals.Denied, (await Cards.Change(dismissed, card with { Name = "x" }, default)).Refusal);

        var over = await Staff(Role.SchoolAdmin);
        await Town.Run("UPDATE affiliation SET until_at = 1 WHERE person_id = @Person", new { over.Person });
        Assert.Equal(Refusals.Denied, (await Cards.Change(over, card with { Name = "x" }, default)).Refusal);
        Assert.DoesNotContain(await Chain(), static r => r.Act == "school.card_changed");
    }

    [Fact]
    public async Task The_right_is_that_of_the_school_in_which_one_acts()
    {
        var admin = await Staff(Role.SchoolAdmin);
        var other = await Town.School();

        Assert.Equal(Refusals.Denied, (await Cards.Change(admin with { School = other }, (await Cards.Read(other, default))! with { Name = "x" }, default)).Refusal);
    }

    [Fact]
    public async Task Acts_that_are_refused_given_up_or_broken_hold_nobody_up()
    {
        var (admin, nobody, other) = (await Staff(Role.SchoolAdmin), await Staff(Role.Student), await Town.School());
        using var given = new CancellationTokenSource();
        await given.CancelAsync();

        // More than a pool has connections, and more than SQLite has writers.
        for (var i = 0; i < 120; i++)
        {
            Assert.Equal(Refusals.Denied, (await Acts.Begin(nobody, Operation.ManageSchool, default)).Refusal);
            Assert.Equal(Refusals.NotFound, (await Acts.BeginOn(admin, Operation.ManageSchool, other, default)).Refusal);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Acts.Begin(admin, Operation.ManageSchool, given.Token));
            await using (await Acts.BeginFor(admin.Person, School, default))
            {
                // Not committed.
            }

            await Assert.ThrowsAnyAsync<DbException>(async () =>
            {
                await using var act = await Acts.BeginFor(admin.Person, School, default);
                await act.Write.Execute("UPDATE school SET nothing = 1");
            });
        }

        Assert.Null((await Cards.Change(admin, (await Cards.Read(School, default))! with { Name = "Лицей" }, default)).Refusal);
    }

    [Fact]
    public async Task An_act_that_has_chats_to_tell_and_no_school_is_a_mistake_and_nothing_happens()
    {
        await using var act = await Acts.BeginFor(await Town.Person(), null, default);
        act.Note(new AuditNote("test.told", "chat", Guid.Empty));
        act.Tell([new AffectedChat(ChatId.New(), null)]);

        await Assert.ThrowsAsync<InvalidOperationException>(() => act.Commit(default(Unit), default));
    }

    [Fact]
    public async Task Acts_at_once_share_one_chain_without_a_gap()
    {
        var people = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Staff(Role.SchoolAdmin)));

        await Task.WhenAll(people.Select(async person =>
        {
            for (var done = 0; done < 5;)
            {
                var card = (await Cards.Read(School, default))!;
                done += (await Cards.Change(person, card with { Name = $"{person.Person}" }, default)).IsRefused(out _) ? 0 : 1;
            }
        }));

        Assert.Equal(Enumerable.Range(1, 40).Select(static n => (long)n), (await Chain()).Select(static r => r.Number));
        Assert.Equal(40, (await Cards.Read(School, default))!.Revision);
    }

    [Fact]
    public async Task Paragraph_2_1_4_a_card_that_somebody_else_has_changed_is_not_overwritten()
    {
        var (one, two) = (await Staff(Role.SchoolAdmin), await Staff(Role.SchoolAdmin));
        var read = (await Cards.Read(School, default))!;
        await Cards.Change(one, read with { Address = "ул. Мира, 1" }, default);

        Assert.Equal(Refusals.CardChanged, (await Cards.Change(two, read with { Address = "ул. Мира, 2" }, default)).Refusal);
        Assert.Equal("ул. Мира, 1", (await Cards.Read(School, default))!.Address);
    }

    [Fact]
    public async Task A_school_with_the_same_number_is_refused()
    {
        var admin = await Staff(Role.SchoolAdmin);
        var inn = Inn();
        await Cards.Change(admin, (await Cards.Read(School, default))! with { Inn = inn }, default);
        var other = await Town.School();
        var twin = await Staff(Role.SchoolAdmin, other);

        Assert.Equal(Refusals.SchoolNumberTaken, (await Cards.Change(twin, (await Cards.Read(other, default))! with { Inn = inn }, default)).Refusal);
    }

    private SchoolCardStore Cards => new(Store.Database, Acts);

    private static string Inn()
    {
        while (true)
        {
            var inn = Random.Shared.NextInt64(1_000_000_000, 9_999_999_999).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (SchoolNumbers.IsInn(inn))
            {
                return inn;
            }
        }
    }
}
