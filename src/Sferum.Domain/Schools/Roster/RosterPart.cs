namespace Sferum.Schools;

/// <summary>The part of a roster that is about some of its schools, as if the file held nothing else.</summary>
public sealed class RosterPart
{
    private const int Out = -1;

    private readonly Roster _whole;
    private readonly int[] _schools;
    private readonly int[] _classes;
    private readonly int[] _sections;
    private readonly int[] _people;

    private RosterPart(Roster whole, Func<int, bool> keep)
    {
        _whole = whole;
        _schools = Places(whole.Schools.Count, keep);
        _classes = Places(whole.Classes.Count, c => _schools[whole.Classes[c].School] >= 0);
        _sections = Places(whole.Sections.Count, s => _schools[whole.Sections[s].School] >= 0);
        var belonging = new bool[whole.People.Count];
        foreach (var a in whole.Affiliations)
        {
            belonging[a.Person] |= _schools[a.School] >= 0;
        }

        _people = Places(whole.People.Count, p => belonging[p]);
    }

    /// <summary>Takes the part.</summary>
    /// <param name="whole">The roster.</param>
    /// <param name="keep">Which of its schools.</param>
    /// <returns>The part; people who belong to none of these schools are not in it.</returns>
    public static Roster Of(Roster whole, Func<int, bool> keep) => new RosterPart(whole, keep).Make();

    private Roster Make() => new()
    {
        Schools = Kept(_whole.Schools, _schools),
        Classes = [.. Kept(_whole.Classes, _classes).Select(c => c with { School = _schools[c.School] })],
        Sections = [.. Kept(_whole.Sections, _sections).Select(s => s with { School = _schools[s.School], Class = s.Class < 0 ? Out : _classes[s.Class] })],
        People = Kept(_whole.People, _people),
        Affiliations = [.. _whole.Affiliations.Where(a => _schools[a.School] >= 0).Select(a => a with { Person = _people[a.Person], School = _schools[a.School] })],
        Enrollments = [.. _whole.Enrollments.Where(IsKept).Select(e => e with
        {
            Person = _people[e.Person], Class = e.Class < 0 ? Out : _classes[e.Class], Section = e.Section < 0 ? Out : _sections[e.Section],
        })],
        Guardianships =
        [
            .. _whole.Guardianships.Where(g => _people[g.Guardian] >= 0 && _people[g.Student] >= 0)
                .Select(g => new RosterGuardianship(_people[g.Guardian], _people[g.Student])),
        ],
    };

    private bool IsKept(RosterEnrollment e) => e.Class >= 0 ? _classes[e.Class] >= 0 : _sections[e.Section] >= 0;

    /// <summary>The new places of those that are kept, in their order.</summary>
    private static int[] Places(int count, Func<int, bool> keep)
    {
        var places = new int[count];
        var next = 0;
        for (var i = 0; i < count; i++)
        {
            places[i] = keep(i) ? next++ : Out;
        }

        return places;
    }

    private static List<T> Kept<T>(IReadOnlyList<T> all, int[] places) => [.. all.Where((_, i) => places[i] >= 0)];
}
