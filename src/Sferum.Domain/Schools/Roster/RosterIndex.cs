namespace Sferum.Schools;

/// <summary>A roster by school, made once: a school's part is found without walking through the others'.</summary>
public sealed class RosterIndex
{
    private readonly int[] _enrollments;
    private readonly int[] _enrollmentsFrom;
    private readonly int[] _affiliationsFrom;
    private readonly ILookup<int, int> _guardians;

    public RosterIndex(Roster roster)
    {
        Roster = roster;
        Homeroom = new int[roster.People.Count];
        Array.Fill(Homeroom, -1);
        _enrollmentsFrom = new int[roster.Schools.Count + 1];
        foreach (var e in roster.Enrollments)
        {
            _enrollmentsFrom[SchoolOf(e) + 1]++;
            if (e is { Class: >= 0, Teacher: false })
            {
                Homeroom[e.Person] = e.Class;
            }
        }

        for (var s = 0; s < roster.Schools.Count; s++)
        {
            _enrollmentsFrom[s + 1] += _enrollmentsFrom[s];
        }

        _enrollments = new int[roster.Enrollments.Count];
        var next = (int[])_enrollmentsFrom.Clone();
        for (var i = 0; i < roster.Enrollments.Count; i++)
        {
            _enrollments[next[SchoolOf(roster.Enrollments[i])]++] = i;
        }

        _affiliationsFrom = new int[roster.Schools.Count + 1];
        for (int s = 0, i = 0; s <= roster.Schools.Count; s++)
        {
            while (i < roster.Affiliations.Count && roster.Affiliations[i].School < s)
            {
                i++;
            }

            _affiliationsFrom[s] = i;
        }

        _guardians = roster.Guardianships.ToLookup(static g => g.Student, static g => g.Guardian);
    }

    public Roster Roster { get; }

    /// <summary>By person: the class in which somebody is a student; -1 when there is none.</summary>
    public int[] Homeroom { get; }

    public int CountOfEnrollments(int school) => _enrollmentsFrom[school + 1] - _enrollmentsFrom[school];

    public IEnumerable<RosterEnrollment> Enrollments(int school)
    {
        for (var i = _enrollmentsFrom[school]; i < _enrollmentsFrom[school + 1]; i++)
        {
            yield return Roster.Enrollments[_enrollments[i]];
        }
    }

    public IEnumerable<RosterAffiliation> Affiliations(int school)
    {
        for (var i = _affiliationsFrom[school]; i < _affiliationsFrom[school + 1]; i++)
        {
            yield return Roster.Affiliations[i];
        }
    }

    public IEnumerable<int> GuardiansOf(int student) => _guardians[student];

    private int SchoolOf(RosterEnrollment e) => e.Class >= 0 ? Roster.Classes[e.Class].School : Roster.Sections[e.Section].School;
}
