namespace Sferum.People;

/// <summary>What becomes of a column that holds something of a person.</summary>
/// <param name="Section">The part of an export in which it is found.</param>
/// <param name="WhyNot">Why it is in none.</param>
/// <param name="Fate">What is left of it after an erasure.</param>
/// <param name="Erased">The same in words.</param>
internal sealed record PersonalColumn(string? Section, string? WhyNot, Fate Fate, string Erased)
{
    private const string SchoolsRecord = "What somebody did in office is the school's record and no data about them.";

    /// <summary>An id in a row that is kept.</summary>
    public static PersonalColumn Id(string section, string erased = "An id without a name.") => new(section, null, Fate.Stays, erased);

    /// <summary>An id in a row that is removed.</summary>
    public static PersonalColumn Row(string? section, string? whyNot = null) => new(section, whyNot, Fate.Gone, "The row is removed.");

    /// <summary>Words, numbers and secrets that are removed, with their row or out of it.</summary>
    public static PersonalColumn Words(string? section, string? whyNot = null) => new(section, whyNot, Fate.Gone, "Removed.");

    /// <summary>What somebody did in office.</summary>
    public static PersonalColumn Office() => new(null, SchoolsRecord, Fate.Stays, "An id without a name.");

    /// <summary>Words of the school that may speak of a person.</summary>
    public static PersonalColumn OfSchool(string why) => new(null, why, Fate.Stays, why);
}

/// <summary>What an erasure leaves of a column.</summary>
internal enum Fate
{
    /// <summary>Nothing that was of the person.</summary>
    Gone,

    /// <summary>What stood there: an id that leads to nobody, or what the school has to keep.</summary>
    Stays,
}
