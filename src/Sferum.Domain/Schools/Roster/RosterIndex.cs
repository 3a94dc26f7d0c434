namespace Sferum.Schools;

/// <summary>A roster by school, made once: a school's part is found without walking through the others'.</summary>
public sealed class RosterIndex
{
    private readonly int[] _enrollments;
    private readonly int[] _enrollmentsFrom;
    private readonly int[] _affiliationsFrom;
    private readonly ILookup<int, int> _guardians;
    private readonly Func<int, bool> _leftOut;

    /// <summary>Makes it.</summary>
    /// <param name="roster">The roster.</param>
    /// <param name="leftOut">People whose rows don't count; null when all do.</param>
    public RosterIndex(Roster roster, Func<int, bool>? leftOut = null)
    {
        Roster = roster;
        _leftOut = leftOut ?? (static _ => false);
        Homeroom = new int[roster.People.Count];
        Array.Fill(Homeroom, -1);
        _enrollmentsFrom = new int[roster.Schools.Count + 1];
        foreach (var e in roster.Enrollments.Where(Counts))
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

        _enrollments = new int[_enrollmentsFrom[^1]];
        var next = (int[])_enrollmentsFrom.Clone();
        for (var i = 0; i < roster.Enrollments.Count; i++)
        {
            if (Counts(roster.Enrollments[i]))
            {
                _enrollments[next[SchoolOf(roster.Enrollments[i])]++] = i;
            }
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

        _guardians = roster.Guardianships.Where(g => !_leftOut(g.Guardian) && !_leftOut(g.Student)).ToLookup(static g => g.Student, static g => g.Guardian);
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
            if (!_leftOut(Roster.Affiliations[i].Person))
            {
                yield return Roster.Affiliations[i];
            }
        }
    }

    public IEnumerable<int> GuardiansOf(int student) => _guardians[student];

    private bool Counts(RosterEnrollment e) => !_leftOut(e.Person);

    private int SchoolOf(RosterEnrollment e) => e.Class >= 0 ? Roster.Classes[e.Class].School : Roster.Sections[e.Section].School;
}
