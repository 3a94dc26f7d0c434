using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Local_acts_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Local_acts<PostgreSqlStore>(shared);

public sealed class Local_acts_on_SQLite(SharedStore<SqliteStore> shared) : Local_acts<SqliteStore>(shared);

/// <summary>The school's regulation: drafted, put into force, accepted.</summary>
public abstract class Local_acts<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    private const LocalActKind Regulation = LocalActKind.Regulation;

    private LocalActStore LocalActs => new(Store.Database, Acts, Clock);

    [Fact]
    public async Task Paragraph_4_1_the_director_puts_a_version_into_force_and_the_one_before_is_kept()
    {
        var (admin, director) = (await Staff(Role.SchoolAdmin), await Staff(Role.Director));
        await Draft(admin, "Первая");
        await Draft(director, "Вторая");

        Assert.Equal(1, (await LocalActs.Activate(director, Regulation, 1, required: false, default)).Value.Value.Version);
        Assert.Equal(2, (await LocalActs.Activate(director, Regulation, 2, required: true, default)).Value.Value.Version);

        var active = await LocalActs.Active(admin, Regulation, default);
        Assert.Equal((2, "Вторая", true), (active.Active!.Version, active.Active.Text, active.Required));
        var all = (await LocalActs.List(admin, Regulation, default)).Value;
        Assert.Equal([2, 1], all.Select(static a => a.Version));
        Assert.NotNull(all[1].RetiredAt);
        Assert.Equal("Первая", (await LocalActs.Read(admin, Regulation, 1, default))!.Text);
        Assert.Equal(
            ["regulation.drafted", "regulation.drafted", "regulation.activated", "regulation.activated"], (await Chain()).Select(static r => r.Act));
    }

    [Fact]
    public async Task Paragraph_4_1_nobody_but_the_director_puts_a_version_into_force_and_a_retired_one_does_not_come_back()
    {
        var (admin, director) = (await Staff(Role.SchoolAdmin), await Staff(Role.Director));
        await Draft(admin, "Первая");
        await Draft(admin, "Вторая");

        Assert.Equal(Refusals.Denied, (await LocalActs.Activate(admin, Regulation, 1, required: false, default)).Refusal);
        Assert.Equal(Refusals.Denied, (await LocalActs.Draft(await Staff(Role.ClassTeacher), Regulation, new LocalActDraft("x", "x", null), default)).Refusal);
        await LocalActs.Activate(director, Regulation, 1, required: false, default);
        await LocalActs.Activate(director, Regulation, 2, required: false, default);

        Assert.Equal(Refusals.RegulationChanged, (await LocalActs.Activate(director, Regulation, 1, required: false, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await LocalActs.Activate(director, Regulation, 7, required: false, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await LocalActs.Activate(await Staff(Role.Director, await Town.School()), Regulation, 2, required: false, default)).Refusal);
    }

    [Fact]
    public async Task Exactly_one_version_is_in_force_whoever_activates_at_the_same_time()
    {
        var director = await Staff(Role.Director);
        for (var round = 0; round < Races.Rounds; round++)
        {
            var versions = new List<int>();
            for (var i = 0; i < 4; i++)
            {
                versions.Add((await Draft(director, $"{round}.{i}")).Version);
            }

            await Task.WhenAll(Enumerable.Range(0, 16).Select(i => LocalActs.Activate(director, Regulation, versions[i % 4], required: false, default).AsTask()));

            Assert.Equal(1, await Town.One<long>("SELECT count(*) FROM local_act WHERE school_id = @School AND activated_at IS NOT NULL AND retired_at IS NULL", new { School }));
        }
    }

    [Fact]
    public async Task Drafts_are_numbered_one_by_one_whoever_drafts_at_the_same_time()
    {
        var director = await Staff(Role.Director);

        await Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            while ((await LocalActs.Draft(director, Regulation, new LocalActDraft("x", "x", null), default)).IsRefused(out var refusal))
            {
                Assert.Equal(Refusals.Overloaded, refusal);
            }
        }));

        Assert.Equal(Enumerable.Range(1, 16).Reverse(), (await LocalActs.List(director, Regulation, default)).Value.Select(static a => a.Version));
    }

    [Fact]
    public async Task A_file_is_a_PDF_of_at_most_five_megabytes()
    {
        var director = await Staff(Role.Director);
        byte[] pdf = [.. "%PDF-1.7\n"u8, .. new byte[100]];

        var drafted = (await LocalActs.Draft(director, Regulation, new LocalActDraft("Положение", null, pdf), default)).Value.Value;

        Assert.Equal(pdf, await LocalActs.File(director, Regulation, drafted.Version, default));
        Assert.Null(await LocalActs.File(await Staff(Role.ClassTeacher), Regulation, drafted.Version, default));
        Assert.Equal("school.field_invalid", (await LocalActs.Draft(director, Regulation, new LocalActDraft("x", null, "<html>"u8.ToArray()), default)).Refusal!.Code);
        Assert.Equal(
            "school.field_invalid",
            (await LocalActs.Draft(director, Regulation, new LocalActDraft("x", null, [.. "%PDF-"u8, .. new byte[LocalActDraft.MaxFile]]), default)).Refusal!.Code);
        Assert.Equal("school.field_invalid", (await LocalActs.Draft(director, Regulation, new LocalActDraft("x", "x", pdf), default)).Refusal!.Code);
    }

    [Fact]
    public async Task Paragraph_4_2_people_accept_the_version_in_force_and_the_director_sees_who_has_not()
    {
        var director = await Staff(Role.Director);
        var (anna, boris) = (await Staff(Role.ClassTeacher), await Staff(Role.Student));
        var stranger = await Staff(Role.Student, await Town.School());
        await Draft(director, "Первая");
        Assert.Null(await LocalActs.Pending(anna.Person, School, default));
        await LocalActs.Activate(director, Regulation, 1, required: true, default);

        Assert.Equal(new PendingRegulation(1, Required: true), await LocalActs.Pending(anna.Person, School, default));
        Assert.Equal(Refusals.RegulationChanged, (await LocalActs.Accept(anna, 2, default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await LocalActs.Accept(stranger with { School = School }, 1, default)).Refusal);
        Assert.False((await LocalActs.Accept(anna, 1, default)).IsRefused(out _));
        Assert.False((await LocalActs.Accept(anna, 1, default)).IsRefused(out _));

        Assert.Null(await LocalActs.Pending(anna.Person, School, default));
        Assert.NotNull((await LocalActs.Active(anna, Regulation, default)).AcceptedAt);
        var missing = (await LocalActs.Acceptance(director, accepted: false, null, default)).Value;
        Assert.Equal((1, 1, 2), (missing.Version, missing.Accepted, missing.Missing));
        Assert.Equivalent(new[] { director.Person, boris.Person }, missing.People.Select(static p => p.Person));
        Assert.Equal(anna.Person, Assert.Single((await LocalActs.Acceptance(director, accepted: true, null, default)).Value.People).Person);
        Assert.Equal(Refusals.Denied, (await LocalActs.Acceptance(anna, accepted: true, null, default)).Refusal);
    }

    [Fact]
    public async Task A_new_version_is_to_be_accepted_anew()
    {
        var director = await Staff(Role.Director);
        await Draft(director, "Первая");
        await Draft(director, "Вторая");
        await LocalActs.Activate(director, Regulation, 1, required: false, default);
        await LocalActs.Accept(director, 1, default);

        await LocalActs.Activate(director, Regulation, 2, required: false, default);

        Assert.Equal(new PendingRegulation(2, Required: false), await LocalActs.Pending(director.Person, School, default));
    }

    [Fact]
    public async Task Those_who_have_not_accepted_are_listed_in_pages()
    {
        var director = await Staff(Role.Director);
        await Draft(director, "Первая");
        await LocalActs.Activate(director, Regulation, 1, required: false, default);
        foreach (var person in await Town.People(120))
        {
            await Town.Affiliate(person, School, Role.Student);
        }

        var first = (await LocalActs.Acceptance(director, accepted: false, null, default)).Value;
        var rest = (await LocalActs.Acceptance(director, accepted: false, first.Next, default)).Value;

        Assert.Equal((100, 21), (first.People.Count, rest.People.Count));
        Assert.Null(rest.Next);
        Assert.Equal(121, first.People.Concat(rest.People).Select(static p => p.Person).Distinct().Count());
    }

    private async Task<LocalAct> Draft(Caller caller, string text) => (await LocalActs.Draft(caller, Regulation, new LocalActDraft("Положение", text, null), default)).Value.Value;
}
