namespace Sferum.Schools;

/// <summary>Who stands for whom: a guardian that names a student, or a student that names a guardian.</summary>
internal sealed class RosterFamilies(UserRows users, RosterProblems problems)
{
    public List<RosterGuardianship> Find()
    {
        var found = new HashSet<RosterGuardianship>();
        foreach (var (person, id) in users.Agents)
        {
            if (!users.Places.TryGet(id, out var other))
            {
                Wrong(person, RosterWhy.UnknownReference, new(StringComparer.Ordinal) { ["value"] = RosterProblem.Shown(id), ["file"] = users.Places.File.FileName });
            }
            else if (other == RosterPlaces.Bad)
            {
                Wrong(person, RosterWhy.DependsOnBadRow, new(StringComparer.Ordinal) { ["value"] = RosterProblem.Shown(id), ["file"] = users.Places.File.FileName });
            }
            else if (other == RosterPlaces.Gone)
            {
                problems.Note(RosterWhy.NoteGone);
            }
            else if (person != other && Is(person, FileRole.Guardian) && Is(other, FileRole.Student))
            {
                found.Add(new RosterGuardianship(person, other));
            }
            else if (person != other && Is(person, FileRole.Student) && Is(other, FileRole.Guardian))
            {
                found.Add(new RosterGuardianship(other, person));
            }
            else
            {
                problems.Note(RosterWhy.NoteNoFamily);
            }
        }

        return [.. found];
    }

    private bool Is(int person, FileRole role) => (users.RolesOf(person) & role) != 0;

    private void Wrong(int person, string code, Dictionary<string, string> args) =>
        problems.Add(new RosterProblem(users.Places.File.FileName, users.People[person].Line, "agentSourcedIds", code, args));
}
