using System.Text;
using Sferum.People;
using Sferum.TestServers;

namespace Sferum.Schools;

public sealed class Reading_a_roster : IDisposable
{
    private readonly TempFolder _temp = new();

    public static TheoryData<string> Versions => ["1.1", "1.2"];

    public void Dispose() => _temp.Dispose();

    [Theory]
    [MemberData(nameof(Versions))]
    public void Both_versions_say_who_belongs_where(string version)
    {
        var read = Good(RosterSet.Small(version));
        Assert.Equal(2, read.Roster.Schools.Count);
        Assert.Equal(["7Б", "2А", "7В"], read.Roster.Classes.Select(c => c.Title));
        Assert.All(read.Roster.Classes, c => Assert.Equal(2026, c.Year));
        Assert.Equal(5, read.Roster.Sections.Count);
        Assert.Equal(23, read.Roster.People.Count); // 24 rows, one of them disabled
        Assert.Equal(41, read.Roster.Enrollments.Count); // 43 rows: one of the disabled student, one that is over
        Assert.Equal(5, read.Roster.Guardianships.Count);
        Assert.Equal(1, read.Problems.Notes[RosterWhy.NoteNoPlace]); // the district's own administrator
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_department_is_its_school(string version)
    {
        var roster = Good(RosterSet.Small(version)).Roster;
        Assert.Equal("org-school-1", roster.Schools[roster.Classes.Single(c => c.Title == "2А").School].SourcedId);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_section_belongs_to_the_class_of_most_of_its_students_or_to_none(string version)
    {
        var roster = Good(RosterSet.Small(version)).Roster;
        var classes = roster.Sections.ToDictionary(s => s.SourcedId, s => s.Class < 0 ? null : roster.Classes[s.Class].Title);
        Assert.Equal("7Б", classes["sec-7b-alg"]);
        Assert.Equal("7В", classes["sec-7v-alg"]);
        Assert.Null(classes["sec-eng-mixed"]);
        Assert.Equal("Алгебра", roster.Sections.Single(s => s.SourcedId == "sec-7b-alg").Subject);
    }

    [Fact]
    public void Roles_follow_from_rows_classes_sections_and_children()
    {
        Assert.Equal("administration:org-school-1", Roles("1.1", "adm-1"));
        Assert.Equal("class_teacher:org-school-1 subject_teacher:org-school-1", Roles("1.1", "t-1"));
        Assert.Equal("class_teacher:org-school-2 subject_teacher:org-school-1 subject_teacher:org-school-2", Roles("1.1", "t-3"));
        Assert.Equal("subject_teacher:org-school-2", Roles("1.1", "t-4"));
        Assert.Equal("guardian:org-school-1", Roles("1.1", "g-1"));
        Assert.Equal("", Roles("1.1", "adm-d"));
    }

    [Fact]
    public void No_file_makes_a_director_and_a_role_that_is_over_is_none()
    {
        Assert.Equal("administration:org-school-1", Roles("1.2", "adm-1"));
        Assert.Equal("class_teacher:org-school-1 guardian:org-school-1 subject_teacher:org-school-1", Roles("1.2", "t-1"));
        Assert.Equal("class_teacher:org-school-1 subject_teacher:org-school-1", Roles("1.2", "t-2"));
    }

    [Fact]
    public void Zip_folder_mark_line_ends_semicolons_and_quotes_make_no_difference()
    {
        var small = RosterSet.Small();
        var expected = Shape(Good(small));
        Assert.Equal(expected, Shape(Read(small.ToZip(_temp)).Value));
        Assert.Equal(expected, Shape(Read(small.ToZip(_temp, "выгрузка/")).Value));
        Assert.Equal(expected, Shape(Read(small.ToFolder(_temp, new UTF8Encoding(true))).Value));
        Assert.Equal(expected, Shape(Good(small.All(t => t.Replace("\n", "\r\n")))));
        Assert.Equal(expected, Shape(Good(small.All(Semicolons))));
        Assert.Equal(expected, Shape(Good(small.All(Quoted))));
        Assert.Equal(expected, Shape(Good(small.With("manifest.csv", t => "propertyName,value\n" + t))));
        Assert.Equal(expected, Shape(Read(small.ToFolder(_temp, CodePagesEncodingProvider.Instance.GetEncoding(1251)), "windows-1251").Value));
    }

    [Fact]
    public void A_phone_is_read_and_a_wrong_or_second_one_leaves_its_owner_unregistered()
    {
        var read = Read(RosterSet.Small().With("users.csv", "8-900-000-01-12", "12").With("users.csv", "8(900)0000122", "+79000000121").ToFolder(_temp)).Value;
        Assert.Equal("+79000000101", Person(read, "adm-1").Phone);
        Assert.Null(Person(read, "s-12").Phone);
        Assert.Null(Person(read, "g-4").Phone);
        Assert.Equal([(RosterWhy.PhoneInvalid, "sms"), (RosterWhy.PhoneTwice, "sms")], read.Problems.First.Select(p => (p.Code, p.Column)));
        Assert.All(read.Problems.First, p => Assert.Null(p.Args));
    }

    [Fact]
    public void Of_demographics_the_birth_dates_of_students_are_read_and_nothing_else()
    {
        var read = Good(RosterSet.Small().With("demographics.csv", static t => t + "s-02,,,,male\ng-1,,,1980-01-01,female\ns-99,,,2012-01-01,male\n"));
        Assert.Equal(new DateOnly(2013, 4, 5), Person(read, "s-01").BirthDate);
        Assert.All(read.Roster.People.Where(static p => p.SourcedId != "s-01"), static p => Assert.Null(p.BirthDate));

        var wrong = Read(RosterSet.Small().With("demographics.csv", static t => t
            + "s-02,,,2099-01-01,male\ns-03,,,05.04.2013,female\nnobody,,,2013-01-01,male\ns-01,,,2013-04-06,male\n").ToFolder(_temp)).Value;
        Assert.Equal(
            [(RosterWhy.BirthDate, 3L), (RosterWhy.NotADate, 4L), (RosterWhy.UnknownReference, 5L), (RosterWhy.Duplicate, 6L)],
            wrong.Problems.First.Select(static p => (p.Code, p.Line)));
        Assert.All(wrong.Problems.First, static p => Assert.Equal("demographics.csv", p.File));
    }

    [Fact]
    public void The_nine_schools_are_all_there()
    {
        var read = Read(RosterSet.NineSchools).Value;
        Assert.Equal(0, read.Problems.Count);
        var roster = read.Roster;
        Assert.Equal((9, 74, 444), (roster.Schools.Count, roster.Classes.Count, roster.Sections.Count));
        Assert.Equal((1094, 7567), (roster.People.Count, roster.Enrollments.Count));
        Assert.Equal(1007, roster.Affiliations.Count(a => a.Role == Role.Student));
        Assert.Equal(74, roster.Affiliations.Count(a => a.Role == Role.ClassTeacher));
        Assert.Equal(67, roster.Affiliations.Count(a => a.Role == Role.SubjectTeacher));
        Assert.Equal(13, roster.Affiliations.Count(a => a.Role == Role.Administration));
        Assert.Equal(1007, roster.People.Count(a => a.BirthDate is not null));
        Assert.Equal(402, roster.Sections.Count(s => s.Class >= 0)); // the other 42 have no students
    }

    private string Roles(string version, string id)
    {
        var roster = Good(RosterSet.Small(version)).Roster;
        return string.Join(' ', roster.Affiliations.Where(a => roster.People[a.Person].SourcedId == id)
            .Select(a => $"{a.Role.Code()}:{roster.Schools[a.School].SourcedId}").Order(StringComparer.Ordinal));
    }

    private static RosterPerson Person(RosterRead read, string id) => read.Roster.People.Single(p => p.SourcedId == id);

    private static string Shape(RosterRead read)
    {
        Assert.Equal(0, read.Problems.Count);
        var r = read.Roster;
        return string.Join('\n', r.Schools) + string.Join('\n', r.Classes) + string.Join('\n', r.Sections)
            + string.Join('\n', r.People) + string.Join('\n', r.Affiliations) + string.Join('\n', r.Enrollments) + string.Join('\n', r.Guardianships);
    }

    /// <summary>Commas between values become semicolons; those inside quotes (lists) stay.</summary>
    private static string Semicolons(string text)
    {
        var quoted = false;
        return string.Concat(text.Select(c => (quoted = c == '"' ? !quoted : quoted) || c != ',' ? c : ';'));
    }

    private static string Quoted(string text) => string.Join('\n', text.Split('\n').Select(static line =>
        line.Length == 0 || line.Contains('"') ? line : string.Join(',', line.Split(',').Select(static v => $"\"{v}\""))));

    private RosterRead Good(RosterSet set)
    {
        var read = Read(set.ToFolder(_temp)).Value;
        Assert.Empty(read.Problems.First);
        return read;
    }

    private static Outcome<RosterRead> Read(string path, string? encoding = null) => RosterSet.Reader().Read(path, encoding);
}
