using Sferum.Chats;

namespace Sferum.Schools;

/// <summary>Classes, sections and the chats that stand for them.</summary>
internal sealed class StructurePlan(Roster roster, int school, StoredRoster before, ChatTitles titles, RosterProblems problems, SchoolPlan plan)
{
    private readonly Dictionary<(ChatKind Kind, Guid Place), StoredChat> _stored = before.Chats
        .Where(static c => c.Kind is ChatKind.School or ChatKind.Staff or ChatKind.Class or ChatKind.Guardians or ChatKind.Study)
        .ToDictionary(static c => (c.Kind, Place(c.Class, c.Section)));

    private readonly Dictionary<(ChatKind Kind, Guid Place), AffectedChat> _chats = [];

    /// <summary>By class of the file.</summary>
    public Dictionary<int, ClassId> Classes { get; } = [];

    /// <summary>By section of the file.</summary>
    public Dictionary<int, SectionId> Sections { get; } = [];

    /// <summary>Classes and sections that go.</summary>
    public HashSet<Guid> Archived { get; } = [];

    public void Make(bool renamed)
    {
        foreach (var (kind, title) in titles.OfSchool(plan.Name))
        {
            Chat(kind, null, null, null, title, renamed && kind == ChatKind.School);
        }

        MakeClasses();
        MakeSections();
    }

    /// <summary>The chats of a class, a section, or (both null) the school.</summary>
    public void Affect(ClassId? ofClass, SectionId? ofSection, params ReadOnlySpan<ChatKind> kinds)
    {
        foreach (var kind in kinds)
        {
            if (_chats.TryGetValue((kind, Place(ofClass, ofSection)), out var chat))
            {
                plan.Affected.Add(chat);
            }
        }
    }

    private static Guid Place(ClassId? ofClass, SectionId? ofSection) => ofSection?.Value ?? ofClass?.Value ?? Guid.Empty;

    private void MakeClasses()
    {
        var known = before.Classes.Where(static c => c.SourcedId is not null).ToDictionary(static c => c.SourcedId!, StringComparer.Ordinal);
        var byHand = new ClassesByHand(before.Classes, problems);
        var kept = new HashSet<ClassId>();
        int made = 0, changed = 0;
        for (var i = 0; i < roster.Classes.Count; i++)
        {
            var c = roster.Classes[i];
            if (c.School != school)
            {
                continue;
            }

            // A class that people made before any file came is the class of that title.
            var stored = known.GetValueOrDefault(c.SourcedId);
            if (stored is null)
            {
                stored = byHand.Find(c);
            }
            else if (byHand.IsTaken(c))
            {
                c = c with { Title = stored.Title };
            }

            var id = stored?.Id ?? ClassId.New();
            Classes[i] = id;
            kept.Add(id);
            var renamed = stored is null || stored.Title != c.Title;
            if (renamed || stored!.Archived || stored.SourcedId is null || stored.Grade != c.Grade || stored.Year != c.Year)
            {
                plan.Classes.Add(new ClassRow(id, c.SourcedId, c.Title, c.Grade, c.Year, Archived: false));
                _ = stored is null ? made++ : changed++;
            }

            foreach (var (kind, title) in titles.OfClass(c.Title))
            {
                Chat(kind, id, null, id, title, renamed);
            }
        }

        foreach (var gone in before.Classes.Where(c => c is { SourcedId: not null, Archived: false } && !kept.Contains(c.Id)))
        {
            Archived.Add(gone.Id.Value);
            plan.ArchivedClasses.Add(new ClassRow(gone.Id, gone.SourcedId!, gone.Title, gone.Grade, gone.Year, Archived: true));
            Archive(ChatKind.Class, gone.Id, null, gone.Id);
            Archive(ChatKind.Guardians, gone.Id, null, gone.Id);
        }

        plan.Counts["classes"] = new RosterCount(made, changed, plan.ArchivedClasses.Count);
    }

