namespace Sferum.Schools;

/// <summary>Which stored school a school of a file is.</summary>
public sealed class Finding_the_schools_of_a_file
{
    private const string Inn = "7707083893";
    private const string Ogrn = "1027700132195";

    private readonly RosterProblems _problems = new();
    private readonly StoredSchool _founded = new(SchoolId.New(), null, "Школа № 7", null, Archived: false) { Inn = Inn, Ogrn = Ogrn, HasCard = true };

    [Theory]
    [InlineData(Inn)]
    [InlineData(Ogrn)]
    public void A_founded_school_is_known_by_its_number(string identifier)
    {
        var match = Assert.Single(Find(RosterScope.District, [_founded], new RosterSchool("org", "Школа 7", identifier)));

        Assert.Equal((SchoolMatchKind.Number, _founded, true), (match.Kind, match.Stored, match.IsFirst));
        Assert.Equal(0, _problems.Count);
    }

    [Fact]
    public void A_file_that_named_it_before_is_believed_before_any_number()
    {
        var known = _founded with { SourcedId = "org" };
        var other = new StoredSchool(SchoolId.New(), null, "Школа № 8", null, Archived: false) { Inn = "7728168971" };

        var match = Assert.Single(Find(RosterScope.District, [known, other], new RosterSchool("org", "Школа 7", "7728168971")));

        Assert.Equal((SchoolMatchKind.Known, known, false), (match.Kind, match.Stored, match.IsFirst));
    }

    [Fact]
    public void No_school_is_made_beside_a_founded_one_that_may_be_the_same()
    {
        var matches = Find(RosterScope.District, [_founded], new RosterSchool("a", "Школа № 7", null) { Line = 2 }, new RosterSchool("b", "Школа № 8", "8702") { Line = 3 });

        Assert.All(matches, static m => Assert.Equal(SchoolMatchKind.None, m.Kind));
        Assert.Equal([(RosterWhy.SchoolUndecided, 2L), (RosterWhy.SchoolUndecided, 3L)], _problems.First.Select(static p => (p.Code, p.Line)));
    }

    [Fact]
    public void Schools_are_made_when_no_founded_one_is_left()
    {
        Assert.Equal(
            [SchoolMatchKind.Number, SchoolMatchKind.New],
            Find(RosterScope.District, [_founded], new RosterSchool("a", "Школа № 7", Inn), new RosterSchool("b", "Школа № 8", null)).Select(static m => m.Kind));
        Assert.Equal(SchoolMatchKind.New, Assert.Single(Find(RosterScope.District, [], new RosterSchool("b", "Школа № 8", null))).Kind);
        Assert.Equal(0, _problems.Count);
    }

    [Fact]
    public void Somebody_says_which_one_it_is_by_its_number_or_id_or_that_it_is_new()
    {
        foreach (var (choice, kind) in new[] { (Inn, SchoolMatchKind.Choice), (Ogrn, SchoolMatchKind.Choice), (_founded.Id.Value.ToString(), SchoolMatchKind.Choice), (RosterScope.NewSchool, SchoolMatchKind.New) })
        {
            Assert.Equal(kind, Assert.Single(Find(Choice("a", choice), [_founded], new RosterSchool("a", "Школа", null))).Kind);
        }

        Assert.Equal(0, _problems.Count);
        Assert.Equal(SchoolMatchKind.None, Assert.Single(Find(Choice("a", "7728168971"), [_founded], new RosterSchool("a", "Школа", null))).Kind);
        Assert.Equal(RosterWhy.SchoolUnknown, Assert.Single(_problems.First).Code);
    }

    [Fact]
    public void A_school_that_a_file_knows_by_another_id_is_nobody_elses()
    {
        var known = _founded with { SourcedId = "old" };

        Find(RosterScope.District, [known], new RosterSchool("a", "Школа № 7", Inn));
        Find(Choice("old", "7728168971"), [known], new RosterSchool("old", "Школа № 7", null));

        Assert.Equal([RosterWhy.SchoolKnown, RosterWhy.SchoolKnown], _problems.First.Select(static p => p.Code));
    }

    [Fact]
    public void Two_entries_for_one_school_are_neither()
    {
        var matches = Find(Choice("b", Ogrn), [_founded], new RosterSchool("a", "Школа № 7", Inn), new RosterSchool("b", "Школа 7", null));

        Assert.All(matches, static m => Assert.Equal(SchoolMatchKind.None, m.Kind));
        Assert.Equal([RosterWhy.SchoolTwice, RosterWhy.SchoolTwice], _problems.First.Select(static p => p.Code));
    }

    [Fact]
    public void An_administrators_file_is_about_the_own_school_and_says_nothing_of_others()
    {
        var own = new RosterScope { Own = _founded.Id };

        var matches = Find(own, [_founded], new RosterSchool("a", "Чужая", null), new RosterSchool("b", "Своя", Inn));

        Assert.Equal([SchoolMatchKind.None, SchoolMatchKind.Number], matches.Select(static m => m.Kind));
        Assert.Equal(RosterWhy.SchoolUnnamed, Assert.Single(_problems.First).Code);
        var linked = _founded with { SourcedId = "b" };
        Assert.Equal(
            [SchoolMatchKind.None, SchoolMatchKind.Known],
            Find(own, [linked], new RosterSchool("a", "Чужая", null), new RosterSchool("b", "Своя", null)).Select(static m => m.Kind));
        Assert.Equal(
            [SchoolMatchKind.None, SchoolMatchKind.Known],
            Find(own with { Choices = Choice("a", "own").Choices }, [linked], new RosterSchool("a", "Чужая", null), new RosterSchool("b", "Своя", null)).Select(static m => m.Kind));
        Assert.Equal([RosterWhy.SchoolUnnamed, RosterWhy.SchoolNotYours, RosterWhy.SchoolKnown], _problems.First.Select(static p => p.Code));
    }

    private static RosterScope Choice(string org, string school) =>
        new() { Choices = new Dictionary<string, string>(StringComparer.Ordinal) { [org] = school } };

    private IReadOnlyList<SchoolMatch> Find(RosterScope scope, IReadOnlyList<StoredSchool> stored, params RosterSchool[] schools) => new SchoolMatching(scope, stored, _problems).Find(new Roster
    {
        Schools = schools, Classes = [], Sections = [], People = [], Affiliations = [], Enrollments = [], Guardianships = [],
    });
}
