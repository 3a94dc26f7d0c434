namespace Sferum.Schools;

/// <summary>Which schools an import may touch, and what was said about which of them is which.</summary>
public sealed record RosterScope
{
    /// <summary>Instead of a school: the org is a school that nobody has founded yet.</summary>
    public const string NewSchool = "new";

    /// <summary>The operator's import: every school of the file.</summary>
    public static readonly RosterScope District = new();

    /// <summary>An administrator's import: the own school and no other; null for the operator's.</summary>
    public SchoolId? Own { get; init; }

    /// <summary>Which founded school an org of the file is, by the org's id: an INN, an OGRN, a school's id, or <see cref="NewSchool"/>.</summary>
    public IReadOnlyDictionary<string, string> Choices { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
