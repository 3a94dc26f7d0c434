using CsCheck;
using Sferum.Chats;
using Sferum.People;

namespace Sferum.Schools;

public sealed class Comparing_a_roster
{
    private readonly SchoolInMemory _school = new();

    [Fact]
    public void A_new_school_gets_its_people_classes_and_chats()
    {
        var plan = _school.Import(new RosterSample().Class("7Б").Section("algebra", "Алгебра", "7Б").Teacher("Орлова", "7Б", "algebra").Student("Белкина", "7Б", sections: "algebra").Build());

        Assert.Equal((1, 2, 1, 1), (plan.Counts["school"].New, plan.Counts["people"].New, plan.Counts["classes"].New, plan.Counts["sections"].New));
        Assert.Equal(
            [(ChatKind.School, "Школа № 5"), (ChatKind.Staff, "Педагоги"), (ChatKind.Class, "7Б"), (ChatKind.Guardians, "7Б · родители"), (ChatKind.Study, "Алгебра · 7Б")],
            _school.Stored.Chats.Select(static c => (c.Kind, c.Title)));
        Assert.Equal(plan.Affected.Select(static a => a.Chat).Order(ById), _school.Stored.Chats.Select(static c => c.Id).Order(ById));
    }

    [Fact]
    public void The_same_file_again_changes_nothing_whatever_was_before() => Gen.Select(Anything, Anything).Sample(
        static (before, after) =>
        {
            var school = new SchoolInMemory();
            school.Import(before());
            school.Import(after());
            var again = school.Plan(after());
            Assert.True(again.IsNothing);
            Assert.Empty(again.Steps());
            Assert.Empty(again.Affected);
        },
        iter: 2_000);

    [Fact]
    public void What_is_stored_afterwards_is_what_the_file_wants() => Gen.Select(Anything, Anything).Sample(
        static (before, after) =>
        {
            var (school, wanted) = (new SchoolInMemory(), after());
            school.Import(before());
            school.Import(wanted);

            Assert.Equal(wanted.Classes.Select(static c => c.SourcedId).Order(), school.Stored.Classes.Where(static c => !c.Archived).Select(static c => c.SourcedId!).Order());
            Assert.Equal(wanted.Sections.Select(static s => s.SourcedId).Order(), school.Stored.Sections.Where(static s => !s.Archived).Select(static s => s.SourcedId!).Order());
            Assert.Equal(wanted.Affiliations.Count, school.Stored.Affiliations.Count);
            Assert.Equal(wanted.Enrollments.Count, school.Stored.Enrollments.Count);
            Assert.Equal(wanted.Guardianships.Count, school.Stored.Guardianships.Count(g => school.Stored.Affiliations.Any(a => a.Person == g.Student)));
            Assert.Equal(2 + (2 * wanted.Classes.Count) + wanted.Sections.Count, school.Stored.Chats.Count(static c => !c.Archived));
        },
        iter: 2_000);

    [Fact]
    public void A_file_ends_only_what_a_file_brought()
    {
        var student = new RosterSample().Class("7Б").Student("Белкина", "7Б").Build();
        _school.Import(student);
        var byHand = _school.Came("Соколова", "79000000001");
        var place = _school.Stored.Classes[0].Id;
        _school.ByHand(stored => stored with
        {
            Affiliations = [.. stored.Affiliations, new StoredAffiliation(Guid.CreateVersion7(), byHand.Id, Role.SubjectTeacher, Imported: false)],
            Enrollments = [.. stored.Enrollments, new StoredEnrollment(Guid.CreateVersion7(), byHand.Id, place, null, Teacher: true, Imported: false)],
        });

        Assert.True(_school.Plan(student).IsNothing);
        var plan = _school.Plan(new RosterSample().Class("7Б").Student("Громова", "7Б").Build());
        Assert.Single(plan.EndedAffiliations);
        Assert.Single(plan.EndedEnrollments);
    }

    [Fact]
    public void A_class_that_goes_becomes_history_and_comes_back_as_itself()
    {
        var with = new RosterSample().Class("7Б").Student("Белкина", "7Б").Build();
        _school.Import(with);
        var id = _school.Stored.Classes[0].Id;
        _school.ByHand(s => s with { Enrollments = [.. s.Enrollments, new StoredEnrollment(Guid.CreateVersion7(), _school.Came("Соколова", "79000000001").Id, id, null, Teacher: true, Imported: false)] });

        var gone = _school.Import(new RosterSample().Student("Белкина").Build());
        Assert.Equal([id], gone.ArchivedClasses.Select(static c => c.Id));
        Assert.Empty(_school.Stored.Enrollments);
        Assert.Equal(2, _school.Stored.Chats.Count(static c => c.Archived));

        _school.Import(with);
        Assert.Equal([id], _school.Stored.Classes.Where(static c => !c.Archived).Select(static c => c.Id));
        Assert.DoesNotContain(_school.Stored.Chats, static c => c.Archived);
    }

