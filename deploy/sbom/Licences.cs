using System.Text.Json;

namespace Sferum.Sbom;

/// <summary>
/// Which licences were agreed to. What a package says of itself counts; where it says nothing that can be compared, somebody has read its licence and
/// written it down. A licence that is not on the list may be agreed to for one package.
/// </summary>
internal sealed class Licences
{
    private readonly HashSet<string> _allowed;
    private readonly Dictionary<string, string> _read;
    private readonly Dictionary<string, string> _excepted;

    private Licences(JsonElement file)
    {
        _allowed = [.. file.GetProperty("allowed").EnumerateArray().Select(static a => a.GetString()!)];
        _read = Map(file.GetProperty("read"));
        _excepted = Map(file.GetProperty("excepted"));
    }

    public static Licences Read(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(path));
        return new Licences(file.RootElement);
    }

    /// <summary>What holds for a part: its own word, or what somebody has read.</summary>
    public string? Of(Part part) => part.Licence ?? _read.GetValueOrDefault($"{part.Kind}/{part.Name}");

    /// <summary>Whether a part may be shipped.</summary>
    public bool Allow(Part part) =>
        part.Licence is { } licence && (Allows(licence) || _excepted.GetValueOrDefault($"{part.Kind}/{part.Name}") == licence);

    /// <summary>An SPDX expression: of what is joined by OR one must be allowed, of what is joined by AND all.</summary>
    private bool Allows(string expression)
    {
        var words = new Queue<string>(expression.Replace("(", " ( ", StringComparison.Ordinal).Replace(")", " ) ", StringComparison.Ordinal)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return Either(words) && words.Count == 0;
    }

    private bool Either(Queue<string> words)
    {
        var allowed = Both(words);
        while (words.TryPeek(out var word) && word == "OR")
        {
            words.Dequeue();
            allowed |= Both(words);
        }

        return allowed;
    }

    private bool Both(Queue<string> words)
    {
        var allowed = One(words);
        while (words.TryPeek(out var word) && word == "AND")
        {
            words.Dequeue();
            allowed &= One(words);
        }

        return allowed;
    }

    private bool One(Queue<string> words)
    {
        if (!words.TryDequeue(out var word))
        {
            return false;
        }

        if (word != "(")
        {
            return _allowed.Contains(word);
        }

        var allowed = Either(words);
        return words.TryDequeue(out var end) && end == ")" && allowed;
    }

    private static Dictionary<string, string> Map(JsonElement of) =>
        of.EnumerateObject().ToDictionary(static p => p.Name, static p => p.Value.GetString()!, StringComparer.OrdinalIgnoreCase);
}
