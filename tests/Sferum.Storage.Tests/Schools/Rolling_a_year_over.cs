using CsCheck;
using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Rolling_a_year_over_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Rolling_a_year_over<PostgreSqlStore>(shared);

public sealed class Rolling_a_year_over_on_SQLite(SharedStore<SqliteStore> shared) : Rolling_a_year_over<SqliteStore>(shared);

/// <summary>7Б becomes 8Б, the eleventh classes leave, what was is history; and all of it can be taken back.</summary>
public abstract class Rolling_a_year_over<TStore>(SharedStore<TStore> shared) : YearTests<TStore>(shared)
    where TStore : Store, new()
{
    private DateOnly Today => SchoolDay.Of(Clock.GetUtcNow(), "Europe/Moscow");

    private static readonly Gen<(int Grade, int Students, int Teachers, bool Section)[]> Schools =
        Gen.Select(Gen.Int[1, 11], Gen.Int[0, 3], Gen.Int[0, 1], Gen.Bool).Array[1, 6];

    [Fact]
    public async Task Students_and_teachers_go_up_with_their_class_and_its_chats_begin_anew()
    {
        var seventh = await Made("7Б", "7");
        var (student, teacher) = (await Student(seventh.Id), await Teacher(seventh.Id));
        var section = await Section("Алгебра", seventh.Id);
        await Town.Enroll(teacher, School, "teacher", section: section.Id);
        await FollowAll();

        var preview = await Preview();
        var fate = Assert.Single(preview.Classes);
        Assert.Equal(("7Б", "7", "8Б", "8", 1, 0, 1, 1), (fate.Title, fate.Grade, fate.NewTitle, fate.NewGrade, fate.Students, fate.Repeaters, fate.Teachers, fate.Sections));
        var carried = (await Rollovers.CarryOut(Admin, new(), preview.Revision, default)).Value;
        await FollowAll();

        Assert.Equal((2026, 2027), (carried.Value.From, carried.Value.To));
        Assert.Equal(3 + 3 + 2, carried.Act!.Chats.Count);
        Assert.Equal("8Б", (await Homerooms())[student]);
        Assert.Equal((2027, true), (await Years.List(School, default)).Select(static y => (y.Year, y.IsCurrent)).First());
        var next = (await Classes.List(School, new ClassFilter(null, null, Archived: false), null, 10, default)).Items.Single();
        Assert.Equal(("8Б", "8", 1L, 1L), (next.Title, next.Grade, next.Students, next.Teachers));
        var taught = (await Sections.List(School, new SectionFilter(null, null, null, Archived: false), null, 10, default)).Items.Single();
        Assert.Equal(("Алгебра · 8Б", 1L, 1L), (taught.Title, taught.Students, taught.Teachers));
        Assert.Equal(2, (await Load(await ChatOf(next.Id))).Members.Count);

        var old = await Load(await ChatOf(seventh.Id));
        Assert.True(old.Archived);
        Assert.Equal(2, old.Members.Count);
        Assert.Equal("rollover.carried_out", (await Chain())[^1].Act);
    }

    [Fact]
    public async Task Who_graduates_leaves_the_school_and_its_chats()
    {
        var last = await Made("11А", "11");
        var (graduate, teacher) = (await Student(last.Id), await Teacher(last.Id));
        await FollowAll();

        await RollOver();
        await FollowAll();

        Assert.Empty(await Homerooms());
        Assert.Equal(0, await Town.One<long>("SELECT count(*) FROM affiliation WHERE person_id = @graduate AND ended_at IS NULL", new { graduate }));
        Assert.Equal([teacher], (await Load(await ChatOf(last.Id))).Members.Select(static m => m.Person.Id));
        Assert.DoesNotContain(graduate, (await Load(await Town.One<ChatId>("SELECT id FROM chat WHERE school_id = @School AND kind = 'school'", new { School }))).Members.Select(static m => m.Person.Id));
    }

    [Fact]
    public async Task The_guardian_of_the_last_child_leaves_with_it_and_comes_back_when_it_is_undone()
    {
        var (last, seventh) = (await Made("11А", "11"), await Made("7Б", "7"));
        var (graduate, sister, mother, father) = (await Student(last.Id), await Student(seventh.Id), await Town.Person(), await Town.Person());
        foreach (var (guardian, child) in new[] { (mother, graduate), (mother, sister), (father, graduate) })
        {
            await Town.Guard(guardian, child);
        }

        await Town.Affiliate(mother, School, Role.Guardian);
        await Town.Affiliate(father, School, Role.Guardian);
        var before = await Living();

        var carried = await RollOver();
        Assert.Equal([mother], await Town.Ask<PersonId>("SELECT person_id FROM affiliation WHERE school_id = @School AND role = 'guardian' AND ended_at IS NULL", new { School }));
        await Rollovers.Undo(Admin, carried.Id, default);

        Assert.Equal(before, await Living());
    }

    [Fact]
    public async Task Students_who_change_their_class_meanwhile_are_in_one_and_nobody_waits_for_ever()
    {
        var (one, other) = (await Made("7А", "7"), await Made("7Б", "7"));
        var students = new List<PersonId>();
        for (var i = 0; i < Races.Callers; i++)
        {
            students.Add(await Student(i % 2 == 0 ? one.Id : other.Id));
        }

        var movements = new MovementStore(Store.Database, Acts, Keys);
        for (var round = 0; round < Races.Rounds; round++)
        {
            var at = await Homerooms();
            var revision = (await Preview()).Revision;
            CarriedRollover? carried = null;
            await Races.AtOnce(async i =>
            {
                if (i == 0)
                {
                    carried = (await Rollovers.CarryOut(Admin, new(), revision, default)) is { Refusal: null } done ? done.Value.Value : null;
                    return true;
                }

                var to = at[students[i]] == "7А" ? other.Id : one.Id;
                var order = new MovementOrder { Kind = MovementKind.ClassTransfer, Person = students[i], Order = new OrderFacts("9-у", Today, Today), ToClass = to };
                return (await movements.Order(Admin, order, default)).Refusal is null;
            });

            // Those that came first were before it, though the clock of the test stands still.
            await Town.Run("UPDATE movement SET applied_at = 1 WHERE school_id = @School", new { School });
            if (carried is not null)
            {
                Assert.Null((await Rollovers.Undo(Admin, carried.Id, default)).Refusal);
            }

            Assert.Equivalent(students, (await Homerooms()).Keys, strict: true);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task P15_Undone_it_gives_no_place_back_to_whom_an_erasure_has_taken_away_nor_to_the_guardian(bool whole)
    {
        var last = await Made("11А", "11");
        var (graduate, classmate, father) = (await Student(last.Id), await Student(last.Id), await Town.Person());
        await Town.Guard(father, graduate);
        await Town.Affiliate(father, School, Role.Guardian);
        var carried = await RollOver();
        if (!whole)
        {
            await Town.Affiliate(graduate, await Town.School(), Role.Student);
        }

        await new PersonalDataStore(Store.Database, Acts, Keys).Erase(Admin, graduate, "заявление", default);
        Assert.False((await Rollovers.Undo(Admin, carried.Id, default)).IsRefused(out _));

        Assert.Equal([classmate], (await Homerooms()).Keys);
        Assert.Equal([classmate], await Town.Ask<PersonId>(
            "SELECT person_id FROM affiliation WHERE school_id = @School AND role IN ('student', 'guardian') AND ended_at IS NULL", new { School }));
    }

    [Fact]
    public async Task A_leave_goes_on_in_the_new_year()
    {
        var made = await Made("7Б", "7");
        var (teacher, leave) = (await Teacher(made.Id), Guid.CreateVersion7());
        await Town.Run(
            """
            INSERT INTO movement (id, school_id, person_id, kind, status, order_number, ordered_on, effective_on, created_by, created_at, applied_at)
            VALUES (@leave, @School, @teacher, 'leave', 'applied', '1', '2026-10-01', '2026-10-01', @teacher, 1, 1)
            """,
            new { leave, School, teacher });
        await Town.Run("UPDATE enrollment SET suspended_by = @leave WHERE person_id = @teacher", new { leave, teacher });

        var carried = await RollOver();
        Assert.Equal(leave, await Town.One<Guid>("SELECT suspended_by FROM enrollment WHERE person_id = @teacher AND ended_at IS NULL", new { teacher }));
        await Town.Run("UPDATE movement SET ended_at = @at WHERE id = @leave", new { leave, at = Clock.GetUtcNow().ToUnixTimeMilliseconds() + 1 });

        Assert.Equal(Refusals.RolloverHasEnrollments, (await Rollovers.Undo(Admin, carried.Id, default)).Refusal);
    }

    [Fact]
    public async Task Who_stays_in_the_grade_joins_the_class_that_comes_into_it()
    {
        var (sixth, seventh) = (await Made("6Б", "6"), await Made("7Б", "7"));
        var (riser, stayer) = (await Student(sixth.Id), await Student(seventh.Id));
        await Section("Алгебра", sixth.Id);
        var choices = new RolloverChoices { Repeaters = [new Repeater(stayer, null)], Beginning = [new BeginningClass("1А", "1")] };

        await RollOver(choices);

        Assert.Equal("7Б", (await Homerooms())[riser]);
        Assert.Equal("7Б", (await Homerooms())[stayer]);
        Assert.Equal(["1А", "7Б", "8Б"], (await Classes.List(School, new ClassFilter(null, null, false), null, 10, default)).Items.Select(static c => c.Title));
        Assert.Equal(2, (await Sections.List(School, new SectionFilter(null, null, null, false), null, 10, default)).Items.Single().Students);
    }

    [Fact]
    public async Task What_is_in_the_way_is_shown_and_nothing_is_done()
    {
        await Made("7Б", "7");
        await Made("Звёздочки", null);
        await Made("8Б", "8", 2027);
        var choices = new RolloverChoices { Repeaters = [new Repeater(await Town.Person(), null)] };
        var before = await Living();

        var preview = await Preview(choices);

        Assert.Equal(
            ["rollover.conflict.grade_unknown", "rollover.conflict.student_unknown", "rollover.conflict.title_twice"], preview.Conflicts.Select(static c => c.Code).Order());
        Assert.Equal(Refusals.RolloverConflicts, (await Rollovers.CarryOut(Admin, choices, preview.Revision, default)).Refusal);
        Assert.Equal(before, await Living());
    }

    [Fact]
    public async Task A_preview_that_is_no_longer_true_is_not_carried_out()
    {
        var made = await Made("7Б", "7");
        var preview = await Preview();
        await Student(made.Id);
        var before = await Living();

        Assert.Equal(Refusals.RolloverStale, (await Rollovers.CarryOut(Admin, new(), preview.Revision, default)).Refusal);
        Assert.Equal(Refusals.RolloverStale, (await Rollovers.CarryOut(Admin, new() { WithTeachers = false }, (await Preview()).Revision, default)).Refusal);
        Assert.Equal(before, await Living());
    }

    [Fact]
    public async Task Of_sixteen_who_roll_over_at_once_one_does_and_of_sixteen_who_undo_it_one_does()
    {
        var made = await Made("7Б", "7");
        await Student(made.Id);
        var before = await Living();
        for (var round = 0; round < Races.Rounds; round++)
        {
            var preview = await Preview();
            var carried = await Races.AtOnce(_ => Rollovers.CarryOut(Admin, new() { From = Year }, preview.Revision, default));

            var won = Assert.Single(carried, static c => !c.IsRefused(out var refusal)).Value.Value;
            Assert.Equal(15, carried.Count(static c => c.Refusal == Refusals.RolloverTaken));
            Assert.Single(await Homerooms());

            var undone = await Races.AtOnce(_ => Rollovers.Undo(Admin, won.Id, default));
            Assert.Single(undone, static u => !u.IsRefused(out var refusal));
            Assert.Equal(15, undone.Count(static u => u.Refusal == Refusals.RolloverUndone));
            Assert.Equal(before, await Living());
        }
    }

    [Fact]
    public Task Undone_it_leaves_everything_as_it_was_whatever_the_school() => Schools.SampleAsync(
        async classes =>
        {
            await InitializeAsync();
            foreach (var (place, (grade, students, teachers, hasSection)) in classes.Index())
            {
                var made = await Made($"{grade}{(char)('А' + place)}", $"{grade}");
                for (var i = 0; i < students; i++)
                {
                    await Student(made.Id);
                }

                for (var i = 0; i < teachers; i++)
                {
                    await Teacher(made.Id);
                }

                if (hasSection)
                {
                    await Section($"Предмет {place}", made.Id);
                }
            }

            await FollowAll();
            var before = await Living();

            var carried = await RollOver(new RolloverChoices { Beginning = [new BeginningClass("1Я", "1")] });
            await FollowAll();
            Assert.NotEqual(before, await Living());
            var undone = await Rollovers.Undo(Admin, carried.Id, default);
            await FollowAll();

            Assert.False(undone.IsRefused(out _));
            Assert.Equal(WithoutWindows(before), WithoutWindows(await Living()));
        },
        iter: 12,
        threads: 1);

    [Fact]
    public async Task It_is_not_undone_once_somebody_has_written_in_the_new_year()
    {
        var made = await Made("7Б", "7");
        var student = await Student(made.Id);
        var carried = await RollOver();
        var chat = await ChatOf((await Classes.List(School, new ClassFilter(null, null, false), null, 1, default)).Items[0].Id);
        await Follow(chat);
        await Store.Get<IChatLog>().Open(chat, (await Load(chat)).Head).Append(Rows.Post(student, "С новым учебным годом!"));
        var before = await Living();

        Assert.Equal(Refusals.RolloverHasPosts(1).Code, (await Rollovers.Undo(Admin, carried.Id, default)).Refusal?.Code);
        Assert.Equal(before, await Living());
    }

    [Fact]
    public async Task It_is_not_undone_once_somebody_was_enrolled_or_dismissed_in_the_new_year()
    {
        var made = await Made("7Б", "7");
        var student = await Student(made.Id);
        var carried = await RollOver();
        var next = (await Classes.List(School, new ClassFilter(null, null, false), null, 1, default)).Items[0].Id;
        var newcomer = await Student(next);

        Assert.Equal(Refusals.RolloverHasEnrollments, (await Rollovers.Undo(Admin, carried.Id, default)).Refusal);
        await Town.Run("DELETE FROM enrollment WHERE person_id = @newcomer", new { newcomer });
        await Town.EndEnrollments(student);
        Assert.Equal(Refusals.RolloverHasEnrollments, (await Rollovers.Undo(Admin, carried.Id, default)).Refusal);
    }

    [Fact]
    public async Task It_is_not_undone_once_the_new_year_was_built_upon()
    {
        await Made("7Б", "7");
        var carried = await RollOver();
        Clock.Advance(TimeSpan.FromMinutes(1));
        var made = await Made("1А", "1", 2027);

        Assert.Equal(Refusals.RolloverHasStructure, (await Rollovers.Undo(Admin, carried.Id, default)).Refusal);
        await Classes.Archive(Admin, made.Id, default);
        Assert.False((await Rollovers.Undo(Admin, carried.Id, default)).IsRefused(out _));
        Assert.NotNull((await Rollovers.List(School, default)).Single().UndoneAt);
    }

    [Fact]
    public async Task Another_school_neither_sees_nor_undoes_it_and_nobody_but_the_administrator_does()
    {
        await Made("7Б", "7");
        var carried = await RollOver();
        var other = await Staff(Role.SchoolAdmin, await Town.School());

        Assert.Equal(Refusals.NotFound, (await Rollovers.Undo(other, carried.Id, default)).Refusal);
        Assert.Empty(await Rollovers.List(other.School!.Value, default));
        Assert.Equal(Refusals.Denied, (await Rollovers.Undo(await Staff(Role.Director), carried.Id, default)).Refusal);
    }

    [Fact]
    public async Task A_school_of_fifteen_hundred_goes_over_and_back_in_reasonable_time()
    {
        var classes = new List<SchoolClass>();
        foreach (var grade in Enumerable.Range(1, 11))
        {
            foreach (var letter in "АБВГД")
            {
                classes.Add(await Made($"{grade}{letter}", $"{grade}"));
            }
        }

        var people = await Town.People(1_500);
        var places = people.Select((person, i) => new { id = Guid.CreateVersion7(), affiliation = Guid.CreateVersion7(), person, School, place = classes[i % classes.Count].Id }).ToList();
        await Town.Run("INSERT INTO affiliation (id, person_id, school_id, role, began_at) VALUES (@affiliation, @person, @School, 'student', 1)", places);
        await Town.Run("INSERT INTO enrollment (id, person_id, school_id, class_id, role, began_at) VALUES (@id, @person, @School, @place, 'student', 1)", places);
        foreach (var subject in new[] { "Алгебра", "История", "Химия" })
        {
            var id = (await Subjects.Create(Admin, subject, default)).Value.Value.Id;
            foreach (var made in classes)
            {
                await Sections.Create(Admin, new NewSection(id, made.Id, null, null, null), default);
            }
        }

        var before = await Living();
        var preview = await Preview();
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        var carried = (await Rollovers.CarryOut(Admin, new(), preview.Revision, default)).Value;
        var took = System.Diagnostics.Stopwatch.GetElapsedTime(began);
        await Rollovers.Undo(Admin, carried.Value.Id, default);

        Assert.Equal((50, 150, 1_500 - preview.Counts.Graduates), (preview.Counts.Classes, preview.Counts.Sections, preview.Counts.Students));
        Assert.Equal(before, await Living());
        Assert.True(took < TimeSpan.FromSeconds(60), $"{took}");
        TestContext.Current.SendDiagnosticMessage("Rollover of 1,500 students: {0}", took);
    }

    /// <summary>Who graduated was out of the school for a moment and is in its chats by a new window: the same chats, the same people.</summary>
    private static IEnumerable<string> WithoutWindows(IReadOnlyList<string> living) => living.Select(static row => row.StartsWith("chat_member", StringComparison.Ordinal) ? row[..(12 + 72)] : row);

    private async Task<LoadedChat> Load(ChatId chat) => (await Store.Get<IChatLog>().Load(chat, default))!;
}
