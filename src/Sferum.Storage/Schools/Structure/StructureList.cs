namespace Sferum.Schools;

/// <summary>What the lists of a structure, and the ways back out of the archive, have in common.</summary>
internal static class StructureList
{
    public static int Limit(int limit) => Math.Clamp(limit, 1, StructureText.MaxPage);

    /// <summary>A page of rows that were asked for with one more than the limit.</summary>
    public static StructurePage<T> Page<T>(IEnumerable<T> rows, int limit, Func<T, Guid> id)
    {
        var items = rows.ToList();
        if (items.Count <= limit)
        {
            return new StructurePage<T>(items, null);
        }

        items.RemoveRange(limit, items.Count - limit);
        return new StructurePage<T>(items, id(items[^1]));
    }

    public static DateTimeOffset? Time(long? at) => at is { } ms ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;

    /// <summary>A title and a grade, trimmed.</summary>
    /// <returns>Null, or the field that can't be so.</returns>
    public static Refusal? Names(string? title, string? grade, out (string Title, string? Grade) names)
    {
        var (t, g) = (StructureText.Title(title), StructureText.Optional(grade, "grade", StructureText.MaxGrade));
        if (t.IsRefused(out var refusal) || g.IsRefused(out refusal))
        {
            names = default;
            return refusal;
        }

        names = (t.Value, g.Value);
        return null;
    }

    /// <summary>Those who were there when it was archived are there again, as far as the school has a place for them still.</summary>
    public static Task Reopen(Act act, string which, Guid id, long was, CancellationToken cancel) => act.Write.Execute(
        $"""
        UPDATE enrollment SET ended_at = NULL WHERE ended_at = @was AND {which}
        AND EXISTS (SELECT 1 FROM affiliation a WHERE a.person_id = enrollment.person_id AND a.school_id = @School AND a.ended_at IS NULL
          AND (a.role = 'student') = (enrollment.role = 'student') AND a.role <> 'guardian')
        """,
        new { id, was, act.School },
        cancel);
}
