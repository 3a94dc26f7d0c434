using System.Buffers;
using System.Globalization;
using System.Text;

namespace Sferum.Chats;

/// <summary>What a message's text may be, and its one stored form: line breaks as \n, NFC, trimmed.</summary>
public static class ChatText
{
    // Longer than any text that could become short enough by trimming and composing; nothing is computed over more.
    private const int RawLimit = ChatLimits.TextLength * 4;

    /// <summary>Letters, digits and punctuation of Latin and Cyrillic that NFC leaves as they are: most texts never leave this range.</summary>
    private static readonly SearchValues<char> Composed = SearchValues.Create(
        [.. Range('\n', '\n'), .. Range(' ', '~'), .. Range('\u00A0', '\u02FF'), .. Range('\u0400', '\u0482'), .. Range('\u048A', '\u052F'), .. Range('\u2010', '\u2027'), '\u20BD', '\u2116']);

    private static readonly SearchValues<char> Blank = SearchValues.Create(
        "\u00AD\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0\uFFFC\uFFFD");

    /// <summary>Brings a text into its stored form.</summary>
    /// <param name="raw">As the client sent it.</param>
    /// <param name="text">The stored form; empty when refused.</param>
    /// <returns>Null, or why it cannot be a message.</returns>
    public static Refusal? Normalise(string? raw, out string text)
    {
        text = "";
        if (raw is null)
        {
            return Refusals.Malformed;
        }

        if (raw.Length > RawLimit)
        {
            return Refusals.TextTooLong(ChatLimits.TextLength);
        }

        if (raw.Contains('\r', StringComparison.Ordinal))
        {
            raw = raw.ReplaceLineEndings("\n");
        }

        var composed = raw.AsSpan().IndexOfAnyExcept(Composed) < 0;
        if (!composed)
        {
            if (HoldsWhatNobodyCanKeep(raw))
            {
                return Refusals.TextInvalid;
            }

            raw = raw.Normalize(NormalizationForm.FormC);
        }

        var trimmed = raw.Trim();
        if (!IsVisible(trimmed))
        {
            return Refusals.TextEmpty;
        }

        if (trimmed.Length > ChatLimits.TextLength)
        {
            return Refusals.TextTooLong(ChatLimits.TextLength);
        }

        text = trimmed;
        return null;
    }

    /// <summary>The beginning of a text, never ending inside a surrogate pair.</summary>
    /// <param name="text">The text.</param>
    /// <param name="limit">At most so many UTF-16 units.</param>
    /// <returns>The beginning.</returns>
    public static string Cut(string text, int limit) =>
        text.Length <= limit ? text : text[..(char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit)];

    private static bool HoldsWhatNobodyCanKeep(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsControl(c) && c is not ('\n' or '\t'))
            {
                return true;
            }

            if (char.IsSurrogate(c))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(c, text[i + 1]))
                {
                    return true;
                }

                i++;
            }
        }

        return false;
    }

    private static bool IsVisible(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value < 0x7F && rune.Value > ' ')
            {
                return true;
            }

            var visible = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.SpaceSeparator
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.OtherNotAssigned);
            if (visible && !(rune.IsBmp && Blank.Contains((char)rune.Value)))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<char> Range(char from, char to)
    {
        for (int c = from; c <= to; c++)
        {
            yield return (char)c;
        }
    }
}
