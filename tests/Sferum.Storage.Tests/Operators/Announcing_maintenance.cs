using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Operators;

public sealed class Announcing_maintenance_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Announcing_maintenance<PostgreSqlStore>(shared);

public sealed class Announcing_maintenance_on_SQLite(SharedStore<SqliteStore> shared) : Announcing_maintenance<SqliteStore>(shared);

/// <summary>One announcement for the deployment: set, changed, taken back, over.</summary>
public abstract class Announcing_maintenance<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    private Caller _operator = null!;

    private MaintenanceStore Maintenance => new(Store.Database, Acts, Clock);

    private MaintenanceNotice Tonight => new("Обновление", null, Clock.GetUtcNow().AddHours(8), Clock.GetUtcNow().AddHours(10));

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        var person = await Town.Person();
        await Town.Affiliate(person, null, Role.Operator);
        _operator = new Caller(person, SessionId.New(), null, Role.Operator);
        await Town.Run("DELETE FROM maintenance_notice", new { });
    }

    [Fact]
    public async Task Stands_until_its_time_is_over()
    {
        Assert.Null(await Maintenance.Read(default));

        var set = (await Maintenance.Set(_operator, Tonight with { Text = "  Обновление\nв 22:00 ", TextEn = " " }, default)).Value;

        Assert.Equal(Tonight with { Text = "Обновление\nв 22:00" }, set.Notice);
        Assert.Equal(set, await Maintenance.Read(default));
        Clock.Advance(TimeSpan.FromHours(10));
        Assert.Null(await Maintenance.Read(default));
    }

    [Fact]
    public async Task Is_another_notice_with_each_change()
    {
        var first = (await Maintenance.Set(_operator, Tonight, default)).Value;
        var second = (await Maintenance.Set(_operator, Tonight with { TextEn = "An upgrade" }, default)).Value;

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(second, await Maintenance.Read(default));
    }

    [Fact]
    public async Task Is_taken_back_once()
    {
        var set = (await Maintenance.Set(_operator, Tonight, default)).Value;

        Assert.Equal(set, (await Maintenance.End(_operator, default)).Value);

        Assert.Null(await Maintenance.Read(default));
        Assert.Equal(Refusals.NotFound, (await Maintenance.End(_operator, default)).Refusal);
    }

    [Fact]
    public async Task P14_Is_in_the_record_of_the_deployment_each_time()
    {
        var set = (await Maintenance.Set(_operator, Tonight, default)).Value;
        await Maintenance.End(_operator, default);

        Assert.Equal(
            [("maintenance.announced", _operator.Person.Value), ("maintenance.ended", _operator.Person.Value)],
            await Town.Ask<(string, Guid)>("SELECT act, actor_id FROM audit WHERE school_id = @none AND subject_id = @Id ORDER BY number", new { none = Guid.Empty, set.Id }));
    }

    [Fact]
    public async Task Is_the_operators_alone_and_by_the_tables_not_by_the_token()
    {
        var admin = await Staff(Role.SchoolAdmin);
        Assert.Equal(Refusals.Denied, (await Maintenance.Set(admin, Tonight, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await Maintenance.End(admin, default)).Refusal);

        await Town.EndAffiliations(_operator.Person);

        Assert.Equal(Refusals.Denied, (await Maintenance.Set(_operator, Tonight, default)).Refusal);
        Assert.Null(await Maintenance.Read(default));
    }

    [Fact]
    public async Task Has_words_and_an_end()
    {
        var wrong = new (MaintenanceNotice Notice, string Field)[]
        {
            (Tonight with { Text = " " }, "text"),
            (Tonight with { Text = new string('я', 501) }, "text"),
            (Tonight with { Text = "a\0b" }, "text"),
            (Tonight with { TextEn = new string('a', 501) }, "textEn"),
            (Tonight with { Until = Tonight.From }, "until"),
            (Tonight with { From = Clock.GetUtcNow().AddHours(-2), Until = Clock.GetUtcNow() }, "until"),
            (Tonight with { Until = Tonight.From.AddDays(32) }, "until"),
        };

        foreach (var (notice, field) in wrong)
        {
            Assert.Equal((Refusals.FieldInvalid(field).Code, field), ((await Maintenance.Set(_operator, notice, default)).Refusal!.Code, (await Maintenance.Set(_operator, notice, default)).Refusal!.Args!["field"]));
        }

        Assert.Null((await Maintenance.Set(_operator, Tonight with { Text = new string('я', 500) }, default)).Refusal);
    }
}
