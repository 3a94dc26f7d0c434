using System.Globalization;

namespace Sferum.Schools;

/// <summary>Says things to the operator, in the chosen language.</summary>
internal sealed class RosterWords(string locale, TextWriter output)
{
    public TextWriter Output => output;

    public string Text(string code, params (string Name, string Value)[] args) =>
        TextCatalogue.Render(code, args.ToDictionary(static a => a.Name, static a => a.Value, StringComparer.Ordinal), locale);

    public string Text(string code, int count) => Text(code, ("count", count.ToString("N0", Numbers)));

    public void Say(string code, params (string Name, string Value)[] args) => output.WriteLine(Text(code, args));

    public void Say(Refusal refusal)
    {
        var args = refusal.Args?.ToDictionary(static a => a.Key, static a => a.Value, StringComparer.Ordinal) ?? [];
        if (args.TryGetValue("kind", out var kind))
        {
            args["kind"] = Text("roster.kind." + kind);
        }

        output.WriteLine(TextCatalogue.Render(refusal.Code, args, locale));
    }

    public void Show(RosterRead read)
    {
        var r = read.Roster;
        Say(
            "roster.out.read",
            ("version", read.Version == RosterVersion.V11 ? "OneRoster 1.1" : "OneRoster 1.2"),
            ("schools", Number(r.Schools.Count)),
            ("classes", Number(r.Classes.Count)),
            ("sections", Number(r.Sections.Count)),
            ("people", Number(r.People.Count)),
            ("places", Number(r.Enrollments.Count)));
    }

    public string Number(int number) => number.ToString("N0", Numbers);

    public bool UsesSemicolons => locale == "ru";

    private CultureInfo Numbers => CultureInfo.GetCultureInfo(locale);
}
