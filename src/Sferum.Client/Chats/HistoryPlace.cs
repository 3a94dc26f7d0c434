using System.Globalization;

namespace Sferum.Chats;

/// <summary>A place in a chat's history.</summary>
public sealed record HistoryPlace
{
    private HistoryPlace(string query) => Query = query;

    /// <summary>The newest rows.</summary>
    public static HistoryPlace Newest { get; } = new("");

    internal string Query { get; }

    /// <summary>The rows right before a number.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The place.</returns>
    public static HistoryPlace Before(long number) => new(Part("before", number));

    /// <summary>The rows right after a number.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The place.</returns>
    public static HistoryPlace After(long number) => new(Part("after", number));

    /// <summary>The rows on both sides of a number.</summary>
    /// <param name="number">The number.</param>
    /// <returns>The place.</returns>
    public static HistoryPlace Around(long number) => new(Part("around", number));

    /// <summary>The rows from a day on.</summary>
    /// <param name="day">The day.</param>
    /// <returns>The place.</returns>
    public static HistoryPlace From(DateOnly day) => new("date=" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    private static string Part(string name, long number) => string.Create(CultureInfo.InvariantCulture, $"{name}={number}");
}
