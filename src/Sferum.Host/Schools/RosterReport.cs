using System.Globalization;

namespace Sferum.Schools;

/// <summary>What is wrong with a file, and what it would change.</summary>
internal static class RosterReport
{
    public static void Problems(RosterWords words, RosterProblems problems)
    {
        foreach (var problem in problems.First)
        {
            var why = words.Text(problem.Code, [.. problem.Args?.Select(static a => (a.Key, a.Value)) ?? []]);
            var line = problem.Line.ToString(CultureInfo.InvariantCulture);
            words.Say(
                problem.Column is null ? "roster.out.problem" : "roster.out.problem_in",
                ("file", problem.File), ("line", line), ("column", problem.Column ?? ""), ("why", why));
        }

        if (problems.Count > problems.First.Count)
        {
            words.Say("roster.out.more", ("count", words.Number(problems.Count - problems.First.Count)));
        }

        foreach (var (code, count) in problems.Notes)
        {
            words.Output.WriteLine(words.Text(code, count));
        }
    }

    /// <summary>Which founded schools the file names for the first time, and which it doesn't name although it has schools that nobody knows.</summary>
    public static void Matches(RosterWords words, RosterPlan plan)
    {
        foreach (var match in plan.Matches.Where(static m => m.IsFirst))
        {
            words.Say(
                match.Kind == SchoolMatchKind.Number ? "roster.out.matched_number" : "roster.out.matched_choice",
                ("org", $"{RosterProblem.Shown(match.School.Name)} ({RosterProblem.Shown(match.School.SourcedId)})"), ("name", RosterProblem.Shown(match.Stored!.Name)));
        }

        foreach (var school in plan.Matches.Any(static m => m.Kind == SchoolMatchKind.None) ? plan.Unnamed : [])
        {
            words.Say("roster.out.unnamed", ("name", RosterProblem.Shown(school.Name)), ("inn", school.Inn ?? "—"));
        }
    }

    public static void Changes(RosterWords words, RosterPlan plan, int show)
    {
        foreach (var school in plan.Schools)
        {
            var name = RosterProblem.Shown(school.Name);
            if (school.IsNothing)
            {
                words.Say("roster.out.no_change", ("name", name));
                continue;
            }

            words.Output.WriteLine(school.IsNew ? words.Text("roster.out.new_school", ("name", name)) : name);
            foreach (var (kind, count) in school.Counts)
            {
                Count(words, kind, count);
                Names(words, Examples(school, kind), show);
            }

            if (school.Transfers.Count > 0)
            {
                words.Output.WriteLine("  " + words.Text("roster.out.transfers", school.Transfers.Count));
            }
        }
    }

    private static void Count(RosterWords words, string kind, RosterCount count)
    {
        if (count.IsNothing || kind == "school")
        {
            return;
        }

        var counts = new[] { ("new", count.New), ("changed", count.Changed), ("ended", count.Ended) }
            .Where(static c => c.Item2 > 0)
            .Select(c => words.Text("roster.count." + c.Item1, c.Item2));
        words.Output.WriteLine("  " + words.Text("roster.count.line", ("kind", words.Text("roster.count." + kind)), ("counts", string.Join(", ", counts))));
    }

    private static IEnumerable<string> Examples(SchoolPlan school, string kind) => kind switch
    {
        "people" => school.People.Select(static p => (p.New ? "+ " : "~ ") + p.DisplayName),
        "classes" => school.Classes.Select(static c => "+ " + c.Title).Concat(school.ArchivedClasses.Select(static c => "− " + c.Title)),
        "sections" => school.Sections.Select(static s => "+ " + s.Title).Concat(school.ArchivedSections.Select(static s => "− " + s.Title)),
        _ => [],
    };

    private static void Names(RosterWords words, IEnumerable<string> names, int show)
    {
        var all = names.ToList();
        foreach (var name in all.Take(show))
        {
            words.Output.WriteLine("      " + RosterProblem.Shown(name));
        }

        if (show > 0 && all.Count > show)
        {
            words.Output.WriteLine("      " + words.Text("roster.out.more", all.Count - show));
        }
    }
}
