using Sferum.People;

namespace Sferum.Schools;

/// <summary>
/// Makes a roster from the rows of OneRoster files, one row at a time and file by file in the order of <see cref="RosterFile.Of"/>.
/// A row that cannot be taken is noted as a problem and left out; so is everything that depends on it.
/// </summary>
public sealed class RosterDraft
{
    private readonly RosterProblems _problems;
    private readonly OrgRows _orgs;
    private readonly SessionRows _sessions;
    private readonly CourseRows _courses;
    private readonly ClassRows _classes;
    private readonly UserRows _users;
    private readonly RoleRows _roles;
    private readonly DemographicRows _demographics;
    private readonly EnrollmentRows _enrollments;

    /// <summary>Begins an empty draft.</summary>
    /// <param name="version">Which OneRoster the files speak.</param>
    /// <param name="today">Decides what has begun and what is over.</param>
    /// <param name="phones">Reads phones.</param>
    /// <param name="problems">Where problems go.</param>
    public RosterDraft(RosterVersion version, DateOnly today, IPhones phones, RosterProblems problems)
    {
        _problems = problems;
        _orgs = new OrgRows(problems);
        _sessions = new SessionRows(problems, today);
        _courses = new CourseRows(problems, _sessions);
        _classes = new ClassRows(problems, _orgs, _courses, _sessions);
        _users = new UserRows(version, problems, _orgs, phones);
        _roles = new RoleRows(problems, _orgs, _users, today);
        _demographics = new DemographicRows(problems, _users, today);
        _enrollments = new EnrollmentRows(problems, _orgs, _classes, _users, today);
    }

    /// <summary>Takes a row.</summary>
    /// <param name="file">Which file it is of.</param>
    /// <param name="row">The row; not kept.</param>
    public void Add(RosterFile file, IRosterRow row)
    {
        switch (file.Name)
        {
            case "orgs": _orgs.Add(row); break;
            case "academicSessions": _sessions.Add(row); break;
            case "courses": _courses.Add(row); break;
            case "classes": _classes.Add(row); break;
            case "users": _users.Add(row); break;
            case "roles": _roles.Add(row); break;
            case "demographics": _demographics.Add(row); break;
            case "enrollments": _enrollments.Add(row); break;
            default: throw new ArgumentException(file.Name, nameof(file));
        }
    }

    /// <summary>The roster, after the last row.</summary>
    /// <returns>What holds now.</returns>
    public Roster Finish()
    {
        _orgs.CheckParents();
        var sections = _classes.SectionsWithClasses(_enrollments);
        var families = new RosterFamilies(_users, _problems).Find();
        var affiliations = new RosterAffiliations(_users, _classes, _enrollments, families).Find();
        _problems.Note(RosterWhy.NoteNoPlace, _users.People.Count - affiliations.Select(static a => a.Person).Distinct().Count());
        return new Roster
        {
            Schools = _orgs.Schools,
            Classes = _classes.Classes,
            Sections = sections,
            People = _users.People,
            Affiliations = affiliations,
            Enrollments = _enrollments.Kept,
            Guardianships = families,
        };
    }
}
