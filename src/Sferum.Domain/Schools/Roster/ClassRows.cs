namespace Sferum.Schools;

/// <summary>classes.csv: homerooms are school classes, scheduled ones are sections.</summary>
internal sealed class ClassRows(RosterProblems problems, OrgRows orgs, CourseRows courses, SessionRows sessions)
{
    private const int MaxGrade = 32;

    private static readonly Dictionary<string, bool> Types = new(StringComparer.OrdinalIgnoreCase) { ["homeroom"] = true, ["scheduled"] = false };

    private readonly RosterRowCheck _row = new(RosterFile.Classes, problems);
    private readonly HashSet<(int School, int Year, string Title)> _titles = [];
    private readonly List<(bool Homeroom, int Index)> _places = [];
    private readonly List<RosterSection> _sections = [];

    public RosterPlaces Places { get; } = new(RosterFile.Classes);

    public List<RosterClass> Classes { get; } = [];

    public IReadOnlyList<RosterSection> Sections => _sections;

    public (bool Homeroom, int Index) this[int place] => _places[place];

    public int SchoolOf(int place) => _places[place] is var (homeroom, i) && homeroom ? Classes[i].School : _sections[i].School;

    public void Add(IRosterRow row)
    {
        _row.Next(row);
        var id = _row.FreshId(Places.ById);
        var gone = _row.IsGone();
        var homeroom = _row.OneOf("classType", Types, required: true);
        var title = _row.Text("title", RosterRowCheck.MaxTitle, required: true);
        var grade = FirstOf("grades", MaxGrade);
        var school = School(ref gone);
        var course = Course();
        var year = Year() ?? course?.Year ?? sessions.CurrentYear;
        if (id is null)
        {
            return;
        }

        if (!_row.Bad && !gone && homeroom == true && !_titles.Add((school, year, title!)))
        {
            _row.Wrong("title", RosterWhy.TitleTwice, RosterRowCheck.Arg("value", RosterProblem.Shown(title!)));
        }

        if (_row.Bad || gone)
        {
            Places[id] = _row.Bad ? RosterPlaces.Bad : RosterPlaces.Gone;
            problems.Note(RosterWhy.NoteGone, _row.Bad ? 0 : 1);
            return;
        }

        Places[id] = _places.Count;
        if (homeroom == true)
        {
            _places.Add((true, Classes.Count));
            Classes.Add(new RosterClass(id, school, title!, grade, year) { Line = _row.Line });
        }
        else
        {
            _places.Add((false, _sections.Count));
            _sections.Add(new RosterSection(id, school, title!, course?.Title ?? FirstOf("subjects", RosterRowCheck.MaxTitle) ?? title!, year, -1));
        }
    }

    /// <summary>The sections, each with the class that more than half of its students are in.</summary>
    public List<RosterSection> SectionsWithClasses(EnrollmentRows enrollments)
    {
        var students = new int[_sections.Count];
        var shared = new Dictionary<(int Section, int Class), int>();
        foreach (var e in enrollments.Kept)
        {
            if (e.Section >= 0 && !e.Teacher)
            {
                students[e.Section]++;
                if (enrollments.HomeroomOf(e.Person) is >= 0 and var homeroom && Classes[homeroom].School == _sections[e.Section].School)
                {
                    shared[(e.Section, homeroom)] = shared.GetValueOrDefault((e.Section, homeroom)) + 1;
                }
            }
        }

        foreach (var ((section, homeroom), count) in shared)
        {
            if (count * 2 > students[section])
            {
                _sections[section] = _sections[section] with { Class = homeroom };
            }
        }

        return _sections;
    }

    private int School(ref bool gone)
    {
        var org = _row.Reference("schoolSourcedId", orgs.Places);
        if (org < 0)
        {
            gone |= org == RosterPlaces.Gone;
            return -1;
        }

        var school = orgs.SchoolOf(org);
        if (school < 0)
        {
            _row.Wrong("schoolSourcedId", RosterWhy.NotASchool);
        }

        return school;
    }

    private (string Title, int? Year)? Course()
    {
        if (!courses.Any || _row.IsEmpty("courseSourcedId"))
        {
            return null;
        }

        var course = _row.Reference("courseSourcedId", courses.Places);
        return course < 0 ? null : courses[course];
    }

    private int? Year()
    {
        var column = _row.IsEmpty("termSourcedIds") ? "termSourcedId" : "termSourcedIds";
        if (sessions.Places.ById.Count == 0 || _row.Ids(column).FirstOrDefault() is not { } term)
        {
            return null;
        }

        var year = _row.Reference(column, term, sessions.Places);
        return year > 0 ? year : null;
    }

    private string? FirstOf(string column, int max) => _row.Text(column, int.MaxValue, required: false)?.Split(',', 2)[0].Trim() is { Length: > 0 } first
        ? first.Length > max ? first[..max] : first
        : null;
}
