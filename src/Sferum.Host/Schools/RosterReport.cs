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
