using System.Globalization;
using Sferum.Chats;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>
/// What is taught goes on with the class that rises, and its group with it; whoever stays in the grade joins what the whole new class learns. What a
/// leaving class learned ends.
/// </summary>
internal sealed class RolloverSections(
    YearState before, RolloverChoices choices, ChatTitles titles, RolloverPlan plan,
    Dictionary<ClassId, ClassRow> next, Dictionary<PersonId, ClassRow> repeaters, HashSet<PersonId> leavers)
{
    private readonly Dictionary<ClassId, string> _old = before.Classes.ToDictionary(static c => c.Id, static c => c.Title);

    public void Make()
    {
        var places = before.Places.Where(static p => p.Section is not null).ToLookup(static p => p.Section!.Value);
        var several = before.Sections.CountBy(static s => (s.Class, s.Subject)).Where(static g => g.Value > 1).Select(static g => g.Key).ToHashSet();
        foreach (var old in before.Sections)
        {
            var into = old.Class is { } of ? next.GetValueOrDefault(of) : null;
            var students = places[old.Id].Where(p => !p.Teacher && !repeaters.ContainsKey(p.Person) && !leavers.Contains(p.Person)).ToList();
            if (old.Class is null ? !GoesOn(old, students.Count) : into is null)
            {
                continue;
            }

            var row = Next(old, into);
            plan.Sections.Add(row);
            plan.Chats.Add(new ChatRow(
                ChatId.New(), ChatKind.Study,
                row.SubjectId is null ? titles.OfSection(row.Title, row.Subject, into?.Title, several.Contains((old.Class, old.Subject))) : row.Title,
                null, row.Id, Archived: false));
            Place(row, students, places[old.Id], into, isWhole: old.Group.Length == 0 && !several.Contains((old.Class, old.Subject)));
        }
    }

    private bool GoesOn(YearSection old, int students) => Grade(old) is { } grade ? grade < choices.Graduating : students > 0;

    private static int? Grade(YearSection section) =>
        int.TryParse(section.Grade, NumberStyles.None, CultureInfo.InvariantCulture, out var grade) ? grade : null;

    private SectionRow Next(YearSection old, ClassRow? into)
    {
        var grade = old.Class is not null ? null : Grade(old) is { } number ? (number + 1).ToString(CultureInfo.InvariantCulture) : old.Grade;
        var title = old.SubjectId is not null ? titles.OfGroup(old.Subject, into?.Title ?? grade ?? "", old.Group)
            : into is not null ? old.Title.Replace(_old[old.Class!.Value], into.Title, StringComparison.Ordinal)
            : old.Title;
        return new SectionRow(SectionId.New(), null, title, old.Subject, plan.To, into?.Id, Archived: false) { SubjectId = old.SubjectId, Grade = grade, Group = old.Group };
    }

    private void Place(SectionRow row, List<YearPlace> students, IEnumerable<YearPlace> all, ClassRow? into, bool isWhole)
    {
        plan.Places.AddRange(students.Select(p => new NewPlace(p.Person, row.Id.Value, InClass: false, Teacher: false, p.Imported, p.SuspendedBy, p.GivenBy)));
        if (choices.WithTeachers)
        {
            plan.Places.AddRange(all.Where(static p => p.Teacher).Select(p => new NewPlace(p.Person, row.Id.Value, InClass: false, Teacher: true, p.Imported, p.SuspendedBy, p.GivenBy)));
        }

        if (isWhole && into is not null)
        {
            plan.Places.AddRange(repeaters.Where(r => r.Value.Id == into.Id)
                .Select(r => new NewPlace(r.Key, row.Id.Value, InClass: false, Teacher: false, Imported: false)));
        }
    }
}
