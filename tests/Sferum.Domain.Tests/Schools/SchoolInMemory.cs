using Sferum.People;

namespace Sferum.Schools;

/// <summary>One school as a database would hold it: takes the steps of an import one by one, and keeps the rules that the tables keep.</summary>
internal sealed class SchoolInMemory
{
    private static readonly ChatTitles Titles = new("Педагоги", "{{class}} · родители", "{{subject}} · {{class}}");
    private readonly Dictionary<PersonId, StoredPerson> _people = [];
    private StoredSchool? _school;

    public StoredRoster Stored { get; private set; } = StoredRoster.Empty;

    public IEnumerable<StoredPerson> People => _people.Values;

    /// <summary>What the only school of a file would change here.</summary>
    public SchoolPlan Plan(Roster roster, RosterProblems? problems = null)
    {
        problems ??= new RosterProblems();
        var people = new PeoplePlan(roster, problems);
        int[] belonging = [.. Enumerable.Range(0, roster.People.Count).Where(p => people.FirstSchool[p] >= 0)];
        var ids = belonging.Select(p => roster.People[p].SourcedId).ToHashSet();
        people.Compare(
            belonging,
            [.. belonging.Select(p => roster.People[p].Phone is { } phone ? Hash(phone) : null)],
            [.. People.Where(p => p.SourcedId is { } id && ids.Contains(id))],
            [.. People.Where(static p => p.PhoneHash is not null)]);
        return new SchoolPlanner(new RosterIndex(roster, people.IsLeftOut), people, Titles, problems).Plan(0, _school, Stored);
    }

    /// <summary>Imports the only school of a file.</summary>
    /// <returns>What was changed.</returns>
    public SchoolPlan Import(Roster roster)
    {
        var plan = Plan(roster);
        foreach (var step in plan.Steps())
        {
            Apply(plan, step);
        }

        return plan;
    }

    /// <summary>Changes what is stored as people do it by hand.</summary>
    public void ByHand(Func<StoredRoster, StoredRoster> change) => Stored = change(Stored);

    /// <summary>Somebody who came by a link, before any file.</summary>
    public StoredPerson Came(string family, string phone)
    {
        var person = new StoredPerson(PersonId.New(), null, "Вера", family, null, $"{family} Вера", Hash(phone), null);
        _people.Add(person.Id, person);
        return person;
    }

    public PersonId Id(string sourcedId) => People.Single(p => p.SourcedId == sourcedId).Id;

    private static byte[] Hash(string phone) => System.Text.Encoding.ASCII.GetBytes(phone);

    private void Apply(SchoolPlan plan, RosterStep step)
    {
        Assert.InRange(step.Count, 1, Math.Max(IRosterStore.Chunk, plan.Classes.Count + plan.ArchivedClasses.Count + plan.ArchivedSections.Count + plan.ArchivedChats.Count));
        _school = step.School is { } school ? new StoredSchool(school.Id, school.SourcedId, school.Name, school.Identifier, Archived: false) : _school;
        foreach (var (id, person, name, _, isNew) in step.People)
        {
            Assert.Equal(isNew, !_people.ContainsKey(id));
            var phone = person.Phone is { } given ? Hash(given) : _people.GetValueOrDefault(id)?.PhoneHash;
            _people[id] = new StoredPerson(id, person.SourcedId, person.GivenName, person.FamilyName, person.MiddleName, name, phone, _people.GetValueOrDefault(id)?.BirthDate ?? person.BirthDate);
        }

        Stored = Stored with
        {
            Classes = Put(Stored.Classes, step.Classes.Select(static c => new StoredClass(c.Id, c.SourcedId, c.Title, c.Grade, c.Year, c.Archived)), static c => c.Id),
            Sections = Put(Stored.Sections, step.Sections.Select(static s => new StoredSection(s.Id, s.SourcedId, s.Title, s.Subject, s.Year, s.Class, s.Archived)), static s => s.Id),
            Chats = Put(Stored.Chats, step.Chats.Select(static c => new StoredChat(c.Id, c.Kind, c.Title, c.Class, c.Section, c.Archived)), static c => c.Id),
            Affiliations = [.. Without(Stored.Affiliations, [.. step.EndedAffiliations.Select(static e => e.Id)], static a => a.Id), .. step.Affiliations.Select(static a => new StoredAffiliation(Guid.CreateVersion7(), a.Person, a.Role, Imported: true))],
            Enrollments = [.. Without(Stored.Enrollments, [.. step.EndedEnrollments.Select(static e => e.Id)], static e => e.Id).Where(e => !Ends(step, e)), .. step.Enrollments.Select(Begun)],
            Guardianships = [.. Without(Stored.Guardianships, step.EndedGuardianships, static g => new RosterPair(g.Guardian, g.Student)), .. step.Guardianships.Select(static g => new StoredGuardianship(g.Guardian, g.Student, Imported: true))],
        };
        Hold();
    }

    /// <summary>What the unique indexes and foreign keys of the tables hold.</summary>
    private void Hold()
    {
        Assert.Distinct(Stored.Affiliations.Select(static a => (a.Person, a.Role)));
        Assert.Distinct(Stored.Enrollments.Select(static e => (e.Person, e.Class, e.Section, e.Teacher)));
        Assert.Distinct(Stored.Enrollments.Where(static e => e is { Class: not null, Teacher: false }).Select(static e => e.Person));
        Assert.Distinct(Stored.Guardianships.Select(static g => (g.Guardian, g.Student)));
        Assert.Distinct(Stored.Classes.Where(static c => !c.Archived).Select(static c => (c.Year, c.Title)));
        Assert.All(Stored.Enrollments, e => Assert.True(_people.ContainsKey(e.Person)));
        Assert.All(Stored.Enrollments, e => Assert.True(Stored.Classes.Any(c => c.Id == e.Class) || Stored.Sections.Any(s => s.Id == e.Section)));
        Assert.All(Stored.Sections, s => Assert.True(s.Class is null || Stored.Classes.Any(c => c.Id == s.Class)));
    }

    /// <summary>A student's new class ends the old one.</summary>
    private static bool Ends(RosterStep step, StoredEnrollment e) =>
        e is { Class: not null, Teacher: false } && step.Enrollments.Any(b => b.IsHomeroom && b.Person == e.Person);

    private static StoredEnrollment Begun(EnrollmentRow row) => new(
        Guid.CreateVersion7(), row.Person, row.InClass ? new ClassId(row.Place) : null, row.InClass ? null : new SectionId(row.Place), row.Teacher, Imported: true);

    private static List<T> Put<T, TKey>(IReadOnlyList<T> before, IEnumerable<T> rows, Func<T, TKey> key)
        where TKey : notnull
    {
        var byKey = before.ToDictionary(key);
        foreach (var row in rows)
        {
            byKey[key(row)] = row;
        }

        return [.. byKey.Values];
    }

    private static IEnumerable<T> Without<T, TKey>(IReadOnlyList<T> before, IReadOnlyList<TKey> ended, Func<T, TKey> key)
    {
        Assert.All(ended, id => Assert.Contains(id, before.Select(key)));
        return before.Where(row => !ended.Contains(key(row)));
    }
}
