using Sferum.People;

namespace Sferum.Schools;

/// <summary>
/// demographics.csv: when students were born, because a legal representative consents for the youngest. Whatever else the file says about people is nobody's
/// business here and is not read.
/// </summary>
internal sealed class DemographicRows(RosterProblems problems, UserRows users, DateOnly today)
{
    private readonly RosterRowCheck _row = new(RosterFile.Demographics, problems);
    private readonly HashSet<int> _said = [];

    public void Add(IRosterRow row)
    {
        _row.Next(row);
        var gone = _row.IsGone();
        var person = _row.Reference("sourcedId", users.Places);
        var born = _row.Day("birthDate", required: false);
        if (born is { } date && ConsentRules.BirthDate(date, today) is not null)
        {
            _row.Wrong("birthDate", RosterWhy.BirthDate);
        }

        if (_row.Bad || gone || person < 0 || born is null || (users.RolesOf(person) & FileRole.Student) == 0)
        {
            return;
        }

        if (!_said.Add(person))
        {
            _row.Wrong("sourcedId", RosterWhy.Duplicate, RosterRowCheck.Arg("value", RosterProblem.Shown(users.People[person].SourcedId)));
            return;
        }

        users.People[person] = users.People[person] with { BirthDate = born };
    }
}
