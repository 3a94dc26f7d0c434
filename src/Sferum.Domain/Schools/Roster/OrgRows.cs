namespace Sferum.Schools;

/// <summary>orgs.csv: schools, and what stands above and inside them.</summary>
internal sealed class OrgRows(RosterProblems problems)
{
    private const int MaxDepth = 16;

    private static readonly Dictionary<string, bool> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        ["school"] = true, ["department"] = false, ["district"] = false, ["local"] = false, ["state"] = false, ["national"] = false,
    };

    private readonly RosterRowCheck _row = new(RosterFile.Orgs, problems);
    private readonly List<(int School, string? Parent, int Line)> _orgs = [];

    public RosterPlaces Places { get; } = new(RosterFile.Orgs);

    public List<RosterSchool> Schools { get; } = [];

    public void Add(IRosterRow row)
    {
        _row.Next(row);
        var id = _row.FreshId(Places.ById);
        var gone = _row.IsGone();
        var name = _row.Text("name", RosterRowCheck.MaxTitle, required: true);
        var isSchool = _row.OneOf("type", Types, required: true);
        var identifier = _row.Text("identifier", RosterRowCheck.MaxName, required: false);
        var parent = _row.Text("parentSourcedId", RosterRowCheck.MaxId, required: false);
        if (id is null)
        {
            return;
        }

        if (_row.Bad)
        {
            Places[id] = RosterPlaces.Bad;
            return;
        }

        if (gone)
        {
            Places[id] = RosterPlaces.Gone;
            problems.Note(RosterWhy.NoteGone);
            return;
        }

        Places[id] = _orgs.Count;
        _orgs.Add((isSchool == true ? Schools.Count : -1, parent, _row.Line));
        if (isSchool == true)
        {
            Schools.Add(new RosterSchool(id, name!, identifier) { Line = _row.Line });
        }
    }

    /// <summary>The school that an org is, or is inside of; -1 for what stands above schools.</summary>
    public int SchoolOf(int org)
    {
        for (var depth = 0; depth < MaxDepth && org >= 0; depth++)
        {
            var (school, parent, _) = _orgs[org];
            if (school >= 0)
            {
                return school;
            }

            org = parent is not null && Places.TryGet(parent, out var above) ? above : -1;
        }

        return -1;
    }

    public void CheckParents()
    {
        foreach (var (_, parent, line) in _orgs)
        {
            if (parent is not null && !Places.TryGet(parent, out _))
            {
                problems.Add(new RosterProblem(
                    Places.File.FileName, line, "parentSourcedId", RosterWhy.UnknownReference,
                    new Dictionary<string, string>(StringComparer.Ordinal) { ["value"] = RosterProblem.Shown(parent), ["file"] = Places.File.FileName }));
            }
        }
    }
}
