using Sferum.People;

namespace Sferum.Schools;

/// <summary>What a file may call somebody. A file gives no right that needs an order: principals are administration here.</summary>
[Flags]
internal enum FileRole
{
    None = 0,
    Student = 1,
    Teacher = 2,
    Aide = 4,
    Administrator = 8,
    Guardian = 16,
}

/// <summary>users.csv: people. OneRoster 1.1 has their role and schools here too, 1.2 in roles.csv.</summary>
internal sealed class UserRows(RosterVersion version, RosterProblems problems, OrgRows orgs, IPhones phones)
{
    public static readonly Dictionary<string, FileRole> RoleNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["student"] = FileRole.Student,
        ["teacher"] = FileRole.Teacher,
        ["aide"] = FileRole.Aide, ["proctor"] = FileRole.Aide, ["counselor"] = FileRole.Aide,
        ["administrator"] = FileRole.Administrator, ["principal"] = FileRole.Administrator, ["siteAdministrator"] = FileRole.Administrator,
        ["guardian"] = FileRole.Guardian, ["parent"] = FileRole.Guardian, ["relative"] = FileRole.Guardian,

        // They stand above schools: no file appoints them.
        ["districtAdministrator"] = FileRole.None, ["systemAdministrator"] = FileRole.None,
    };

    private static readonly Dictionary<string, bool> Flags = new(StringComparer.OrdinalIgnoreCase) { ["true"] = true, ["false"] = false };

    private readonly RosterRowCheck _row = new(version == RosterVersion.V11 ? RosterFile.UsersWithRoles : RosterFile.Users, problems);
    private readonly HashSet<string> _phones = new(StringComparer.Ordinal);
    private readonly List<FileRole> _roles = [];
    private readonly List<int> _schoolsOfRow = [];

    public RosterPlaces Places { get; } = new(RosterFile.Users);

    public List<RosterPerson> People { get; } = [];

    /// <summary>Who is what at which school, as the files say it.</summary>
    public List<(int Person, int School, FileRole Role)> Held { get; } = [];

    /// <summary>Who names whom as related.</summary>
    public List<(int Person, string Other)> Agents { get; } = [];

    public FileRole RolesOf(int person) => _roles[person];

    public void Hold(int person, int school, FileRole role)
    {
        _roles[person] |= role;
        if (school >= 0 && role != FileRole.None)
        {
            Held.Add((person, school, role));
        }
    }

    public void Add(IRosterRow row)
    {
        _row.Next(row);
        var id = _row.FreshId(Places.ById);
        var gone = _row.IsGone();
        gone |= _row.OneOf("enabledUser", Flags, required: true) == false;
        var given = _row.Text("givenName", RosterRowCheck.MaxName, required: true);
        var family = _row.Text("familyName", RosterRowCheck.MaxName, required: true);
        var middle = _row.Text("middleName", RosterRowCheck.MaxName, required: false);
        _schoolsOfRow.Clear();
        var role = version == RosterVersion.V11 ? RoleAndSchools() : FileRole.None;
        if (id is null)
        {
            return;
        }

        if (_row.Bad || gone)
        {
            Places[id] = _row.Bad ? RosterPlaces.Bad : RosterPlaces.Gone;
            problems.Note(RosterWhy.NoteGone, _row.Bad ? 0 : 1);
            return;
        }

        var person = People.Count;
        Places[id] = person;
        People.Add(new RosterPerson(id, given!, family!, middle, Phone(), _row.Line));
        _roles.Add(FileRole.None);
        Hold(person, -1, role);
        foreach (var school in _schoolsOfRow)
        {
            Hold(person, school, role);
        }

        foreach (var other in _row.Ids("agentSourcedIds"))
        {
            Agents.Add((person, other));
        }
    }

    private FileRole RoleAndSchools()
    {
        foreach (var org in _row.Ids("orgSourcedIds"))
        {
            if (_row.Reference("orgSourcedIds", org, orgs.Places) is >= 0 and var place && orgs.SchoolOf(place) is >= 0 and var school)
            {
                _schoolsOfRow.Add(school);
            }
        }

        return _row.OneOf("role", RoleNames, required: true) ?? FileRole.None;
    }

    /// <summary>A wrong phone leaves its owner unregistered; the row is taken.</summary>
    private string? Phone()
    {
        foreach (var column in (ReadOnlySpan<string>)["sms", "phone"])
        {
            if (_row.IsEmpty(column))
            {
                continue;
            }

            if (_row.Text(column, RosterRowCheck.MaxName, required: false) is not { } text || phones.Normalise(text) is not { } phone)
            {
                _row.LeaveOut(column, RosterWhy.PhoneInvalid);
                continue;
            }

            if (_phones.Add(phone))
            {
                return phone;
            }

            // A guardian and a child never share an account: whoever comes first in the file has the phone.
            _row.LeaveOut(column, RosterWhy.PhoneTwice);
            return null;
        }

        return null;
    }
}
