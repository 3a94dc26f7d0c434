namespace Sferum.Schools;

/// <summary>courses.csv: what a section teaches.</summary>
internal sealed class CourseRows(RosterProblems problems, SessionRows sessions)
{
    private readonly RosterRowCheck _row = new(RosterFile.Courses, problems);
    private readonly List<(string Title, int? Year)> _courses = [];

    public RosterPlaces Places { get; } = new(RosterFile.Courses);

    public (string Title, int? Year) this[int place] => _courses[place];

    /// <summary>Whether the set has courses at all: without the file references to it are not followed.</summary>
    public bool Any => Places.ById.Count > 0;

    public void Add(IRosterRow row)
    {
        _row.Next(row);
        var id = _row.FreshId(Places.ById);
        var gone = _row.IsGone();
        var title = _row.Text("title", RosterRowCheck.MaxTitle, required: true);
        var year = sessions.Places.ById.Count == 0 || _row.IsEmpty("schoolYearSourcedId") ? (int?)null : _row.Reference("schoolYearSourcedId", sessions.Places);
        if (id is null)
        {
            return;
        }

        if (_row.Bad)
        {
            Places[id] = RosterPlaces.Bad;
            return;
        }

        // A course that is gone still names what its sections teach.
        Places[id] = _courses.Count;
        _courses.Add((title!, year > 0 ? year : null));
        problems.Note(RosterWhy.NoteGone, gone ? 1 : 0);
    }
}
