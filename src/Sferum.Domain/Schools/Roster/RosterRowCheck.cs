using System.Globalization;
using System.Text;

namespace Sferum.Schools;

/// <summary>Reads the values of one row after the other and notes what is wrong with them.</summary>
internal sealed class RosterRowCheck(RosterFile file, RosterProblems problems)
{
    public const int MaxId = 255;
    public const int MaxName = 100;
    public const int MaxTitle = 200;

    private static readonly Dictionary<string, bool> GoneByStatus = new(StringComparer.OrdinalIgnoreCase)
    {
        ["active"] = false, ["inactive"] = true, ["tobedeleted"] = true,
    };

    private IRosterRow _row = null!;

    /// <summary>Something is wrong with this row: it cannot be taken.</summary>
    public bool Bad { get; private set; }

    public int Line => (int)_row.Line;

    public void Next(IRosterRow row) => (_row, Bad) = (row, false);

    public void Wrong(string column, string code, IReadOnlyDictionary<string, string>? args = null)
    {
        Bad = true;
        LeaveOut(column, code, args);
    }

    /// <summary>A value is wrong, but the row can do without it.</summary>
    public void LeaveOut(string? column, string code, IReadOnlyDictionary<string, string>? args = null) =>
        problems.Add(new RosterProblem(file.FileName, _row.Line, column, code, args));

    /// <summary>A line of text: trimmed, in composed form, without characters that no reader sees.</summary>
    public string? Text(string column, int max, bool required)
    {
        var text = _row[column].Trim();
        if (text.Length == 0)
        {
            if (required)
            {
                Wrong(column, RosterWhy.Empty);
            }

            return null;
        }

        if (HasUnseen(text))
        {
            Wrong(column, RosterWhy.Characters);
            return null;
        }

        text = text.Normalize(NormalizationForm.FormC);
        if (text.Length > max)
        {
            Wrong(column, RosterWhy.TooLong, Arg("limit", max.ToString(CultureInfo.InvariantCulture)));
            return null;
        }

        return text;
    }

    public string? Id(string column = "sourcedId") => Text(column, MaxId, required: true);

    /// <summary>Whether the row says that the thing is no longer there.</summary>
    public bool IsGone() => OneOf("status", GoneByStatus, required: false) == true;

    /// <summary>An id that is not in use yet.</summary>
    public string? FreshId<T>(Dictionary<string, T> taken)
    {
        var id = Id();
        if (id is not null && taken.ContainsKey(id))
        {
            Wrong("sourcedId", RosterWhy.Duplicate, Arg("value", RosterProblem.Shown(id)));
            return null;
        }

        return id;
    }

    /// <summary>One of a closed list; case does not matter.</summary>
    public T? OneOf<T>(string column, Dictionary<string, T> list, bool required)
        where T : struct
    {
        var text = _row[column].AsSpan().Trim();
        if (text.IsEmpty)
        {
            if (required)
            {
                Wrong(column, RosterWhy.Empty);
            }

            return null;
        }

        if (list.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var value))
        {
            return value;
        }

        Wrong(column, RosterWhy.NotInList, Arg("value", RosterProblem.Shown(text.ToString())));
        return null;
    }

    /// <summary>A day, with or without a time behind it.</summary>
    public DateOnly? Day(string column, bool required)
    {
        var text = _row[column].AsSpan().Trim();
        if (text.IsEmpty)
        {
            if (required)
            {
                Wrong(column, RosterWhy.Empty);
            }

            return null;
        }

        var day = text.Length > 10 && text[10] is 'T' or 't' or ' ' ? text[..10] : text;
        if (DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        Wrong(column, RosterWhy.NotADate, Arg("value", RosterProblem.Shown(text.ToString())));
        return null;
    }

    /// <summary>Where a reference points.</summary>
    /// <returns>The place; <see cref="RosterPlaces.Bad"/> after noting what is wrong; <see cref="RosterPlaces.Gone"/> for what is no longer there.</returns>
    public int Reference(string column, RosterPlaces places)
    {
        var id = Id(column);
        return id is null ? RosterPlaces.Bad : Reference(column, id, places);
    }

    public int Reference(string column, string id, RosterPlaces places)
    {
        if (!places.TryGet(id, out var place))
        {
            Wrong(column, RosterWhy.UnknownReference, new Dictionary<string, string>(StringComparer.Ordinal) { ["value"] = RosterProblem.Shown(id), ["file"] = places.File.FileName });
            return RosterPlaces.Bad;
        }

        if (place == RosterPlaces.Bad)
        {
            Wrong(column, RosterWhy.DependsOnBadRow, new Dictionary<string, string>(StringComparer.Ordinal) { ["value"] = RosterProblem.Shown(id), ["file"] = places.File.FileName });
        }

        return place;
    }

    /// <summary>A list of ids inside one value.</summary>
    public IEnumerable<string> Ids(string column) =>
        _row[column].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public bool IsEmpty(string column) => string.IsNullOrWhiteSpace(_row[column]);

    public static Dictionary<string, string> Arg(string key, string value) => new(StringComparer.Ordinal) { [key] = value };

    private static bool HasUnseen(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            // A lone surrogate comes out as the replacement character.
            if (rune.Value == 0xFFFD
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                    or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate
                || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069)
            {
                return true;
            }
        }

        return false;
    }
}
