using System.Globalization;
using Sferum.Chats;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>Decides what becomes of each class, section and person when a year goes over into the next: no clock, no database.</summary>
public sealed class RolloverPlanner
{
    private readonly YearState _before;
    private readonly RolloverChoices _choices;
    private readonly ChatTitles _titles;
    private readonly RolloverPlan _plan;
    private readonly Dictionary<PersonId, ClassId> _homerooms;
    private readonly Dictionary<ClassId, ClassRow> _next = [];
    private readonly Dictionary<PersonId, ClassRow> _repeaters = [];
    private readonly HashSet<PersonId> _leavers = [];

    private RolloverPlanner(YearState before, RolloverChoices choices, ChatTitles titles)
    {
        (_before, _choices, _titles) = (before, choices, titles);
        _plan = new RolloverPlan { From = before.Year, Revision = RolloverRevision.Of(before, choices), Before = before, Choices = choices };
        _homerooms = before.Places.Where(static p => p is { Class: not null, Teacher: false }).ToDictionary(static p => p.Person, static p => p.Class!.Value);
    }

    /// <summary>Plans.</summary>
    /// <param name="before">What there is.</param>
    /// <param name="choices">What is wanted.</param>
    /// <param name="titles">What chats are called.</param>
    /// <returns>The plan; with conflicts it can't be carried out.</returns>
    public static RolloverPlan Plan(YearState before, RolloverChoices choices, ChatTitles titles)
    {
        var planner = new RolloverPlanner(before, choices, titles);
        planner.Make();
        return planner._plan;
    }

    /// <summary>The title of a class a grade higher: 7Б becomes 8Б. A title that does not begin with the grade stays.</summary>
    public static string Rise(string title, int grade) => LeadingNumber(title) == grade
        ? (grade + 1).ToString(CultureInfo.InvariantCulture) + title[grade.ToString(CultureInfo.InvariantCulture).Length..]
        : title;

    private static int? LeadingNumber(string? text)
    {
        var digits = text is null ? 0 : text.TakeWhile(char.IsAsciiDigit).Count();
        return digits is > 0 and < 4 ? int.Parse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture) : null;
    }

    private static string Text(int grade) => grade.ToString(CultureInfo.InvariantCulture);

    private void Make()
    {
        var grades = Grades();
        foreach (var begins in _choices.Beginning)
        {
            _plan.Classes.Add(new ClassRow(ClassId.New(), null, begins.Title, begins.Grade, _plan.To, Archived: false));
        }

        foreach (var c in _before.Classes)
        {
            if (grades[c.Id] is { } grade && grade < _choices.Graduating)
            {
                var title = Choice(c.Id)?.Title ?? Rise(c.Title, grade);
                _next[c.Id] = new ClassRow(ClassId.New(), null, title, Text(grade + 1), _plan.To, Archived: false);
                _plan.Classes.Add(_next[c.Id]);
            }
        }

        Repeat(grades);
        foreach (var c in _plan.Classes)
        {
            _plan.Chats.AddRange(_titles.OfClass(c.Title).Select(chat => new ChatRow(ChatId.New(), chat.Kind, chat.Title, c.Id, null, Archived: false)));
        }

        PlaceInClasses();
        new RolloverSections(_before, _choices, _titles, _plan, _next, _repeaters, _leavers).Make();
        Conflicts();
        Fates(grades);
        Leave();
    }

    private ClassChoice? Choice(ClassId id) => _choices.Classes.FirstOrDefault(c => c.Class == id);

    private Dictionary<ClassId, int?> Grades()
    {
        var grades = new Dictionary<ClassId, int?>();
        foreach (var c in _before.Classes)
        {
            grades[c.Id] = Choice(c.Id)?.Grade ?? LeadingNumber(c.Grade) ?? LeadingNumber(c.Title);
            if (grades[c.Id] is null)
            {
                Conflict("grade_unknown", c.Id.Value, c.Title);
            }
        }

        foreach (var unknown in _choices.Classes.Where(c => !grades.ContainsKey(c.Class)))
        {
            Conflict("class_unknown", unknown.Class.Value, unknown.Title);
        }

        return grades;
    }

    /// <summary>Who stays in the grade is in a class of that grade in the new year.</summary>
    private void Repeat(Dictionary<ClassId, int?> grades)
    {
        var old = _before.Classes.ToDictionary(static c => c.Id);
        foreach (var (person, title) in _choices.Repeaters)
        {
            if (!_homerooms.TryGetValue(person, out var from))
            {
                Conflict("student_unknown", person.Value, title);
                continue;
            }

            var fitting = _plan.Classes.Where(c => grades[from] is { } grade && c.Grade == Text(grade)).OrderBy(static c => c.Title, StringComparer.Ordinal).ToList();
            var into = title is null ? fitting.Find(c => c.Title == old[from].Title) ?? fitting.FirstOrDefault() : fitting.Find(c => c.Title == title);
            if (into is null)
            {
                Conflict("no_class_for_repeater", person.Value, title ?? old[from].Title);
            }
            else if (!_repeaters.TryAdd(person, into))
            {
                Conflict("student_twice", person.Value, title);
            }
        }

        _plan.Repeaters = _repeaters.Count;
    }

    private void PlaceInClasses()
    {
        foreach (var place in _before.Places.Where(static p => p.Class is not null))
        {
            var into = !place.Teacher && _repeaters.TryGetValue(place.Person, out var again) ? again : _next.GetValueOrDefault(place.Class!.Value);
            if (into is not null)
            {
                _plan.Places.Add(new NewPlace(place.Person, into.Id.Value, InClass: true, place.Teacher, place.Imported, place.SuspendedBy, place.GivenBy));
            }
            else if (!place.Teacher)
            {
                _leavers.Add(place.Person);
            }
        }

        _plan.Graduates = _leavers.Count;
    }

    private void Leave() => _plan.EndedAffiliations.AddRange(_before.Students.Where(s => _leavers.Contains(s.Person)).Select(static s => s.Affiliation));

    private void Conflicts()
    {
        if (_before.Classes.Count == 0)
        {
            Conflict("no_classes", null, null);
        }

        var taken = _before.Taken.ToHashSet(StringComparer.Ordinal);
        foreach (var c in _plan.Classes.Where(c => !taken.Add(c.Title)))
        {
            Conflict("title_twice", _next.FirstOrDefault(n => n.Value.Id == c.Id).Key is { Value: var id } && id != Guid.Empty ? id : null, c.Title);
        }
    }

    private void Fates(Dictionary<ClassId, int?> grades)
    {
        var counted = _before.Places.Where(static p => p.Class is not null).ToLookup(static p => p.Class!.Value);
        var sections = _before.Sections.ToLookup(static s => s.Class);
        foreach (var c in _before.Classes.OrderBy(c => grades[c.Id] ?? int.MaxValue).ThenBy(static c => c.Title, StringComparer.Ordinal))
        {
            var next = _next.GetValueOrDefault(c.Id);
            var repeaters = counted[c.Id].Count(p => !p.Teacher && _repeaters.ContainsKey(p.Person));
            _plan.Fates.Add(new ClassFate(
                c.Id, c.Title, grades[c.Id] is { } grade ? Text(grade) : null, next?.Title, next?.Grade,
                counted[c.Id].Count(static p => !p.Teacher) - repeaters, repeaters, counted[c.Id].Count(static p => p.Teacher), next is null ? 0 : sections[c.Id].Count()));
        }
    }

    private void Conflict(string code, Guid? subject, string? title) => _plan.Conflicts.Add(new RolloverConflict("rollover.conflict." + code, subject, title));
}
