using System.Globalization;

namespace Sferum.Schools;

/// <summary>Where a page of a list in order of time begins: behind a time and what distinguishes rows of one time. What is no cursor of ours begins at the beginning.</summary>
internal static class PageCursor
{
    public static string Of(long at, long number) => Text(at) + "." + Text(number);

    public static string Of(long at, Guid id) => Text(at) + "." + id.ToString("N");

    public static (long At, long Number) Number(string? cursor)
    {
        var parts = (cursor ?? "").Split('.', 2);
        return parts.Length == 2 && Read(parts[0], out var at) && Read(parts[1], out var number) ? (at, number) : (0, 0);
    }

    public static (long At, Guid Id) Id(string? cursor)
    {
        var parts = (cursor ?? "").Split('.', 2);
        return parts.Length == 2 && Read(parts[0], out var at) && Guid.TryParseExact(parts[1], "N", out var id) ? (at, id) : (0, Guid.Empty);
    }

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool Read(string text, out long number) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
