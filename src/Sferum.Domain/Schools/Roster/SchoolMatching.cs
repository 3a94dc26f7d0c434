namespace Sferum.Schools;

/// <summary>
/// Finds which stored school each school of a file is. Nothing is guessed: names prove nothing, and no school is made beside a founded one that no file has
/// named yet. What is not certain is a problem of the org's row.
/// </summary>
/// <param name="scope">Whose import it is.</param>
/// <param name="stored">The stored schools that come into question: those with ids or numbers of the file, and the founded ones that no file has named.</param>
/// <param name="problems">Where problems go.</param>
public sealed class SchoolMatching(RosterScope scope, IReadOnlyList<StoredSchool> stored, RosterProblems problems)
{
    /// <summary>The numbers by which schools of a file may be known: INNs and OGRNs among what it and the operator say.</summary>
    /// <param name="roster">The file.</param>
    /// <param name="scope">Whose import it is.</param>
    /// <returns>The numbers.</returns>
    public static IReadOnlyList<string> Numbers(Roster roster, RosterScope scope) =>
    [
        .. roster.Schools.Select(static s => s.Identifier).OfType<string>().Concat(scope.Choices.Values)
            .Where(static i => SchoolNumbers.IsInn(i) || SchoolNumbers.IsOgrn(i)).Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Finds.</summary>
    /// <param name="roster">The file.</param>
    /// <returns>A match for each school of the file, in its order.</returns>
    public IReadOnlyList<SchoolMatch> Find(Roster roster)
    {
        var certain = roster.Schools.Select(s => scope.Own is { } own ? OfOwn(s, own) : OfDistrict(s)).ToList();
        var claims = certain.Where(static m => m?.Stored is not null).CountBy(static m => m!.Stored!.Id).ToDictionary();
        var waiting = stored.Any(s => s.SourcedId is null && !claims.ContainsKey(s.Id));
        return [.. roster.Schools.Zip(certain, (school, match) => match switch
        {
            null => waiting ? None(school, RosterWhy.SchoolUndecided, school.SourcedId) : new SchoolMatch(school, SchoolMatchKind.New, null),
            { IsFirst: true, Stored: { } found } when claims[found.Id] > 1 => None(school, RosterWhy.SchoolTwice, found.Name),
            _ => match,
        })];
    }

    /// <returns>Null when nothing is known of the school: it may be new.</returns>
    private SchoolMatch? OfDistrict(RosterSchool school)
    {
        var choice = scope.Choices.GetValueOrDefault(school.SourcedId);
        if (stored.FirstOrDefault(s => s.SourcedId == school.SourcedId) is { } known)
        {
            return choice is null || Names(choice, known) ? new SchoolMatch(school, SchoolMatchKind.Known, known) : None(school, RosterWhy.SchoolKnown, known.Name);
        }

        if (choice == RosterScope.NewSchool)
        {
            return new SchoolMatch(school, SchoolMatchKind.New, null);
        }

        if (stored.FirstOrDefault(s => Names(choice ?? school.Identifier, s)) is { } found)
        {
            return found.SourcedId is null
                ? new SchoolMatch(school, choice is null ? SchoolMatchKind.Number : SchoolMatchKind.Choice, found)
                : None(school, RosterWhy.SchoolKnown, found.Name);
        }

        return choice is null ? null : None(school, RosterWhy.SchoolUnknown, choice);
    }

    /// <summary>Of other schools the answer says nothing: whether anybody knows them is not the administrator's business.</summary>
    private SchoolMatch OfOwn(RosterSchool school, SchoolId id)
    {
        var own = stored.First(s => s.Id == id);
        var chosen = scope.Choices.ContainsKey(school.SourcedId);
        if (own.SourcedId is { } linked)
        {
            return linked == school.SourcedId ? new SchoolMatch(school, SchoolMatchKind.Known, own)
                : None(school, chosen ? RosterWhy.SchoolKnown : RosterWhy.SchoolNotYours, chosen ? own.Name : school.Name);
        }

        return chosen ? new SchoolMatch(school, SchoolMatchKind.Choice, own)
            : scope.Choices.Count > 0 ? None(school, RosterWhy.SchoolNotYours, school.Name)
            : Names(school.Identifier, own) ? new SchoolMatch(school, SchoolMatchKind.Number, own)
            : None(school, RosterWhy.SchoolUnnamed, school.Name);
    }

    private SchoolMatch None(RosterSchool school, string why, string value)
    {
        problems.Add(new RosterProblem(RosterFile.Orgs.FileName, school.Line, null, why, RosterRowCheck.Arg("value", RosterProblem.Shown(value))));
        return new SchoolMatch(school, SchoolMatchKind.None, null);
    }

    private static bool Names(string? text, StoredSchool school) =>
        text is not null && (text == school.Inn || text == school.Ogrn || (Guid.TryParse(text, out var id) && id == school.Id.Value));
}
