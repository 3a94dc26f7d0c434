using Sferum.People;

namespace Sferum.Schools;

/// <summary>Builds the roster of one small school, as a file wants it.</summary>
internal sealed class RosterSample
{
    private readonly List<RosterClass> _classes = [];
    private readonly List<RosterSection> _sections = [];
    private readonly List<RosterPerson> _people = [];
    private readonly HashSet<RosterAffiliation> _affiliations = [];
    private readonly HashSet<RosterEnrollment> _enrollments = [];
    private readonly List<RosterGuardianship> _guardianships = [];

    public string Name { get; init; } = "Школа № 5";

    public RosterSample Class(string id, string? title = null)
    {
        _classes.Add(new RosterClass(id, 0, title ?? id, "7", 2026));
        return this;
    }

    public RosterSample Section(string id, string subject, string? ofClass = null)
    {
        _sections.Add(new RosterSection(id, 0, id, subject, 2026, ofClass is null ? -1 : ClassAt(ofClass)));
        return this;
    }

    public RosterSample Student(string id, string? inClass = null, string? phone = null, string? family = null, params string[] sections)
    {
        var person = Person(id, family ?? id, phone);
        _affiliations.Add(new RosterAffiliation(person, 0, Role.Student));
        if (inClass is not null)
        {
            _enrollments.Add(new RosterEnrollment(person, ClassAt(inClass), -1, Teacher: false));
        }

        foreach (var section in sections)
        {
            _enrollments.Add(new RosterEnrollment(person, -1, SectionAt(section), Teacher: false));
        }

        return this;
    }

    public RosterSample Teacher(string id, string? ofClass = null, params string[] sections)
    {
        var person = Person(id, id, phone: null);
        _affiliations.Add(new RosterAffiliation(person, 0, ofClass is null ? Role.SubjectTeacher : Role.ClassTeacher));
        if (ofClass is not null)
        {
            _enrollments.Add(new RosterEnrollment(person, ClassAt(ofClass), -1, Teacher: true));
        }

        foreach (var section in sections)
        {
            _enrollments.Add(new RosterEnrollment(person, -1, SectionAt(section), Teacher: true));
        }

        return this;
    }

    public RosterSample Guardian(string id, params string[] children)
    {
        var person = Person(id, id, phone: null);
        _affiliations.Add(new RosterAffiliation(person, 0, Role.Guardian));
        _guardianships.AddRange(children.Select(c => new RosterGuardianship(person, _people.FindIndex(p => p.SourcedId == c))));
        return this;
    }

    public Roster Build() => new()
    {
        Schools = [new RosterSchool("school-5", Name, null)],
        Classes = _classes,
        Sections = _sections,
        People = _people,
        Affiliations = [.. _affiliations],
        Enrollments = [.. _enrollments],
        Guardianships = _guardianships,
    };

    private int Person(string id, string family, string? phone)
    {
        _people.Add(new RosterPerson(id, "Вера", family, "Павловна", phone, _people.Count + 2));
        return _people.Count - 1;
    }

    private int ClassAt(string id) => _classes.FindIndex(c => c.SourcedId == id);

    private int SectionAt(string id) => _sections.FindIndex(s => s.SourcedId == id);
}