    [Fact]
    public void A_class_that_was_made_by_hand_is_the_class_of_that_title()
    {
        var made = new StoredClass(ClassId.New(), null, "7Б", null, 2026, Archived: false);
        _school.Import(new RosterSample().Build());
        _school.ByHand(s => s with { Classes = [made] });

        _school.Import(new RosterSample().Class("class-7b", "7Б").Build());

        var stored = Assert.Single(_school.Stored.Classes);
        Assert.Equal((made.Id, "class-7b"), (stored.Id, stored.SourcedId));
    }

    [Theory]
    [InlineData("7-Б")]
    [InlineData("7 б")]
    [InlineData("«7Б»")]
    public void A_class_made_by_hand_is_found_however_its_title_is_written(string title)
    {
        var made = new StoredClass(ClassId.New(), null, title, "7", 2026, Archived: false);
        _school.Import(new RosterSample().Build());
        _school.ByHand(s => s with { Classes = [made, new StoredClass(ClassId.New(), null, "7В", "7", 2026, false), new StoredClass(ClassId.New(), null, "7Б", "7", 2025, false)] });

        _school.Import(new RosterSample().Class("class-7b", "7Б").Build());

        Assert.Equal((made.Id, "7Б"), _school.Stored.Classes.Where(static c => c.SourcedId == "class-7b").Select(static c => (c.Id, c.Title)).Single());
        Assert.Equal(3, _school.Stored.Classes.Count);
    }

    [Fact]
    public void A_class_that_may_be_one_of_several_made_by_hand_is_a_problem()
    {
        _school.Import(new RosterSample().Build());
        _school.ByHand(static s => s with { Classes = [new StoredClass(ClassId.New(), null, "7-Б", "7", 2026, false), new StoredClass(ClassId.New(), null, "7 Б", "7", 2026, false)] });
        var problems = new RosterProblems();

        _school.Plan(new RosterSample().Class("class-7b", "7Б").Build(), problems);

        Assert.Equal((RosterWhy.ClassUnclear, "7Б"), problems.First.Select(static p => (p.Code, p.Args!["value"])).Single());
    }

    [Fact]
    public void What_a_class_is_taught_already_by_hand_is_not_made_again()
    {
        _school.Import(new RosterSample().Class("c", "7Б").Student("s1", "c").Build());
        var @class = _school.Stored.Classes.Single().Id;
        var made = new StoredSection(SectionId.New(), null, "Алгебра · 7Б", "Алгебра", 2026, @class, Archived: false);
        _school.ByHand(s => s with { Sections = [made, made with { Id = SectionId.New(), Group = "1 группа" }] });

        _school.Import(new RosterSample().Class("c", "7Б").Section("sec", "Алгебра", ofClass: "c").Student("s1", "c", sections: "sec").Build());

        Assert.Equal(made.Id, _school.Stored.Sections.Single(static s => s.SourcedId == "sec").Id);
        Assert.Equal(2, _school.Stored.Sections.Count);
    }

    [Fact]
    public void A_chat_that_was_renamed_by_hand_keeps_its_title_until_its_class_is_renamed()
    {
        _school.Import(new RosterSample().Class("c", "7Б").Build());
        _school.ByHand(s => s with { Chats = [.. s.Chats.Select(static c => c.Kind == ChatKind.Class ? c with { Title = "Дружный 7Б" } : c)] });

        Assert.True(_school.Plan(new RosterSample().Class("c", "7Б").Build()).IsNothing);
        _school.Import(new RosterSample().Class("c", "8Б").Build());
        Assert.Equal("8Б", _school.Stored.Chats.Single(static c => c.Kind == ChatKind.Class).Title);
    }

    [Fact]
    public void A_student_who_changes_class_is_moved_and_both_classes_are_told()
    {
        _school.Import(new RosterSample().Class("7А").Class("7Б").Student("Белкина", "7А").Build());

        var plan = _school.Import(new RosterSample().Class("7А").Class("7Б").Student("Белкина", "7Б").Build());

        Assert.Equal(new RosterCount(0, 1, 0), plan.Counts["places"]);
        Assert.Empty(plan.EndedEnrollments);
        Assert.Equal(_school.Stored.Classes.Single(static c => c.SourcedId == "7Б").Id, Assert.Single(_school.Stored.Enrollments).Class);
        Assert.Equal(4, plan.Affected.Count);
    }

