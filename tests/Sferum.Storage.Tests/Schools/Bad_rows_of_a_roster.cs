using Sferum.TestServers;

namespace Sferum.Schools;

public sealed class Bad_rows_of_a_roster : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("orgs.csv", "8702,org-district", "8702,org-x", 4, "parentSourcedId", RosterWhy.UnknownReference)]
    [InlineData("orgs.csv", "org-primary,,,Начальная школа,department", "org-primary,,,Начальная школа,класс", 5, "type", RosterWhy.NotInList)]
    [InlineData("academicSessions.csv", "gradingPeriod,2026-11-05", "gradingPeriod,05.11.2026", 4, "startDate", RosterWhy.NotADate)]
    [InlineData("courses.csv", "course-algebra,,,year-2026", "course-algebra,,,year-2027", 3, "schoolYearSourcedId", RosterWhy.UnknownReference)]
    [InlineData("classes.csv", "class-7v,,,7В", "class-7v,,,", 4, "title", RosterWhy.Empty)]
    [InlineData("classes.csv", "class-7v,,,7В", "class-7b,,,7В", 4, "sourcedId", RosterWhy.Duplicate)]
    [InlineData("classes.csv", "class-2a,,,2А", "class-2a,,,7Б", 3, "title", RosterWhy.TitleTwice)]
    [InlineData("classes.csv", "7В,07,course-homeroom,,homeroom,,org-school-2", "7В,07,course-homeroom,,homeroom,,org-district", 4, "schoolSourcedId", RosterWhy.NotASchool)]
    [InlineData("users.csv", "t-4,,,true,org-school-2", "t-4,,,да,org-school-2", 8, "enabledUser", RosterWhy.NotInList)]
    [InlineData("users.csv", "t-4,,,true,org-school-2", "t-4,,,true,org-school-9", 8, "orgSourcedIds", RosterWhy.UnknownReference)]
    [InlineData("users.csv", "t-4,,,true,org-school-2,aide", "t-4,,,true,org-school-2,director", 8, "role", RosterWhy.NotInList)]
    [InlineData("users.csv", "Степан,Ключев", "Сте\u202Eпан,Ключев", 8, "givenName", RosterWhy.Characters)]
    [InlineData("users.csv", ",\"s-01,s-06\",", ",\"s-01,s-77\",", 22, "agentSourcedIds", RosterWhy.UnknownReference)]
    [InlineData("users.csv", "t-4,,,true", "t-4,,,true,", 8, null, RosterWhy.FieldCount)]
    [InlineData("users.csv", "t-4,,,true", "t-4,,,\"true", 8, null, RosterWhy.Quotes)]
    [InlineData("enrollments.csv", "e-012,,,sec-7b-rus", "e-011,,,sec-7b-rus", 13, "sourcedId", RosterWhy.Duplicate)]
    [InlineData("enrollments.csv", "e-012,,,sec-7b-rus,org-school-1,s-03", "e-012,,,sec-7b-rus,org-school-1,s-33", 13, "userSourcedId", RosterWhy.UnknownReference)]
    [InlineData("enrollments.csv", "e-012,,,sec-7b-rus,org-school-1", "e-012,,,sec-7b-rus,org-school-2", 13, "schoolSourcedId", RosterWhy.SchoolMismatch)]
    [InlineData("enrollments.csv", "e-012,,,sec-7b-rus,org-school-1,s-03,student", "e-012,,,sec-7b-rus,org-school-1,s-03,teacher", 13, "role", RosterWhy.RoleMismatch)]
    [InlineData("enrollments.csv", "e-012,,,sec-7b-rus", "e-012,,,class-2a", 13, "classSourcedId", RosterWhy.TwoClasses)]
    [InlineData("enrollments.csv", "e-012,,,sec-7b-rus", "e-012,,,sec-7b-alg", 13, "userSourcedId", RosterWhy.Duplicate)]
    public void One_bad_row_is_named_with_line_column_and_reason(string file, string good, string bad, int line, string? column, string code)
    {
        var problems = Problems(RosterSet.Small().With(file, good, bad));
        Assert.Equal((file, (long)line, column, code), (problems[0].File, problems[0].Line, problems[0].Column, problems[0].Code));
    }

    [Fact]
    public void Too_long_a_value_is_named() =>
        Assert.Equal(RosterWhy.TooLong, Problems(RosterSet.Small().With("users.csv", "Степан", new string('С', 101)))[0].Code);

    [Fact]
    public void What_depends_on_a_bad_row_says_so()
    {
        var problems = Problems(RosterSet.Small().With("users.csv", "t-2,,,true", "t-2,,,maybe"));
        Assert.Equal(RosterWhy.NotInList, problems[0].Code);
        Assert.Equal(3, problems.Count(p => p.Code == RosterWhy.DependsOnBadRow));
        Assert.Equal(4, problems.Count);
    }

    [Fact]
    public void What_depends_on_something_that_is_gone_goes_silently()
    {
        var read = RosterSet.Reader().Read(RosterSet.Small().With("classes.csv", "class-7v,,", "class-7v,tobedeleted,").ToFolder(_temp)).Value;
        Assert.Equal(0, read.Problems.Count);
        Assert.Equal(["7Б", "2А"], read.Roster.Classes.Select(c => c.Title));
    }

    [Fact]
    public void The_first_thousand_are_kept_and_the_rest_are_counted()
    {
        var rows = string.Concat(Enumerable.Range(0, 5_000).Select(i => $"x-{i},,,class-77,org-school-1,s-01,student,false,,\n"));
        var read = RosterSet.Reader().Read(RosterSet.Small().With("enrollments.csv", t => t + rows).ToFolder(_temp)).Value;
        Assert.Equal(5_000, read.Problems.Count);
        Assert.Equal(RosterProblems.Kept, read.Problems.First.Count);
    }

    [Fact]
    public void Every_code_has_its_sentence_in_each_language()
    {
        Assert.NotEmpty(RosterWhy.All);
        foreach (var locale in TextCatalogue.Locales)
        {
            Assert.All(RosterWhy.All, code => Assert.True(TextCatalogue.Knows(code, locale), $"{code} in {locale}"));
        }
    }

    private List<RosterProblem> Problems(RosterSet set)
    {
        var read = RosterSet.Reader().Read(set.ToFolder(_temp));
        return [.. read.Value.Problems.First];
    }
}
