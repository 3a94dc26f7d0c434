using System.Globalization;

namespace Sferum.People;

/// <summary>Who needs a consent, and who only reads without one: asked of a person p and a school s, at a time (parameter youngest).</summary>
internal static class ConsentSql
{
    /// <summary>Under the age, or of an age that nobody has noted, and no consent stands.</summary>
    public const string Lacks = """
        ((p.birth_date IS NULL OR p.birth_date > @youngest)
          AND NOT EXISTS (SELECT 1 FROM consent x WHERE x.school_id = s.id AND x.student_id = p.id AND x.withdrawn_at IS NULL))
        """;

    /// <summary>A consent was withdrawn, or one is needed that the school requires.</summary>
    public const string Limited = $"(p.limited_at IS NOT NULL OR (s.consent_required = 1 AND {Lacks}))";

    /// <summary>The first date of birth of somebody who is of age.</summary>
    public static string Youngest(DateTimeOffset now) => now.AddYears(-ConsentRules.Age).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
