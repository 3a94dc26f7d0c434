using CsCheck;
using Sferum.People;

namespace Sferum.Schools;

public sealed class Planning_a_rollover
{
    private static readonly ChatTitles Titles = ChatTitles.In("ru");

    private static readonly Gen<YearState> States = Gen.Select(Gen.Int[1, 12], Gen.Int[0, 4], Gen.Int[0, 2]).Array[0, 8].Select(static classes =>
    {
        var (ids, places, sections, students) = (new List<YearClass>(), new List<YearPlace>(), new List<YearSection>(), new List<YearStudent>());
        foreach (var (i, (grade, pupils, taught)) in classes.Index())
        {
            var id = ClassId.New();
            ids.Add(new YearClass(id, $"{grade}{(char)('А' + i)}", grade % 2 == 0 ? $"{grade}" : null));
            var people = Enumerable.Range(0, pupils).Select(static _ => PersonId.New()).ToList();
            students.AddRange(people.Select(static p => new YearStudent(Guid.CreateVersion7(), p)));
            places.AddRange(people.Select(p => new YearPlace(Guid.CreateVersion7(), p, id, null, Teacher: false, Imported: true)));
            places.Add(new YearPlace(Guid.CreateVersion7(), PersonId.New(), id, null, Teacher: true, Imported: false));
            for (var s = 0; s < taught; s++)
            {
                var section = SectionId.New();
                sections.Add(new YearSection(section, null, $"Предмет {s} · {grade}", $"Предмет {s}", Guid.CreateVersion7(), id, null, ""));
                places.AddRange(people.Select(p => new YearPlace(Guid.CreateVersion7(), p, null, section, Teacher: false, Imported: true)));
            }
        }

        return new YearState { Year = 2026, Classes = ids, Sections = sections, Places = places, Students = students, Taken = [] };
    });

    [Theory]
    [InlineData("7Б", 7, "8Б")]
    [InlineData("9 «А»", 9, "10 «А»")]
    [InlineData("1", 1, "2")]
    [InlineData("Звёздочки", 1, "Звёздочки")]
    [InlineData("11А", 1, "11А")]
    public void A_class_is_called_after_its_next_grade(string title, int grade, string next) => Assert.Equal(next, RolloverPlanner.Rise(title, grade));

    [Fact]
    public void Each_student_is_in_one_class_or_has_left_whatever_the_school() => States.Sample(
        static state =>
        {
            var plan = RolloverPlanner.Plan(state, new RolloverChoices(), Titles);
            var placed = plan.Places.Where(static p => p is { InClass: true, Teacher: false }).Select(static p => p.Person).ToList();
            var left = state.Students.Where(s => plan.EndedAffiliations.Contains(s.Affiliation)).Select(static s => s.Person).ToList();

            Assert.Equal(placed.Count, placed.Distinct().Count());
            Assert.Equal(state.Students.Select(static s => s.Person.Value).Order(), placed.Concat(left).Select(static p => p.Value).Order());
            Assert.Equal(plan.Counts.Graduates, left.Count);
            Assert.Equal((2 * plan.Classes.Count) + plan.Sections.Count, plan.Chats.Count);
            Assert.All(plan.Classes, static c => Assert.Equal(2027, c.Year));
            Assert.All(plan.Places, p => Assert.Contains(p.Place, plan.Classes.Select(static c => c.Id.Value).Concat(plan.Sections.Select(static s => s.Id.Value))));
        },
        iter: 500);

    [Fact]
    public void The_same_state_and_wishes_have_the_same_revision_and_others_another() => States.Sample(
        static state =>
        {
            var revision = RolloverPlanner.Plan(state, new RolloverChoices(), Titles).Revision;

            Assert.Equal(revision, RolloverPlanner.Plan(state with { Places = [.. state.Places.Reverse()] }, new RolloverChoices(), Titles).Revision);
            Assert.NotEqual(revision, RolloverPlanner.Plan(state, new RolloverChoices { Graduating = 9 }, Titles).Revision);
            Assert.NotEqual(revision, RolloverPlanner.Plan(state with { Taken = ["8Б"] }, new RolloverChoices(), Titles).Revision);
            if (state.Places.Count > 0)
            {
                Assert.NotEqual(revision, RolloverPlanner.Plan(state with { Places = [.. state.Places.Skip(1)] }, new RolloverChoices(), Titles).Revision);
            }
        },
        iter: 500);

    [Fact]
    public void Who_repeats_the_last_grade_needs_a_class_that_comes_into_it()
    {
        var (last, tenth, student) = (ClassId.New(), ClassId.New(), PersonId.New());
        var state = new YearState
        {
            Year = 2026, Sections = [], Students = [], Taken = [],
            Classes = [new YearClass(last, "11А", null)],
            Places = [new YearPlace(Guid.CreateVersion7(), student, last, null, Teacher: false, Imported: false)],
        };
        var choices = new RolloverChoices { Repeaters = [new Repeater(student, null)] };

        Assert.Equal("rollover.conflict.no_class_for_repeater", Assert.Single(RolloverPlanner.Plan(state, choices, Titles).Conflicts).Code);
        var plan = RolloverPlanner.Plan(state with { Classes = [.. state.Classes, new YearClass(tenth, "10Б", null)] }, choices, Titles);
        Assert.Empty(plan.Conflicts);
        Assert.Equal((0, 1), (plan.Graduates, plan.Places.Count));
        Assert.Equal("11Б", plan.Classes.Single().Title);
    }

    [Theory]
    [InlineData("ru")]
    [InlineData("en")]
    public void Each_conflict_has_its_sentence(string locale) => Assert.All(
        ["no_classes", "grade_unknown", "class_unknown", "student_unknown", "student_twice", "no_class_for_repeater", "title_twice"],
        code => Assert.True(TextCatalogue.Knows("rollover.conflict." + code, locale)));
}
