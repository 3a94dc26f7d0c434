using Sferum.People;

namespace Sferum.Schools;

/// <summary>Who is what at which school: what the files say, and what follows from classes, sections and children.</summary>
internal sealed class RosterAffiliations(UserRows users, ClassRows classes, EnrollmentRows enrollments, IReadOnlyList<RosterGuardianship> families)
{
    private readonly HashSet<RosterAffiliation> _found = [];

    public List<RosterAffiliation> Find()
    {
        FromEnrollments();
        FromRoles();
        FromChildren();
        var sorted = _found.ToList();
        sorted.Sort(static (a, b) => a.School != b.School ? a.School - b.School : a.Person != b.Person ? a.Person - b.Person : a.Role - b.Role);
        return sorted;
    }

    private void FromEnrollments()
    {
        foreach (var e in enrollments.Kept)
        {
            var school = e.Class >= 0 ? classes.Classes[e.Class].School : classes.Sections[e.Section].School;
            _found.Add(new RosterAffiliation(e.Person, school, !e.Teacher ? Role.Student : e.Class >= 0 ? Role.ClassTeacher : Role.SubjectTeacher));
        }
    }

    private void FromRoles()
    {
        foreach (var (person, school, role) in users.Held)
        {
            switch (role)
            {
                case FileRole.Student:
                    _found.Add(new RosterAffiliation(person, school, Role.Student));
                    break;
                case FileRole.Administrator:
                    _found.Add(new RosterAffiliation(person, school, Role.Administration));
                    break;
                case FileRole.Guardian:
                    _found.Add(new RosterAffiliation(person, school, Role.Guardian));
                    break;
                case FileRole.Teacher or FileRole.Aide when !_found.Contains(new RosterAffiliation(person, school, Role.ClassTeacher)):
                    // Works here, and teaches nobody yet: the least that staff can be.
                    _found.Add(new RosterAffiliation(person, school, Role.SubjectTeacher));
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>A guardian belongs where the child learns, whatever org the file gives the guardian.</summary>
    private void FromChildren()
    {
        var schools = _found.Where(static a => a.Role == Role.Student).ToLookup(static a => a.Person, static a => a.School);
        foreach (var (guardian, student) in families)
        {
            foreach (var school in schools[student])
            {
                _found.Add(new RosterAffiliation(guardian, school, Role.Guardian));
            }
        }
    }
}
