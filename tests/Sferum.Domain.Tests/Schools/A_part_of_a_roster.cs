using Sferum.People;

namespace Sferum.Schools;

public sealed class A_part_of_a_roster
{
    /// <summary>Two schools: a class, a section, a student and a guardian in each, and a teacher who works in both.</summary>
    private static readonly Roster Whole = new()
    {
        Schools = [new RosterSchool("a", "А", null), new RosterSchool("b", "Б", null)],
        Classes = [new RosterClass("ca", 0, "7А", "7", 2026), new RosterClass("cb", 1, "7Б", "7", 2026)],
        Sections = [new RosterSection("sa", 0, "Алгебра", "Алгебра", 2026, 0), new RosterSection("sb", 1, "Алгебра", "Алгебра", 2026, 1)],
        People = [Person("pa"), Person("pb"), Person("ga"), Person("gb"), Person("t")],
        Affiliations =
        [
            new(0, 0, Role.Student), new(2, 0, Role.Guardian), new(4, 0, Role.SubjectTeacher),
            new(1, 1, Role.Student), new(3, 1, Role.Guardian), new(4, 1, Role.ClassTeacher),
        ],
        Enrollments = [new(0, 0, -1, false), new(1, 1, -1, false), new(4, 1, -1, true), new(4, -1, 0, true), new(1, -1, 1, false)],
        Guardianships = [new(2, 0), new(3, 1)],
    };

    [Fact]
    public void Is_what_a_file_of_that_part_would_be()
    {
        var part = RosterPart.Of(Whole, static s => s == 1);

        Assert.Equal(["b"], part.Schools.Select(static s => s.SourcedId));
        Assert.Equal([("cb", 0)], part.Classes.Select(static c => (c.SourcedId, c.School)));
        Assert.Equal([("sb", 0, 0)], part.Sections.Select(static s => (s.SourcedId, s.School, s.Class)));
        Assert.Equal(["pb", "gb", "t"], part.People.Select(static p => p.SourcedId));
        Assert.Equal([new RosterAffiliation(0, 0, Role.Student), new(1, 0, Role.Guardian), new(2, 0, Role.ClassTeacher)], part.Affiliations);
        Assert.Equal([new RosterEnrollment(0, 0, -1, false), new(2, 0, -1, true), new(0, -1, 0, false)], part.Enrollments);
        Assert.Equal([new RosterGuardianship(1, 0)], part.Guardianships);
    }

    [Fact]
    public void Of_all_schools_is_the_whole()
    {
        var part = RosterPart.Of(Whole, static _ => true);

        Assert.Equal(Whole.People, part.People);
        Assert.Equal(Whole.Affiliations, part.Affiliations);
        Assert.Equal(Whole.Enrollments, part.Enrollments);
        Assert.Equal(Whole.Guardianships, part.Guardianships);
    }

    private static RosterPerson Person(string id) => new(id, "Имя", "Фамилия", null, null, 2);
}
