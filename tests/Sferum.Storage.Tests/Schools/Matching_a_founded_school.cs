using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Matching_a_founded_school_on_PostgreSQL : Matching_a_founded_school<PostgreSqlStore>;

public sealed class Matching_a_founded_school_on_SQLite : Matching_a_founded_school<SqliteStore>;

/// <summary>The operator's import meets a school that was taken on by its application.</summary>
public abstract class Matching_a_founded_school<TStore> : IAsyncLifetime
    where TStore : Store, new()
{
    private ImportWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await ImportWorld.In<TStore>();

    public async ValueTask DisposeAsync()
    {
        await _world.Remove();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_number_in_the_file_says_which_school_it_is_and_no_second_one_is_made()
    {
        var founded = await _world.Found();
        var set = RosterSet.Small().With("orgs.csv", ",8701,", $",{founded.Ogrn},");
        Assert.Equal(
            [(SchoolMatchKind.Number, "Школа № 7"), (SchoolMatchKind.New, null)], (await _world.Plan(set)).Matches.Select(static m => (m.Kind, m.Stored?.Name)));

        await _world.Import(set);

        Assert.Equal(["org-school-1 Школа № 7", "org-school-2 Гимназия «Полюс»"], await _world.List("SELECT sourced_id || ' ' || name FROM school ORDER BY 1"));
        Assert.Equal(
            ["school Школа № 7", "staff Педагоги"],
            await _world.List("SELECT kind || ' ' || title FROM chat WHERE school_id = @Id AND kind IN ('school', 'staff') ORDER BY 1", new { founded.Id }));
        Assert.Equal(["school.named", "roster.imported"], (await _world.Recorded(founded.Id)).TakeLast(2));
        Assert.All((await _world.Plan(set)).Schools, static s => Assert.True(s.IsNothing, s.Name));
    }

    [Fact]
    public async Task Without_a_number_nothing_is_guessed_and_somebody_says_which_school_it_is()
    {
        var founded = await _world.Found();
        var undecided = await _world.Plan(RosterSet.Small());
        Assert.Equal([(RosterWhy.SchoolUndecided, 3L), (RosterWhy.SchoolUndecided, 4L)], undecided.Problems.First.Select(static p => (p.Code, p.Line)));
        Assert.Equal((0, founded.Id), (undecided.Schools.Count, Assert.Single(undecided.Unnamed).Id));
        Assert.Equal(RosterWhy.RowsBad, undecided.Refusal(new RosterLeave())?.Code);

        await _world.Import(RosterSet.Small(), scope: Choices(("org-school-1", founded.Inn), ("org-school-2", RosterScope.NewSchool)));

        Assert.Equal(["org-school-1 Школа № 7", "org-school-2 Гимназия «Полюс»"], await _world.List("SELECT sourced_id || ' ' || name FROM school ORDER BY 1"));
        Assert.All((await _world.Plan(RosterSet.Small())).Schools, static s => Assert.True(s.IsNothing, s.Name));
    }

    [Fact]
    public async Task One_school_may_be_taken_without_the_others()
    {
        var founded = await _world.Found();

        await _world.Import(RosterSet.Small(), new RosterLeave(SkipBadRows: true), Choices(("org-school-2", founded.Inn), ("org-school-1", "0000000000")));

        Assert.Equal(["org-school-2"], await _world.List("SELECT sourced_id FROM school"));
        Assert.Equal(["7В"], await _world.List("SELECT title FROM school_class"));
        Assert.Empty(await _world.List("SELECT sourced_id FROM person WHERE sourced_id LIKE 's-0%' AND sourced_id <> 's-09'"));
    }

    [Fact]
    public async Task Of_two_imports_at_once_one_names_the_school_and_the_other_changes_nothing()
    {
        var founded = await _world.Found();
        var another = RosterSet.Small().All(static t => t.Replace("org-school-1", "org-school-9", StringComparison.Ordinal));
        var plans = new[]
        {
            await _world.Plan(RosterSet.Small(), Choices(("org-school-1", founded.Inn), ("org-school-2", RosterScope.NewSchool))),
            await _world.Plan(another, Choices(("org-school-9", founded.Inn), ("org-school-2", RosterScope.NewSchool))),
        };

        var refusals = await Task.WhenAll(plans.Select(p => Task.Run(async () => await _world.Imports.Apply(p))));

        Assert.Equal(RosterWhy.NamedMeanwhile, Assert.Single(refusals, static r => r is not null)?.Code);
        Assert.Equal(1, await _world.Count("school WHERE sourced_id IN ('org-school-1', 'org-school-9')"));
        Assert.Equal(2, await _world.Count("school"));
        Assert.Equal(3, await _world.Count("school_class"));
    }

    [Fact]
    public async Task Whom_the_application_named_is_the_person_of_the_file_who_has_the_phone()
    {
        var founded = await _world.Found();
        var people = await _world.Count("person");

        await _world.Import(
            RosterSet.Small().With("orgs.csv", ",8701,", $",{founded.Inn},").With("users.csv", "8 900 000-01-01", founded.Form.Admin.Phone));

        Assert.Equal(people + 21, await _world.Count("person"));
        Assert.Equal(["org-school-1 administration", "org-school-1 school_admin"], await _world.Roles("adm-1"));
    }

    [Fact]
    public async Task A_class_made_by_hand_is_the_files_class_of_that_year_and_its_chats_are_the_same()
    {
        var founded = await _world.Found();
        var made = (await _world.Classes.Create(founded.Admin, "7-б", "7", 2026, default)).Value.Value;
        var set = RosterSet.Small().With("orgs.csv", ",8701,", $",{founded.Inn},");

        var plan = await _world.Import(set);

        Assert.Equal(new RosterCount(1, 1, 0), plan.Schools[0].Counts["classes"]);
        Assert.Equal(["class-7b 7Б"], await _world.List("SELECT sourced_id || ' ' || title FROM school_class WHERE id = @Id", new { made.Id }));
        Assert.Equal(["class 7Б", "guardians 7Б · родители"], await _world.List("SELECT kind || ' ' || title FROM chat WHERE class_id = @Id ORDER BY 1", new { made.Id }));
        Assert.All((await _world.Plan(set)).Schools, static s => Assert.True(s.IsNothing, s.Name));
    }

    [Fact]
    public async Task A_class_made_by_hand_later_keeps_its_title_and_the_file_is_told()
    {
        var founded = await _world.Found();
        var set = RosterSet.Small().With("orgs.csv", ",8701,", $",{founded.Inn},");
        await _world.Import(set);
        await _world.Classes.Create(founded.Admin, "8Б", "8", 2026, default);
        var renamed = set.With("classes.csv", "class-7b,,,7Б", "class-7b,,,8Б");

        var plan = await _world.Plan(renamed);

        Assert.Equal((RosterWhy.ClassTaken, "classes.csv", 2L), plan.Problems.First.Select(static p => (p.Code, p.File, p.Line)).Single());
        await _world.Import(renamed, new RosterLeave(SkipBadRows: true));
        Assert.Equal(["7Б"], await _world.List("SELECT title FROM school_class WHERE sourced_id = 'class-7b'"));
    }

    private static RosterScope Choices(params (string Org, string School)[] choices) =>
        new() { Choices = choices.ToDictionary(static c => c.Org, static c => c.School, StringComparer.Ordinal) };
}
