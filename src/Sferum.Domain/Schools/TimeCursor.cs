using System.Globalization;

namespace Sferum.Schools;

/// <summary>Where a page of rows ends that are ordered by time: the last row's time and id.</summary>
/// <param name="At">Unix milliseconds.</param>
/// <param name="Id">Decides between rows of one millisecond.</param>
public readonly record struct TimeCursor(long At, Guid Id)
{
    /// <summary>Rows of a page, at most.</summary>
    public const int MaxPage = 200;

    /// <summary>Rows of a page when nothing else is asked for.</summary>
    public const int UsualPage = 50;

    /// <summary>A cursor of ours; null for none and for what is none.</summary>
    public static TimeCursor? Parse(string? text) =>
        text is { Length: <= 60 } && text.Split('_') is [var at, var id]
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var time) && Guid.TryParseExact(id, "N", out var guid)
            ? new TimeCursor(time, guid)
            : null;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At}_{Id:N}");
}
