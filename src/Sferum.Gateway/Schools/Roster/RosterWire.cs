using System.Globalization;
using Microsoft.AspNetCore.Http;
using Sferum.Http;

namespace Sferum.Schools;

/// <summary>Previews of imports as they go over the wire, with sentences in the caller's language.</summary>
internal static class RosterWire
{
    private const int MaxProblems = 200;

    public static RosterPreviewDto Dto(RosterPreview preview, HttpContext context)
    {
        var language = Language.Of(context);
        return new RosterPreviewDto(
            preview.Revision,
            preview.Version == RosterVersion.V11 ? "1.1" : "1.2",
            [.. preview.Matches.Select(static m => new RosterOrgDto(m.School.SourcedId, m.School.Name, Code(m.Kind)))],
            [.. preview.Counts.Where(static c => !c.Value.IsNothing).Select(static c => new RosterCountDto(c.Key, c.Value.New, c.Value.Changed, c.Value.Ended))],
            [.. preview.Problems.First.Take(MaxProblems).Select(p => new RosterProblemDto(p.File, p.Line, p.Column, p.Code, TextCatalogue.Render(p.Code, p.Args, language.Code)))],
            preview.Problems.Count,
            [.. preview.Problems.Notes.Select(n => new RosterNoteDto(n.Key, n.Value, Note(n.Key, n.Value, language)))],
            preview.Refusal is { } refusal ? language.Words(Worded(refusal, context)) : null);
    }

    /// <summary>A refusal that names a kind of thing names it in the caller's language.</summary>
    public static Refusal Worded(Refusal refusal, HttpContext context)
    {
        if (refusal.Args?.GetValueOrDefault("kind") is not { } kind)
        {
            return refusal;
        }

        var words = TextCatalogue.Render("roster.kind." + kind, null, Language.Of(context).Code);
        return refusal with { Args = new Dictionary<string, string>(refusal.Args, StringComparer.Ordinal) { ["kind"] = words } };
    }

    private static string Note(string code, int count, Language language) => TextCatalogue.Render(
        code, new Dictionary<string, string>(StringComparer.Ordinal) { ["count"] = count.ToString(CultureInfo.InvariantCulture) }, language.Code);

    private static string? Code(SchoolMatchKind kind) => kind switch
    {
        SchoolMatchKind.Known => "known",
        SchoolMatchKind.Number => "number",
        SchoolMatchKind.Choice => "choice",
        _ => null,
    };
}
