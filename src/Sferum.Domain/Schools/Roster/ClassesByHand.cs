namespace Sferum.Schools;

/// <summary>Classes that people made before a file came. A class of the file that is called alike is the same class.</summary>
internal sealed class ClassesByHand
{
    private readonly List<StoredClass> _classes;
    private readonly RosterProblems _problems;

    public ClassesByHand(IEnumerable<StoredClass> all, RosterProblems problems) =>
        (_classes, _problems) = ([.. all.Where(static c => c is { SourcedId: null, Archived: false })], problems);

    /// <summary>What makes two titles alike: letters and digits; «7-Б», "7 б" and "7Б" are.</summary>
    public static string Key(string title) => string.Concat(title.Where(char.IsLetterOrDigit)).ToUpperInvariant().Replace('Ё', 'Е');

    /// <summary>The class made by hand that a class of the file is; null when there is none.</summary>
    public StoredClass? Find(RosterClass c)
    {
        var alike = _classes.FindAll(s => s.Year == c.Year && Key(s.Title) == Key(c.Title));
        if (alike.Find(s => s.Title == c.Title) is { } same)
        {
            return same;
        }

        if (alike.Count > 1)
        {
            Wrong(c, RosterWhy.ClassUnclear);
        }

        return alike.Count == 1 ? alike[0] : null;
    }

    /// <summary>Whether a class that files know already is to be called as one made by hand is: it keeps its title then.</summary>
    public bool IsTaken(RosterClass c)
    {
        var taken = _classes.Exists(s => s.Year == c.Year && s.Title == c.Title);
        if (taken)
        {
            Wrong(c, RosterWhy.ClassTaken);
        }

        return taken;
    }

    private void Wrong(RosterClass c, string why) =>
        _problems.Add(new RosterProblem(RosterFile.Classes.FileName, c.Line, "title", why, RosterRowCheck.Arg("value", RosterProblem.Shown(c.Title))));
}
