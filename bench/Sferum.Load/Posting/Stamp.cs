using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;

namespace Sferum.Load.Posting;

/// <summary>When a post was sent, inside its text: found again in the bytes of a delivery without reading the message.</summary>
internal static class Stamp
{
    private const int Digits = 16;
    private const int TextBytes = 128;

    private static ReadOnlySpan<byte> Mark => "#t="u8;

    private const string Words = "Завтра на первом уроке контрольная, возьмите тетради, линейки и карандаши!";

    /// <summary>A text of 128 bytes, sent now.</summary>
    /// <param name="random">Makes texts differ.</param>
    /// <returns>The text.</returns>
    public static string Text(Random random)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"#t={Stopwatch.GetTimestamp():x16} {random.Next(1_000_000):d6} ");
        var left = TextBytes - text.Length;
        var words = Words[..(left / 2)];
        return text + words + new string('.', left - System.Text.Encoding.UTF8.GetByteCount(words));
    }

    /// <summary>The time in the bytes of a message, on from where it may be.</summary>
    /// <param name="bytes">UTF-8 of either protocol.</param>
    /// <returns>A timestamp of <see cref="Stopwatch"/>; 0 when there is none.</returns>
    public static long Find(ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOf(Mark);
        return at >= 0
            && bytes.Length >= at + Mark.Length + Digits
            && Utf8Parser.TryParse(bytes.Slice(at + Mark.Length, Digits), out long ticks, out var used, 'x')
            && used == Digits
            ? ticks
            : 0;
    }

    /// <summary>The time in a text; 0 when there is none.</summary>
    public static long Find(string? text) =>
        text is not null
        && text.StartsWith("#t=", StringComparison.Ordinal)
        && text.Length >= 3 + Digits
        && long.TryParse(text.AsSpan(3, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var ticks)
        ? ticks
        : 0;
}