    private void MakeSections()
    {
        var known = before.Sections.Where(static s => s.SourcedId is not null).ToDictionary(static s => s.SourcedId!, StringComparer.Ordinal);
        var byHand = before.Sections.Where(static s => s is { SourcedId: null, Archived: false, Group: "", Class: not null })
            .ToLookup(static s => (s.Year, s.Class, ClassesByHand.Key(s.Subject)));
        var several = roster.Sections.Where(s => s.School == school).CountBy(static s => (s.Class, s.Subject)).Where(static g => g.Value > 1).Select(static g => g.Key).ToHashSet();
        var kept = new HashSet<SectionId>();
        int made = 0, changed = 0;
        for (var i = 0; i < roster.Sections.Count; i++)
        {
            var s = roster.Sections[i];
            if (s.School != school)
            {
                continue;
            }

            ClassId? ofClass = s.Class >= 0 ? Classes[s.Class] : null;

            // What the whole class learns and people have made already is not made again.
            var sameByHand = several.Contains((s.Class, s.Subject)) ? null : OnlyOne(byHand[(s.Year, ofClass, ClassesByHand.Key(s.Subject))]);
            var stored = known.GetValueOrDefault(s.SourcedId) ?? sameByHand;
            var id = stored?.Id ?? SectionId.New();
            Sections[i] = id;
            kept.Add(id);
            var renamed = stored is null || stored.Title != s.Title || stored.Subject != s.Subject || stored.Class != ofClass;
            if (renamed || stored!.Archived || stored.SourcedId is null || stored.Year != s.Year)
            {
                plan.Sections.Add(new SectionRow(id, s.SourcedId, s.Title, s.Subject, s.Year, ofClass, Archived: false));
                _ = stored is null ? made++ : changed++;
            }

            var title = titles.OfSection(s.Title, s.Subject, s.Class >= 0 ? roster.Classes[s.Class].Title : null, several.Contains((s.Class, s.Subject)));
            Chat(ChatKind.Study, null, id, ofClass, title, renamed);
        }

        foreach (var gone in before.Sections.Where(s => s is { SourcedId: not null, Archived: false } && !kept.Contains(s.Id)))
        {
            Archived.Add(gone.Id.Value);
            plan.ArchivedSections.Add(new SectionRow(gone.Id, gone.SourcedId!, gone.Title, gone.Subject, gone.Year, gone.Class, Archived: true));
            Archive(ChatKind.Study, null, gone.Id, gone.Class);
        }

        plan.Counts["sections"] = new RosterCount(made, changed, plan.ArchivedSections.Count);
    }

    private static T? OnlyOne<T>(IEnumerable<T> all)
        where T : class => all.Take(2).ToList() is [var one] ? one : null;

    private void Chat(ChatKind kind, ClassId? ofClass, SectionId? ofSection, ClassId? within, string title, bool renamed)
    {
        var place = (kind, Place(ofClass, ofSection));
        var stored = _stored.GetValueOrDefault(place);
        var id = stored?.Id ?? ChatId.New();
        _chats[place] = new AffectedChat(id, within);
        if (stored is null || stored.Archived || (renamed && stored.Title != title))
        {
            plan.Chats.Add(new ChatRow(id, kind, stored is null || renamed ? title : stored.Title, ofClass, ofSection, Archived: false));
            plan.Affected.Add(_chats[place]);
        }
    }

    private void Archive(ChatKind kind, ClassId? ofClass, SectionId? ofSection, ClassId? within)
    {
        var place = (kind, Place(ofClass, ofSection));
        if (_stored.GetValueOrDefault(place) is { Archived: false } stored)
        {
            _chats[place] = new AffectedChat(stored.Id, within);
            plan.ArchivedChats.Add(new ChatRow(stored.Id, kind, stored.Title, ofClass, ofSection, Archived: true));
            plan.Affected.Add(_chats[place]);
        }
    }
}
