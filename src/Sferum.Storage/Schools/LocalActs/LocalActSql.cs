namespace Sferum.Schools;

/// <summary>What several statements ask about local acts.</summary>
internal static class LocalActSql
{
    /// <summary>FROM and WHERE of the regulation in force (w) of a school (c) that a person has not accepted.</summary>
    /// <param name="school">The expression for the school.</param>
    /// <param name="person">The expression for the person.</param>
    public static string Waits(string school, string person) => $"""
        local_act w JOIN school c ON c.id = w.school_id
        WHERE w.school_id = {school} AND w.kind = 'regulation' AND w.activated_at IS NOT NULL AND w.retired_at IS NULL
          AND NOT EXISTS (SELECT 1 FROM regulation_acceptance r WHERE r.school_id = w.school_id AND r.version = w.version AND r.person_id = {person})
        """;
}
