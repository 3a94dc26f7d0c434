using System.Security.Cryptography;
using System.Text;

namespace Sferum.Schools;

/// <summary>enrollments.csv: who is in which class or section. By far the largest file: what is kept of a row is a few numbers.</summary>
internal sealed class EnrollmentRows(RosterProblems problems, OrgRows orgs, ClassRows classes, UserRows users, DateOnly today)
{
    private static readonly Dictionary<string, FileRole> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["student"] = FileRole.Student,
        ["teacher"] = FileRole.Teacher, ["aide"] = FileRole.Teacher,
        ["administrator"] = FileRole.None, ["proctor"] = FileRole.None,
        ["parent"] = FileRole.None, ["guardian"] = FileRole.None, ["relative"] = FileRole.None,
    };

    private readonly RosterRowCheck _row = new(RosterFile.Enrollments, problems);
    private readonly HashSet<Guid> _ids = [];
    private readonly HashSet<(int Person, int PlaceAndRole)> _taken = [];
    private readonly Dictionary<int, int> _homerooms = [];

    /// <summary>Those that hold now.</summary>
    public List<RosterEnrollment> Kept { get; } = [];

    /// <summary>The class in which somebody is a student; -1 when there is none.</summary>
    public int HomeroomOf(int person) => _homerooms.TryGetValue(person, out var homeroom) ? homeroom : -1;

    public void Add(IRosterRow row)
    {
        _row.Next(row);
        if (_row.Id() is { } id && !_ids.Add(Key(id)))
        {
            _row.Wrong("sourcedId", RosterWhy.Duplicate, RosterRowCheck.Arg("value", RosterProblem.Shown(id)));
        }

        var gone = _row.IsGone();
        var place = _row.Reference("classSourcedId", classes.Places);
        var person = _row.Reference("userSourcedId", users.Places);
        var org = _row.Reference("schoolSourcedId", orgs.Places);
        var role = _row.OneOf("role", Roles, required: true);
        var begin = _row.Day("beginDate", required: false);
        var end = _row.Day("endDate", required: false);
        if (_row.Bad)
        {
            return;
        }

        if (gone || place == RosterPlaces.Gone || person == RosterPlaces.Gone || org == RosterPlaces.Gone)
        {
            problems.Note(RosterWhy.NoteGone);
        }
        else if (role == FileRole.None)
        {
            problems.Note(RosterWhy.NoteOtherRole);
        }
        else if (begin > today || end < today)
        {
            problems.Note(RosterWhy.NoteNotNow);
        }
        else
        {
            Keep(place, person, org, role == FileRole.Teacher);
        }
    }

    private void Keep(int place, int person, int org, bool teacher)
    {
        var (homeroom, index) = classes[place];
        if (orgs.SchoolOf(org) != classes.SchoolOf(place))
        {
            _row.Wrong("schoolSourcedId", RosterWhy.SchoolMismatch);
        }
        else if ((users.RolesOf(person) & (teacher ? FileRole.Teacher | FileRole.Aide | FileRole.Administrator : FileRole.Student)) == 0)
        {
            // A student whom a slip of the pen calls teacher would get a teacher's rights.
            _row.Wrong("role", RosterWhy.RoleMismatch);
        }
        else if (!teacher && homeroom && HomeroomOf(person) is >= 0 and var other && other != index)
        {
            _row.Wrong("classSourcedId", RosterWhy.TwoClasses, RosterRowCheck.Arg("value", RosterProblem.Shown(classes.Classes[other].Title)));
        }
        else if (!_taken.Add((person, (place << 1) | (teacher ? 1 : 0))))
        {
            _row.Wrong("userSourcedId", RosterWhy.Duplicate, RosterRowCheck.Arg("value", RosterProblem.Shown(users.People[person].SourcedId)));
        }
        else
        {
            Kept.Add(new RosterEnrollment(person, homeroom ? index : -1, homeroom ? -1 : index, teacher));
            if (homeroom && !teacher)
            {
                _homerooms[person] = index;
            }
        }
    }

    /// <summary>Sixteen bytes for an id: a million strings would weigh a hundred megabytes only to see a duplicate.</summary>
    private static Guid Key(string id)
    {
        if (Guid.TryParseExact(id, "D", out var guid))
        {
            return guid;
        }

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return new Guid(hash[..16]);
    }
}
