using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Importing_the_own_school_on_PostgreSQL : Importing_the_own_school<PostgreSqlStore>;

public sealed class Importing_the_own_school_on_SQLite : Importing_the_own_school<SqliteStore>;

/// <summary>A school's administrator imports.</summary>
public abstract class Importing_the_own_school<TStore> : IAsyncLifetime
    where TStore : Store, new()
{
    private static readonly RosterLeave Skip = new(SkipBadRows: true);
    private ImportWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await ImportWorld.In<TStore>();

    public async ValueTask DisposeAsync()
    {
        await _world.Remove();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Shows_what_it_would_do_and_does_exactly_that_to_the_own_school_only()
    {
        var founded = await _world.Found();
        var unnamed = await Preview(founded, Upload(RosterSet.Small(), org: null, new RosterLeave()));
        Assert.Equal((RosterWhy.RowsBad, 2), (unnamed.Refusal?.Code, unnamed.Problems.First.Count(static p => p.Code == RosterWhy.SchoolUnnamed)));
        var strict = await Preview(founded, Upload(RosterSet.Small(), leave: new RosterLeave()));
        Assert.Equal((RosterWhy.SchoolNotYours, 4L), strict.Problems.First.Select(static p => (p.Code, p.Line)).Single());

        var upload = Upload(RosterSet.Small());
        var preview = await Preview(founded, upload);
        Assert.Null(preview.Refusal);
        Assert.Equal([SchoolMatchKind.Choice, SchoolMatchKind.None], preview.Matches.Select(static m => m.Kind));
        Assert.Equal((new RosterCount(15, 0, 0), new RosterCount(2, 0, 0)), (preview.Counts["people"], preview.Counts["classes"]));
        Assert.Equal(0, await _world.Count("school_class"));
        Assert.Equal(RosterWhy.Stale, (await _world.Own.Import(founded.Admin, upload, "something else", default)).Refusal?.Code);

        var done = (await _world.Own.Import(founded.Admin, upload, preview.Revision, default)).Value;

        Assert.NotEmpty(done.Act!.Chats);
        Assert.Equal(["org-school-1"], await _world.List("SELECT sourced_id FROM school"));
        Assert.Equal(["2А", "7Б"], await _world.List("SELECT title FROM school_class ORDER BY 1"));
        Assert.Equal(["school.named", "roster.imported"], (await _world.Recorded(founded.Id)).TakeLast(2));
        var again = await Preview(founded, Upload(RosterSet.Small(), org: null));
        Assert.Equal((SchoolMatchKind.Known, ""), (again.Matches[0].Kind, string.Join(' ', again.Counts.Where(static c => !c.Value.IsNothing))));
        Assert.Equal(RosterWhy.Stale, (await _world.Own.Import(founded.Admin, Upload(RosterSet.Small(), org: null), preview.Revision, default)).Refusal?.Code);
    }

    [Fact]
    public async Task A_file_that_does_not_name_the_own_school_is_refused()
    {
        var founded = await _world.Found();
        var preview = await Preview(founded, Upload(RosterSet.Small(), org: "org-school-5"));

        Assert.Equal(RosterWhy.OwnMissing, preview.Refusal?.Code);
        Assert.Equal(RosterWhy.OwnMissing, (await _world.Own.Import(founded.Admin, Upload(RosterSet.Small(), org: "org-school-5"), preview.Revision, default)).Refusal?.Code);
        var broken = new RosterUpload("PK?"u8.ToArray(), null, null, Skip);
        Assert.Equal(RosterWhy.ZipBroken, (await _world.Own.Preview(founded.Admin, broken, default)).Refusal?.Code);
    }

    [Theory]
    [InlineData(Role.Director)]
    [InlineData(Role.Administration)]
    [InlineData(Role.ClassTeacher)]
    [InlineData(Role.Student)]
    public async Task Nobody_imports_but_the_schools_administrator(Role role)
    {
        var founded = await _world.Found();
        var other = founded.Admin with { Person = PersonId.New(), Roles = role };
        Assert.Equal(Refusals.Denied, (await _world.Own.Preview(other, Upload(RosterSet.Small()), default)).Refusal);
        Assert.Equal(Refusals.Denied, (await _world.Own.Import(other, Upload(RosterSet.Small()), "", default)).Refusal);
        Assert.Equal(Refusals.Denied, (await _world.Own.Preview(founded.Admin with { School = null }, Upload(RosterSet.Small()), default)).Refusal);
    }

    [Fact]
    public async Task People_of_other_schools_are_neither_changed_nor_moved_nor_told_apart_from_newcomers()
    {
        await _world.Import(RosterSet.Small());
        var before = await Others();
        var founded = await _world.Found();
        var set = OfOneSchool(
            "s-09,,,true,org-f,student,,,Имя,Чужая,,,,+79000000901,,,,",           // a student of another school, by the id
            "t-4,,,true,org-f,teacher,,,Имя,Чужой,,,,+79000000902,,,,",            // staff of another school, by the id
            "x-1,,,true,org-f,student,,,Имя,Чужой,,,,8-900-000-01-12,,,,",         // a student of another school, by the phone
            "x-2,,,true,org-f,teacher,,,Имя,Другая,,,,+79000000104,,,,",           // staff of other schools, by the phone
            "x-3,,,true,org-f,student,,,Имя,Мамин,,,,+79000000122,,,,",            // with the phone of a guardian
            "f-1,,,true,org-f,student,,,Имя,Своя,,,,,,,,");

        var upload = Upload(set, org: "org-f");
        var preview = await Preview(founded, upload);
        Assert.Equal(
            [(RosterWhy.PersonElsewhere, 2L), (RosterWhy.PersonElsewhere, 3L), (RosterWhy.LearnsElsewhere, 4L), (RosterWhy.PhoneTaken, 6L)],
            preview.Problems.First.Select(static p => (p.Code, p.Line)));
        Assert.Equal(new RosterCount(3, 0, 0), preview.Counts["people"]);
        Assert.False((await _world.Own.Import(founded.Admin, upload, preview.Revision, default)).IsRefused(out var refusal), refusal?.Code);

        Assert.Equal(before, await Others());
        Assert.Equal(["7В student", "7В Алгебра student"], await _world.Places("s-09"));
        Assert.Contains("org-f subject_teacher", await _world.Roles("t-3"));
        Assert.Equal(["7Ф student"], await _world.Places("f-1"));
        var again = await Preview(founded, upload);
        Assert.Equal("", string.Join(' ', again.Counts.Where(static c => !c.Value.IsNothing)));
    }

    [Theory]
    [InlineData("guardian", true)]
    [InlineData("subject_teacher", true)]
    [InlineData("student", false)]
    public async Task An_id_makes_nobody_a_student_and_an_adult_at_once(string held, bool refused)
    {
        await _world.Import(RosterSet.Small());
        var founded = await _world.Found();
        var student = "f-1,,,true,org-f,student,,,Имя,Своя,,,,,,,,";
        var upload = Upload(OfOneSchool(student), org: "org-f");
        await _world.Own.Import(founded.Admin, upload, (await Preview(founded, upload)).Revision, default);
        await _world.Run("UPDATE affiliation SET role = @held, imported = 0 WHERE person_id = (SELECT id FROM person WHERE sourced_id = 'f-1')", new { held });

        var preview = await Preview(founded, upload);

        Assert.Equal(refused ? [RosterWhy.RoleConflict] : Array.Empty<string>(), preview.Problems.First.Select(static p => p.Code));
    }

    [Fact]
    public async Task A_student_who_has_come_into_another_schools_class_meanwhile_stays_there()
    {
        await _world.Import(RosterSet.Small());
        var founded = await _world.Found();
        var plan = await _world.Plan(OfOneSchool("f-1,,,true,org-f,student,,,Имя,Своя,,,,,,,,"), Own(founded, "org-f"));
        await Write(founded, plan.Schools[0].Steps().TakeWhile(static s => s.Enrollments.Count == 0));
        await _world.Run(
            """
            INSERT INTO enrollment (id, person_id, school_id, class_id, role, began_at)
            SELECT @id, p.id, c.school_id, c.id, 'student', 1 FROM person p, school_class c WHERE p.sourced_id = 'f-1' AND c.sourced_id = 'class-7v'
            """,
            new { id = Guid.CreateVersion7() });

        await Write(founded, plan.Schools[0].Steps().SkipWhile(static s => s.Enrollments.Count == 0));

        Assert.Equal(["7В student"], await _world.Places("f-1"));
    }

    private async Task Write(FoundedSchool founded, IEnumerable<RosterStep> steps)
    {
        await using var act = await _world.Acts.BeginFor(founded.Admin.Person, founded.Id, default);
        var rows = new RosterRows(act, _world.Keys, ownOnly: true);
        foreach (var step in steps)
        {
            Assert.Null(await rows.Write(step, default));
        }

        await act.CommitPart(default);
    }

    private async Task<RosterPreview> Preview(FoundedSchool founded, RosterUpload upload) => (await _world.Own.Preview(founded.Admin, upload, default)).Value;

    private RosterUpload Upload(RosterSet set, string? org = "org-school-1", RosterLeave? leave = null) =>
        new(File.ReadAllBytes(_world.Zip(set)), org, null, leave ?? Skip);

    private static RosterScope Own(FoundedSchool founded, string org) =>
        new() { Own = founded.Id, Choices = new Dictionary<string, string>(StringComparer.Ordinal) { [org] = founded.Id.Value.ToString() } };

    /// <summary>The names, phones and places of everybody whom the small district has.</summary>
    private Task<List<string>> Others() => _world.List("""
        SELECT p.sourced_id || p.display_name || coalesce(c.title, '') || CASE WHEN p.phone_hash IS NULL THEN '' ELSE ' phone' END
        FROM person p LEFT JOIN enrollment e ON e.person_id = p.id AND e.class_id IS NOT NULL AND e.ended_at IS NULL LEFT JOIN school_class c ON c.id = e.class_id
        WHERE p.sourced_id LIKE 's-%' OR p.sourced_id LIKE 't-%' OR p.sourced_id LIKE 'g-%' OR p.sourced_id LIKE 'adm-%' ORDER BY 1
        """);

    /// <summary>A file of one school with one class, in which every student is.</summary>
    private static RosterSet OfOneSchool(params string[] users)
    {
        var small = RosterSet.Small().Without("courses.csv").Without("demographics.csv").Without("academicSessions.csv");
        static string Header(string text) => text[..(text.IndexOf('\n', StringComparison.Ordinal) + 1)];
        return small
            .With("manifest.csv", static t => t.Replace("file.courses,bulk", "file.courses,absent", StringComparison.Ordinal)
                .Replace("file.demographics,bulk", "file.demographics,absent", StringComparison.Ordinal)
                .Replace("file.academicSessions,bulk", "file.academicSessions,absent", StringComparison.Ordinal))
            .With("orgs.csv", static t => Header(t) + "org-f,,,Школа Ф,school,,\n")
            .With("classes.csv", static t => Header(t) + "class-f,,,7Ф,07,,,homeroom,,org-f,,,,\n")
            .With("users.csv", t => Header(t) + string.Join('\n', users) + "\n")
            .With("enrollments.csv", t => Header(t) + string.Concat(users.Where(static u => u.Contains(",student,", StringComparison.Ordinal))
                .Select(static (u, i) => $"f-e-{i},,,class-f,org-f,{u[..u.IndexOf(',', StringComparison.Ordinal)]},student,false,,\n")));
    }
}
