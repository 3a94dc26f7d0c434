namespace Sferum.Schools;

/// <summary>roles.csv of OneRoster 1.2: who is what at which school.</summary>
internal sealed class RoleRows(RosterProblems problems, OrgRows orgs, UserRows users, DateOnly today)
{
    private readonly RosterRowCheck _row = new(RosterFile.Roles, problems);

    public RosterPlaces Places { get; } = new(RosterFile.Roles);

    public void Add(IRosterRow row)
    {
        _row.Next(row);
        var id = _row.FreshId(Places.ById);
        var gone = _row.IsGone();
        var person = _row.Reference("userSourcedId", users.Places);
        var role = _row.OneOf("role", UserRows.RoleNames, required: true);
        var org = _row.Reference("orgSourcedId", orgs.Places);
        var begin = _row.Day("beginDate", required: false);
        var end = _row.Day("endDate", required: false);
        if (id is null)
        {
            return;
        }

        Places[id] = 0;
        if (_row.Bad)
        {
            return;
        }

        if (gone || person == RosterPlaces.Gone || org == RosterPlaces.Gone)
        {
            problems.Note(RosterWhy.NoteGone);
        }
        else if (begin > today || end < today)
        {
            problems.Note(RosterWhy.NoteNotNow);
        }
        else
        {
            users.Hold(person, orgs.SchoolOf(org), role!.Value);
        }
    }
}