    [Theory]
    [InlineData(10, 3, false)]
    [InlineData(10, 4, true)]
    [InlineData(20, 4, false)]
    [InlineData(20, 5, true)]
    public void A_file_that_ends_more_than_a_slip_should_is_large(int before, int ended, bool large)
    {
        RosterSample School(int students) => Enumerable.Range(0, students).Aggregate(new RosterSample().Class("7Б"), static (s, n) => s.Student($"s{n:00}", "7Б"));
        _school.Import(School(before).Build());

        var removal = _school.Plan(School(before - ended).Build()).Removals.Single(static r => r.Kind == "class_places");

        Assert.Equal((ended, before, large), (removal.Ended, removal.Before, removal.IsLarge));
    }

    [Fact]
    public void Who_came_by_a_link_is_known_by_the_phone()
    {
        var came = _school.Came("Белкина", "79000000001");

        var plan = _school.Import(new RosterSample().Class("7Б").Student("s1", "7Б", phone: "79000000001", family: "Белкина").Build());

        Assert.Equal(new RosterCount(0, 1, 0), plan.Counts["people"]);
        Assert.Equal(came.Id, _school.Id("s1"));
    }

    [Fact]
    public void A_phone_that_is_somebody_elses_is_a_problem_and_not_taken()
    {
        _school.Import(new RosterSample().Class("7Б").Student("s1", "7Б", phone: "79000000001").Build());
        var problems = new RosterProblems();

        var plan = _school.Plan(new RosterSample().Class("7Б").Student("s1", "7Б").Student("s2", "7Б", phone: "79000000001").Build(), problems);

        Assert.Equal(RosterWhy.PhoneTaken, Assert.Single(problems.First).Code);
        Assert.Null(plan.People.Single(static p => p.Person.SourcedId == "s2").Person.Phone);
    }

    [Fact]
    public void A_slip_in_a_file_hands_nobodys_account_to_another_phone()
    {
        _school.Import(new RosterSample().Class("7Б").Student("s1", "7Б", phone: "79000000001").Build());
        var problems = new RosterProblems();

        var plan = _school.Plan(new RosterSample().Class("7Б").Student("s1", "7Б", phone: "79000000002").Build(), problems);

        Assert.True(plan.IsNothing);
        Assert.Equal(1, problems.Notes[RosterWhy.NotePhoneKept]);
    }

    [Fact]
    public void Guardians_follow_their_children_and_their_chat_is_told()
    {
        RosterSample Class() => new RosterSample().Class("7Б").Student("Белкина", "7Б");
        _school.Import(Class().Build());

        var came = _school.Import(Class().Guardian("Белкин", "Белкина").Build());
        Assert.Equal([ChatKind.Guardians], Told(came));
        var went = _school.Import(Class().Guardian("Белкин").Build());
        Assert.Equal([ChatKind.Guardians], Told(went));
        Assert.Empty(_school.Stored.Guardianships);
    }

    private IEnumerable<ChatKind> Told(SchoolPlan plan) => plan.Affected.Select(a => _school.Stored.Chats.Single(c => c.Id == a.Chat).Kind);

    private static readonly Comparer<ChatId> ById = Comparer<ChatId>.Create(static (a, b) => a.Value.CompareTo(b.Value));

    /// <summary>Small schools in which classes, sections, people and their places come and go. A recipe, because a roster is built once.</summary>
    private static readonly Gen<Func<Roster>> Anything =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 6].Array[0, 8], Gen.Int[0, 7].Array[0, 4], Gen.Bool).Select(
            static (classes, sections, students, teachers, renamed) => (Func<Roster>)(() => Random(classes, sections, students, teachers, renamed)));

    private static Roster Random(int classes, int sections, int[] students, int[] teachers, bool renamed)
    {
        var sample = new RosterSample { Name = renamed ? "Гимназия № 5" : "Школа № 5" };
        for (var c = 0; c < classes; c++)
        {
            sample.Class($"c{c}", renamed ? $"8{c}" : null);
        }

        for (var s = 0; s < sections; s++)
        {
            sample.Section($"x{s}", s == 0 ? "Алгебра" : "Физика", classes == 0 ? null : $"c{s % classes}");
        }

        for (var i = 0; i < students.Length; i++)
        {
            var at = students[i];
            sample.Student($"s{i}", at < classes ? $"c{at}" : null, family: renamed && i == 0 ? "Новая" : null, sections: sections == 0 ? [] : [$"x{at % sections}"]);
            if (at % 2 == 0)
            {
                sample.Guardian($"g{i}", $"s{i}");
            }
        }

        for (var i = 0; i < teachers.Length; i++)
        {
            sample.Teacher($"t{i}", teachers[i] < classes ? $"c{teachers[i]}" : null, sections == 0 ? [] : [$"x{teachers[i] % sections}"]);
        }

        return sample.Build();
    }
}
