namespace Sferum.Schools;

/// <summary>academicSessions.csv: which school year a term belongs to.</summary>
internal sealed class SessionRows(RosterProblems problems, DateOnly today)
{
    private const int FirstMonth = 7;

    private static readonly Dictionary<string, bool> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["schoolYear"] = true, ["term"] = false, ["semester"] = false, ["gradingPeriod"] = false,
    };

    private readonly RosterRowCheck _row = new(RosterFile.Sessions, problems);
    private DateOnly? _current;

    public RosterPlaces Places { get; } = new(RosterFile.Sessions);

    /// <summary>The school year that goes on today: the latest that the file names and that has begun.</summary>
    public int CurrentYear => YearOf(_current ?? today);

    public void Add(IRosterRow row)
    {
        _row.Next(row);
        var id = _row.FreshId(Places.ById);
        var gone = _row.IsGone();
        var isYear = _row.OneOf("type", Types, required: true);
        var start = _row.Day("startDate", required: true);
        _row.Day("endDate", required: false);
        if (id is null)
        {
            return;
        }

        Places[id] = _row.Bad ? RosterPlaces.Bad : gone ? RosterPlaces.Gone : YearOf(start!.Value);
        if (!_row.Bad && !gone && isYear == true && start <= today && (_current is null || start > _current))
        {
            _current = start;
        }
    }

    /// <summary>A school year is called by the calendar year in which it begins; files disagree about their own column for it.</summary>
    private static int YearOf(DateOnly start) => start.Month >= FirstMonth ? start.Year : start.Year - 1;
}
