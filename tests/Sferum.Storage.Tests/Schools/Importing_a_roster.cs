using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Importing_a_roster_on_PostgreSQL : Importing_a_roster<PostgreSqlStore>;

public sealed class Importing_a_roster_on_SQLite : Importing_a_roster<SqliteStore>;

public abstract class Importing_a_roster<TStore> : IAsyncLifetime
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
    public async Task Nine_schools_go_in_and_a_second_time_nothing_changes()
    {
        await _world.Imports.Apply(await _world.Plan(RosterSet.NineSchools));

        // Counted in the files by other means: schools, classes, sections, people, roles, places, guardians, chats (2 a school, 2 a class, 1 a section), acts.
        Assert.Equal("9 74 444 1094 1161 7567 0 610 9", await _world.Rows());
        var before = await _world.State();

        _world.Time.Advance(TimeSpan.FromDays(1));
        var again = await _world.Plan(RosterSet.NineSchools);
        Assert.All(again.Schools, s => Assert.True(s.IsNothing, s.Name));
        await _world.Imports.Apply(again);
        Assert.Equal("9 74 444 1094 1161 7567 0 610 9", await _world.Rows());
        Assert.Equal(before, await _world.State());
    }

    [Fact]
    public async Task The_newest_year_of_the_classes_becomes_the_schools_current_year_unless_it_has_one()
    {
        await _world.Import(RosterSet.Small("1.1"));
        var years = await _world.List("SELECT CAST(count(*) AS text) FROM school_year y WHERE is_current = 1 AND year = (SELECT max(school_year) FROM school_class c WHERE c.school_id = y.school_id)");
        var schools = await _world.List("SELECT CAST(count(DISTINCT school_id) AS text) FROM school_class");
        Assert.Equal(schools, years);

        await _world.Import(RosterSet.Small("1.1"));
        Assert.Equal(schools, await _world.List("SELECT CAST(count(*) AS text) FROM school_year"));
    }

    [Theory]
    [InlineData("1.1")]
    [InlineData("1.2")]
    public async Task A_small_district_gets_its_chats(string version)
    {
        await _world.Import(RosterSet.Small(version));
        Assert.Equal(
            [
                "class 2А", "class 7Б", "class 7В", "guardians 2А · родители", "guardians 7Б · родители", "guardians 7В · родители",
                "school Гимназия «Полюс»", "school Школа № 1 имени Первопроходцев", "staff Педагоги", "staff Педагоги",
                "study Алгебра · 7Б", "study Алгебра · 7В", "study Английский, сборная группа", "study Литературное чтение · 2А", "study Русский язык · 7Б",
            ],
            (await _world.List("SELECT kind || ' ' || title FROM chat")).Order(StringComparer.Ordinal));
        var acts = await _world.Follow();
        Assert.Equal(2, acts.Count);
        Assert.Equal(
            ["Арктиков: student", "Берегов: student", "Вихрева: student", "Гагарина: student", "Дюнин: student", "Полынина: class_teacher"],
            (await _world.Members("7Б")).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["Арктикова: guardian", "Берегов: guardian", "Берегова: guardian", "Полынина: class_teacher"],
            (await _world.Members("7Б · родители")).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["Инеева: student", "Каменев: student", "Льдова: student", "Моржов: student", "Ягелева: subject_teacher"],
            (await _world.Members("Алгебра · 7В")).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["Мохов: class_teacher", "Полынина: class_teacher", "Северова: administration", "Ягелева: subject_teacher"],
            (await _world.List("""
                SELECT p.family_name || ': ' || m.role FROM chat_member m JOIN chat c ON c.id = m.chat_id JOIN person p ON p.id = m.person_id
                JOIN school s ON s.id = c.school_id WHERE c.kind = 'staff' AND s.sourced_id = 'org-school-1'
                """)).Order(StringComparer.Ordinal));
        Assert.Equal(1, await _world.Count("chat_log l JOIN chat c ON c.id = l.chat_id WHERE c.title = '7Б'"));
    }

    [Fact]
    public async Task A_phone_registers_and_a_person_without_one_waits_for_a_claim()
    {
        await _world.Import(RosterSet.Small());
        Assert.Equal(7, await _world.Count("person WHERE phone_hash IS NOT NULL AND phone_sealed IS NOT NULL"));
        Assert.Equal(15, await _world.Count("person WHERE phone_hash IS NULL AND phone_sealed IS NULL"));
        var found = Assert.Single(await _world.Rosters.PeopleByPhone([_world.Keys.PhoneHash("+79000000101")], own: null, default));
        Assert.Equal("Северова Ирина Павловна", found.DisplayName);
    }

    [Fact]
    public async Task Newcomers_leavers_moves_and_new_names_are_followed()
    {
        await _world.Import(RosterSet.Small());
        await _world.Follow();
        _world.Time.Advance(TimeSpan.FromDays(1));
        var plan = await _world.Import(RosterSet.Small()
            .With("classes.csv", "class-7b,,,7Б", "class-7b,,,8Б")
            .With("users.csv", "s-05,,,true", "s-05,,,false")
            .With("users.csv", "s-02,,,true,org-school-1,student,s-02,,Борис,Берегов,,,,,,\"g-2,g-3\"", "s-02,,,true,org-school-1,student,s-02,,Богдан,Берегов,,,,,,g-2")
            .With("users.csv", t => t + "s-20,,,true,org-school-1,student,s-20,,Новый,Николай,,,,,,,,\n")
            .With("enrollments.csv", t => t.Replace("class-7b,org-school-1,s-04", "class-2a,org-school-1,s-04", StringComparison.Ordinal) + "e-900,,,class-7b,org-school-1,s-20,student,false,,\n"));
        var school = plan.Schools[0];
        Assert.Equal(new RosterCount(1, 1, 0), school.Counts["people"]);
        Assert.Equal(new RosterCount(0, 1, 0), school.Counts["classes"]);
        Assert.Equal(new RosterCount(1, 0, 1), school.Counts["roles"]);
        Assert.Equal(new RosterCount(1, 1, 3), school.Counts["places"]);
        Assert.Equal(new RosterCount(0, 0, 1), school.Counts["guardians"]);
        Assert.True(plan.Schools[1].IsNothing);
        Assert.Single(await _world.Follow());
        Assert.Equal(["Арктиков: student", "Берегов: student", "Вихрева: student", "Николай: student", "Полынина: class_teacher"], (await _world.Members("8Б")).Order(StringComparer.Ordinal));
        Assert.Equal(["Арктикова: guardian", "Берегов: guardian", "Полынина: class_teacher"], (await _world.Members("8Б · родители")).Order(StringComparer.Ordinal));
        Assert.Contains("Гагарина: student", await _world.Members("2А"));
        Assert.Empty(await _world.Roles("s-05"));
        Assert.Equal(["Берегов Богдан"], await _world.List("SELECT display_name FROM person WHERE sourced_id = 's-02'"));
    }

    [Fact]
    public async Task A_student_goes_to_another_school_in_one_piece()
    {
        await _world.Import(RosterSet.Small());
        await _world.Follow();
        await _world.Import(Moved(RosterSet.Small()));
        Assert.Equal(["7В student"], await _world.Places("s-01"));
        Assert.Equal(["org-school-2 student"], await _world.Roles("s-01"));
        await _world.Follow();
        Assert.DoesNotContain("Арктиков: student", await _world.Members("7Б"));
        Assert.DoesNotContain("Арктикова: guardian", await _world.Members("7Б · родители"));
        Assert.DoesNotContain("Арктиков: student", await _world.Members("Алгебра · 7Б"));
        Assert.Contains("Арктиков: student", await _world.Members("7В"));
        Assert.Contains("Арктикова: guardian", await _world.Members("7В · родители"));
    }

    [Fact]
    public async Task Guardians_who_came_by_a_link_follow_a_child_whom_a_file_moves()
    {
        await _world.Import(RosterSet.Small());
        await _world.Follow();
        await ComeByALink("Снегова", "s-01");
        Assert.Equal(["org-school-1 guardian"], await RolesOf("Снегова"));

        await _world.Import(Moved(RosterSet.Small()));
        Assert.Equal(["org-school-2 guardian"], await RolesOf("Снегова"));
        await _world.Follow();
        Assert.DoesNotContain("Снегова: guardian", await _world.Members("7Б · родители"));
        Assert.Contains("Снегова: guardian", await _world.Members("7В · родители"));

        await _world.Import(Moved(RosterSet.Small()).With("users.csv", "s-01,,,true", "s-01,,,false"));
        Assert.Empty(await RolesOf("Снегова"));
    }

    [Fact]
    public async Task A_student_leaves_a_school_that_the_file_does_not_name()
    {
        await _world.Import(RosterSet.Small());
        await _world.Follow();
        var others = await _world.Places("s-02");
        await _world.Import(OnlySecondSchool(Moved(RosterSet.Small())));
        Assert.Equal(["7В student"], await _world.Places("s-01"));
        Assert.Equal(["org-school-2 student"], await _world.Roles("s-01"));
        Assert.Equal(others, await _world.Places("s-02"));
        await _world.Follow();
        Assert.DoesNotContain("Арктиков: student", await _world.Members("7Б"));
        Assert.DoesNotContain("Арктиков: student", await _world.Members("Русский язык · 7Б"));
        Assert.DoesNotContain("Арктиков: student", await _world.Members("Школа № 1 имени Первопроходцев"));
        var again = Assert.Single((await _world.Plan(OnlySecondSchool(Moved(RosterSet.Small())))).Schools);
        Assert.Equal("", string.Join(' ', again.Counts.Where(static c => !c.Value.IsNothing)));
    }

    [Fact]
    public async Task Titles_may_change_places()
    {
        await _world.Import(RosterSet.Small());
        await _world.Import(RosterSet.Small().With("classes.csv", t => t
            .Replace("class-7b,,,7Б", "class-7b,,,2А", StringComparison.Ordinal).Replace("class-2a,,,2А", "class-2a,,,7Б", StringComparison.Ordinal)));
        Assert.Equal(["class-2a 7Б", "class-7b 2А", "class-7v 7В"], await _world.List("SELECT sourced_id || ' ' || title FROM school_class ORDER BY sourced_id"));
    }

    [Fact]
    public async Task A_class_that_is_gone_becomes_history_and_may_come_back()
    {
        await _world.Import(RosterSet.Small());
        var before = await _world.State();
        var without = RosterSet.Small().With("classes.csv", "class-7v,,", "class-7v,tobedeleted,").With("classes.csv", "sec-7v-alg,,", "sec-7v-alg,tobedeleted,");
        Assert.Equal(RosterWhy.LargeRemoval, (await _world.Plan(without)).Refusal(new RosterLeave())?.Code);
        await _world.Import(without, new RosterLeave(AllowLargeRemoval: true));
        Assert.Equal(3, await _world.Count("chat WHERE archived_at IS NOT NULL"));
        Assert.Empty(await _world.Places("s-09"));
        await _world.Import(RosterSet.Small());
        Assert.Equal(before, await _world.State());
        Assert.Equal(0, await _world.Count("chat WHERE archived_at IS NOT NULL"));
    }

    [Fact]
    public async Task What_people_gave_a_file_does_not_take()
    {
        await _world.Import(RosterSet.Small());
        await _world.Run("""
            INSERT INTO affiliation (id, person_id, school_id, role, began_at) SELECT @id, p.id, s.id, 'administration', 1
            FROM person p, school s WHERE p.sourced_id = 't-1' AND s.sourced_id = 'org-school-1'
            """, new { id = Guid.CreateVersion7() });
        await _world.Run("""
            INSERT INTO enrollment (id, person_id, school_id, section_id, role, began_at) SELECT @id, p.id, x.school_id, x.id, 'student', 1
            FROM person p, section x WHERE p.sourced_id = 's-03' AND x.sourced_id = 'sec-eng-mixed'
            """, new { id = Guid.CreateVersion7() });
        var plan = await _world.Import(RosterSet.Small());
        Assert.All(plan.Schools, static s => Assert.True(s.IsNothing));
        Assert.Contains("org-school-1 administration", await _world.Roles("t-1"));
        Assert.Contains("Английский, сборная группа student", await _world.Places("s-03"));
    }

    [Fact]
    public async Task Bad_rows_stop_everything_unless_they_may_be_skipped()
    {
        var bad = RosterSet.Small().With("users.csv", "s-03,,,true", "s-03,,,maybe").With("users.csv", "9000000103", "103");
        var plan = await _world.Plan(bad);
        Assert.Equal(RosterWhy.RowsBad, plan.Refusal(new RosterLeave())?.Code);
        Assert.Equal("0 0 0 0 0 0 0 0 0", await _world.Rows());
        await _world.Import(bad, new RosterLeave(SkipBadRows: true));
        Assert.Empty(await _world.List("SELECT 'x' FROM person WHERE sourced_id = 's-03'"));
        Assert.Equal(1, await _world.Count("person WHERE sourced_id = 't-1' AND phone_hash IS NULL"));
        Assert.Equal(["7Б student", "7Б Алгебра student", "7Б Русский student"], (await _world.Places("s-04")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_phone_finds_its_owner_is_never_replaced_and_never_shared()
    {
        await _world.Run(
            "INSERT INTO person (id, given_name, family_name, display_name, phone_hash, phone_sealed, created_at) VALUES (@id, 'Ирина', 'С.', 'Ирина С.', @hash, @hash, 1)",
            new { id = Guid.CreateVersion7(), hash = _world.Keys.PhoneHash("+79000000101") });
        await _world.Import(RosterSet.Small());
        Assert.Equal(["Северова Ирина Павловна"], await _world.List("SELECT display_name FROM person WHERE sourced_id = 'adm-1'"));
        Assert.Equal(22, await _world.Count("person"));

        var other = await _world.Plan(RosterSet.Small().With("users.csv", "9000000103", "9000000199"));
        Assert.Equal(1, other.Problems.Notes[RosterWhy.NotePhoneKept]);
        Assert.All(other.Schools, static s => Assert.True(s.IsNothing));

        var taken = await _world.Plan(RosterSet.Small().With("users.csv", "9000000103", "").With("users.csv", "Мохов,Андреевич,,,", "Мохов,Андреевич,,,9000000103"));
        Assert.Equal((RosterWhy.PhoneTaken, 6L), taken.Problems.First.Select(static p => (p.Code, p.Line)).Single());
    }

    [Fact]
    public async Task A_birth_date_fills_an_empty_place_and_replaces_none()
    {
        await _world.Import(RosterSet.Small());
        Assert.Equal(["s-01 2013-04-05"], await Born());
        await _world.Run("UPDATE person SET birth_date = '2013-05-04' WHERE sourced_id = 's-01'");

        var plan = await _world.Import(RosterSet.Small().With("demographics.csv", static t => t + "s-02,,,2014-01-31,male\n"));

        Assert.Equal(["s-01 2013-05-04", "s-02 2014-01-31"], await Born());
        Assert.Equal(1, plan.Problems.Notes[RosterWhy.NoteBirthDateKept]);
        Assert.Equal(new RosterCount(0, 1, 0), plan.Schools[0].Counts["people"]);
        Assert.True((await _world.Plan(RosterSet.Small())).Schools[0].IsNothing);
    }

    [Fact]
    public async Task An_import_that_dies_is_told_all_the_same_and_another_one_finishes_it()
    {
        var plan = await _world.Plan(RosterSet.NineSchools);
        using var stop = new CancellationTokenSource();
        var writes = 0;
        var progress = new Told(_ =>
        {
            if (++writes == 7)
            {
                stop.Cancel();
            }
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await _world.Imports.Apply(plan, progress, stop.Token));
        Assert.Empty(await _world.Outbox.Take(10, TimeSpan.FromMinutes(1), default));
        _world.Time.Advance(HeldAct.Hold);
        Assert.Single(await _world.Follow());

        await _world.Imports.Apply(await _world.Plan(RosterSet.NineSchools));
        Assert.StartsWith("9 74 444 1094 1161 7567 0 610 ", await _world.Rows(), StringComparison.Ordinal);
        Assert.All((await _world.Plan(RosterSet.NineSchools)).Schools, static s => Assert.True(s.IsNothing));
    }

    private Task<List<string>> Born() => _world.List("SELECT sourced_id || ' ' || birth_date FROM person WHERE birth_date IS NOT NULL ORDER BY 1");

    /// <summary>A guardian whom no file knows.</summary>
    private async Task ComeByALink(string family, string child)
    {
        var id = Guid.CreateVersion7();
        await _world.Run("INSERT INTO person (id, given_name, family_name, display_name, created_at) VALUES (@id, 'Анна', @family, @family, 1)", new { id, family });
        await _world.Run("INSERT INTO guardianship (guardian_id, student_id, began_at) SELECT @id, id, 1 FROM person WHERE sourced_id = @child", new { id, child });
        await _world.Run(
            "INSERT INTO affiliation (id, person_id, school_id, role, began_at) SELECT @row, @id, id, 'guardian', 1 FROM school WHERE sourced_id = 'org-school-1'",
            new { row = Guid.CreateVersion7(), id });
    }

    private Task<List<string>> RolesOf(string family) => _world.List($"""
        SELECT s.sourced_id || ' ' || a.role FROM affiliation a JOIN person p ON p.id = a.person_id JOIN school s ON s.id = a.school_id
        WHERE p.family_name = '{family}' AND a.ended_at IS NULL ORDER BY 1
        """);

    private static RosterSet Moved(RosterSet set) => set
        .With("users.csv", "s-01,,,true,org-school-1", "s-01,,,true,org-school-2")
        .With("enrollments.csv", t => string.Join('\n', t.Split('\n').Where(static l => !l.Contains(",s-01,", StringComparison.Ordinal))) + "e-901,,,class-7v,org-school-2,s-01,student,false,,\n");

    /// <summary>A file in which the other school does not occur.</summary>
    private static RosterSet OnlySecondSchool(RosterSet set) => set
        .With("orgs.csv", t => string.Join('\n', t.Split('\n').Where(static l => !l.StartsWith("org-school-1", StringComparison.Ordinal) && !l.StartsWith("org-primary", StringComparison.Ordinal))))
        .With("classes.csv", Without("org-school-1", "org-primary"))
        .With("enrollments.csv", Without(",org-school-1,"))
        .With("users.csv", t => Without(",org-school-1,")(t.Replace("org-school-1,org-school-2", "org-school-2", StringComparison.Ordinal).Replace("\"org-school-2\"", "org-school-2", StringComparison.Ordinal)).Replace("g-1,s-06", "g-1", StringComparison.Ordinal))
        .With("users.csv", t => t.Replace(",g-1,,", ",,,", StringComparison.Ordinal));

    private static Func<string, string> Without(params string[] parts) => text =>
        string.Join('\n', text.Split('\n').Where(l => !Array.Exists(parts, p => l.Contains(p, StringComparison.Ordinal))));

    private sealed class Told(Action<RosterProgress> tell) : IProgress<RosterProgress>
    {
        public void Report(RosterProgress value) => tell(value);
    }
}
