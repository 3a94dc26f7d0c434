namespace Sferum.Chats;

/// <summary>
/// Words that are looked for in messages. A word finds its forms: case and ё do not matter, and the last two letters of a longer word (of a short one the last) may be others
/// («контрольная» finds «контрольной»). All words have to be there, each at the beginning of a word of the text.
/// </summary>
public sealed class ChatWords
{
    /// <summary>Longest question, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>Most words of it that count.</summary>
    public const int MaxWords = 8;

    /// <summary>Most messages that one search looks at: it is told where to go on.</summary>
    public const int Looked = 10_000;

    /// <summary>Longest excerpt, in characters.</summary>
    public const int Excerpt = 160;

    private const int BeforeTheWord = 40;
    private const int Short = 3;
    private const int ShortestBeginning = 4;
    private const int Ending = 2;
    private readonly string[] _beginnings;

    private ChatWords(string[] beginnings) => _beginnings = beginnings;

    /// <summary>Reads a question.</summary>
    /// <param name="question">As somebody typed it.</param>
    /// <returns>The words; null when there are none, or too much of them.</returns>
    public static ChatWords? Parse(string? question)
    {
        if (question is not { Length: > 0 and <= MaxLength })
        {
            return null;
        }

        var folded = Fold(question);
        var found = new List<string>();
        for (var at = 0; at < folded.Length && found.Count < MaxWords;)
        {
            var length = WordAt(folded, at);
            if (length > 0)
            {
                found.Add(folded.Substring(at, Kept(length)));
            }

            at += length + 1;
        }

        return found.Count == 0 ? null : new ChatWords([.. found]);
    }

    /// <summary>The part of a text around the first word that was found.</summary>
    /// <param name="text">A message's text.</param>
    /// <returns>At most <see cref="Excerpt"/> characters on one line; null when a word is missing.</returns>
    public string? Find(string text)
    {
        var folded = Fold(text);
        var first = int.MaxValue;
        foreach (var beginning in _beginnings)
        {
            if (PlaceOf(folded, beginning) is not { } place)
            {
                return null;
            }

            first = Math.Min(first, place);
        }

        var from = first <= BeforeTheWord ? 0 : folded.LastIndexOfAny([' ', '\n'], first - BeforeTheWord) + 1;
        if (first - from > Excerpt / 2)
        {
            from = first;
        }

        return (from > 0 ? "…" : "") + ChatText.Cut(text[from..], Excerpt - 1).ReplaceLineEndings(" ");
    }

    private static int? PlaceOf(string folded, string beginning)
    {
        for (var at = folded.IndexOf(beginning, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(beginning, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || !char.IsLetterOrDigit(folded[at - 1]))
            {
                return at;
            }
        }

        return null;
    }

    private static int WordAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && char.IsLetterOrDigit(text[end]))
        {
            end++;
        }

        return end - at;
    }

    /// <summary>«Ёлка» keeps three letters, «поход» four: «похвала» is not meant.</summary>
    private static int Kept(int length) => length <= Short ? length : Math.Max(Math.Min(ShortestBeginning, length - 1), length - Ending);

    /// <summary>As long as the text itself, so that places in one are places in the other.</summary>
    private static string Fold(string text) => text.ToLowerInvariant().Replace('ё', 'е');
}
