using System.Globalization;
using System.Text;

namespace Sferum.Files;

/// <summary>Names of files as they are shown and saved: no folders, nothing invisible, nothing that a system takes for something else.</summary>
public static class FileName
{
    private const string Nameless = "file";
    private const int LongestExtension = 12;

    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. Enumerable.Range(1, 9).SelectMany(static n => new[] { $"COM{n}", $"LPT{n}" })], StringComparer.OrdinalIgnoreCase);

    /// <summary>Brings a name into its stored form.</summary>
    /// <param name="raw">As its sender calls it; perhaps with a path.</param>
    /// <returns>1 to <see cref="FileLimits.NameLength"/> characters.</returns>
    public static string Clean(string? raw)
    {
        var name = (raw ?? "").Length > 4 * FileLimits.NameLength ? raw![^(4 * FileLimits.NameLength)..] : raw ?? "";
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
        {
            kept.Append(rune switch
            {
                _ when rune == Rune.ReplacementChar || IsInvisible(rune) => "",
                { IsAscii: true } when ":*?\"<>|".Contains((char)rune.Value, StringComparison.Ordinal) => "_",
                _ when Rune.IsWhiteSpace(rune) => kept.Length > 0 && kept[^1] == ' ' ? "" : " ",
                _ => rune.ToString(),
            });
        }

        name = kept.ToString().Normalize(NormalizationForm.FormC).Trim(' ', '.');
        if (name.Length == 0)
        {
            return Nameless;
        }

        var stem = Path.GetFileNameWithoutExtension(name).Trim();
        return Shorten(Devices.Contains(stem.Split('.')[0]) ? "_" + name : name);
    }

    /// <summary>A name whose end says what is in the file: what the server wrote anew must not be called anything else.</summary>
    /// <param name="name">A cleaned name.</param>
    /// <param name="type">What is in it.</param>
    /// <returns>The name, with another end where its own is of another type.</returns>
    public static string EndingAs(string name, FileType type)
    {
        var end = Path.GetExtension(name);
        if (type.Extensions.Contains(end.TrimStart('.'), StringComparer.OrdinalIgnoreCase))
        {
            return name;
        }

        // An end that is a type's own is replaced; what only looks like one (a date, a version) stays.
        var stem = FileTypes.IsKnownEnd(end) && name.Length > end.Length ? name[..^end.Length] : name;
        return Shorten($"{stem}.{type.Extensions[0]}");
    }

    /// <summary>Turns of direction and joiners: with them <c>gpj.exe</c> reads <c>exe.jpg</c>.</summary>
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.PrivateUse or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        && !Rune.IsWhiteSpace(rune);

    private static string Shorten(string name)
    {
        if (name.Length <= FileLimits.NameLength)
        {
            return name;
        }

        var end = Path.GetExtension(name);
        end = end.Length > LongestExtension ? "" : end;
        var stem = name[..(FileLimits.NameLength - end.Length)];
        return (char.IsHighSurrogate(stem[^1]) ? stem[..^1] : stem).TrimEnd(' ', '.') + end;
    }
}
