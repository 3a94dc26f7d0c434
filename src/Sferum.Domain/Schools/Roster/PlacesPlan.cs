using Sferum.Chats;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>Roles, places in classes and sections, and guardians. A file ends only what a file brought.</summary>
internal sealed class PlacesPlan(RosterIndex index, int school, StoredRoster before, PeoplePlan people, StructurePlan structure, SchoolPlan plan)
{
    public void Make()
    {
        Affiliate();
        Enroll();
        Guard();
    }

    private void Affiliate()
    {
        var stored = before.Affiliations.ToDictionary(static a => (a.Person, a.Role), static a => a.Id);
        var wanted = new HashSet<(PersonId, Role)>();
        foreach (var (person, _, role) in index.Affiliations(school))
        {
            var key = (people.Ids[person], role);
            wanted.Add(key);
            if (!stored.ContainsKey(key))
            {
                plan.Affiliations.Add(new AffiliationRow(key.Item1, role));
                AffectSchool(role);
            }
        }

        var imported = new HashSet<PersonId>();
        foreach (var a in before.Affiliations.Where(static a => a.Imported))
        {
            imported.Add(a.Person);
            if (!wanted.Contains((a.Person, a.Role)))
            {
                plan.EndedAffiliations.Add(new EndedRow(a.Id, a.Person, a.Role == Role.Student));
                AffectSchool(a.Role);
            }
        }

        plan.Removals.Add(new RosterRemoval("people", imported.Count(p => people.PlaceOf(p) < 0), imported.Count));
        plan.Counts["roles"] = new RosterCount(plan.Affiliations.Count, 0, plan.EndedAffiliations.Count);
    }

    private void AffectSchool(Role role)
    {
        if ((role & Role.Staff) != 0)
        {
            structure.Affect(null, null, ChatKind.School, ChatKind.Staff);
        }
        else if (role == Role.Student)
        {
            structure.Affect(null, null, ChatKind.School);
        }
    }

    private void Enroll()
    {
        var stored = before.Enrollments.Select(static e => (e.Person, Place(e.Class, e.Section), e.Teacher)).ToHashSet();
        var wanted = new HashSet<(PersonId, Guid, bool)>(index.CountOfEnrollments(school));
        foreach (var e in index.Enrollments(school))
        {
            ClassId? ofClass = e.Class >= 0 ? structure.Classes[e.Class] : null;
            SectionId? ofSection = e.Section >= 0 ? structure.Sections[e.Section] : null;
            var key = (people.Ids[e.Person], Place(ofClass, ofSection), e.Teacher);
            wanted.Add(key);
            if (!stored.Contains(key))
            {
                plan.Enrollments.Add(new EnrollmentRow(key.Item1, key.Item2, ofClass is not null, e.Teacher));
                AffectPlace(ofClass, ofSection);
            }
        }

        int moved = 0, classPlaces = 0, classEnded = 0, sectionPlaces = 0, sectionEnded = 0;
        foreach (var e in before.Enrollments)
        {
            var archived = structure.Archived.Contains(Place(e.Class, e.Section));
            var counted = e.Imported && !e.Teacher;
            classPlaces += counted && e.Class is not null ? 1 : 0;
            sectionPlaces += counted && e.Section is not null && !archived ? 1 : 0;
            if (wanted.Contains((e.Person, Place(e.Class, e.Section), e.Teacher)))
            {
                continue;
            }

            var homeroom = e is { Class: not null, Teacher: false } && people.PlaceOf(e.Person) is >= 0 and var person ? index.Homeroom[person] : -1;
            if (homeroom >= 0)
            {
                // The student has a class by this file: beginning there ends this place, in one transaction.
                moved += index.Roster.Classes[homeroom].School == school ? 1 : 0;
                AffectPlace(e.Class, e.Section);
            }
            else if (e.Imported || archived)
            {
                classEnded += counted && e.Class is not null ? 1 : 0;
                sectionEnded += counted && e.Section is not null && !archived ? 1 : 0;
                plan.EndedEnrollments.Add(new EndedRow(e.Id, e.Person, !e.Teacher));
                AffectPlace(e.Class, e.Section);
            }
        }

        plan.Enrollments.TrimExcess();
        plan.Removals.Add(new RosterRemoval("class_places", classEnded, classPlaces));
        plan.Removals.Add(new RosterRemoval("section_places", sectionEnded, sectionPlaces));
        plan.Counts["places"] = new RosterCount(plan.Enrollments.Count - moved, moved, plan.EndedEnrollments.Count);
    }

    private void AffectPlace(ClassId? ofClass, SectionId? ofSection)
    {
        if (ofClass is not null)
        {
            structure.Affect(ofClass, null, ChatKind.Class, ChatKind.Guardians);
        }
        else
        {
            structure.Affect(null, ofSection, ChatKind.Study);
        }
    }

    /// <summary>A student's guardians are the business of the school where the student has a class, or of the first one.</summary>
    private void Guard()
    {
        var stored = before.Guardianships.Select(static g => new RosterPair(g.Guardian, g.Student)).ToHashSet();
        var wanted = new HashSet<RosterPair>();
        var ours = new HashSet<PersonId>();
        foreach (var (student, _, role) in index.Affiliations(school))
        {
            if (role != Role.Student || SchoolOf(student) != school)
            {
                continue;
            }

            ours.Add(people.Ids[student]);
            foreach (var guardian in index.GuardiansOf(student))
            {
                var pair = new RosterPair(people.Ids[guardian], people.Ids[student]);
                wanted.Add(pair);
                if (!stored.Contains(pair))
                {
                    plan.Guardianships.Add(pair);
                    AffectGuardians(student);
                }
            }
        }

        foreach (var g in before.Guardianships)
        {
            var pair = new RosterPair(g.Guardian, g.Student);
            if (g.Imported && ours.Contains(g.Student) && !wanted.Contains(pair))
            {
                plan.EndedGuardianships.Add(pair);
                AffectGuardians(people.PlaceOf(g.Student));
            }
        }

        plan.Counts["guardians"] = new RosterCount(plan.Guardianships.Count, 0, plan.EndedGuardianships.Count);
    }

    private int SchoolOf(int student) => index.Homeroom[student] is >= 0 and var homeroom ? index.Roster.Classes[homeroom].School : people.FirstSchool[student];

    private void AffectGuardians(int student)
    {
        if (index.Homeroom[student] is >= 0 and var homeroom)
        {
            structure.Affect(structure.Classes[homeroom], null, ChatKind.Guardians);
        }
    }

    private static Guid Place(ClassId? ofClass, SectionId? ofSection) => ofClass?.Value ?? ofSection!.Value.Value;
}
