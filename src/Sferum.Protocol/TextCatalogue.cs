using System.Collections.Frozen;
using System.Text.Json;

namespace Sferum;

/// <summary>
/// Sentences shown to people, by their code and language: the same files that the web client uses. Codes under <c>refusals</c> are the codes of
/// <see cref="RefusalDto"/>, those under <c>roster</c> what an import says, under <c>people</c> what sign-in sends and names, under
/// <c>letters</c> what is sent by mail, under <c>audit</c> what acts are called in the record (<c>audit.</c> and the act's code); placeholders stand as
/// <c>{{name}}</c>.
/// </summary>
public static class TextCatalogue
{
    /// <summary>The language used when a reader asked for none that we have.</summary>
    public const string DefaultLocale = "ru";

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Sentences =
        new[] { "ru", "en" }.ToFrozenDictionary(static l => l, Load, StringComparer.OrdinalIgnoreCase);

    /// <summary>Languages there is a catalogue for.</summary>
    public static IReadOnlyCollection<string> Locales => Sentences.Keys;

    /// <summary>Whether a code has a sentence in a language.</summary>
    /// <param name="code">Dotted code.</param>
    /// <param name="locale">One of <see cref="Locales"/>.</param>
    /// <returns>True when it does.</returns>
    public static bool Knows(string code, string locale) => Sentences.TryGetValue(locale, out var sentences) && sentences.ContainsKey(code);

    /// <summary>The codes that begin so, each of which has a sentence.</summary>
    /// <param name="prefix">A section and its dot.</param>
    /// <returns>In the order of their letters.</returns>
    public static IEnumerable<string> Codes(string prefix) =>
        Sentences[DefaultLocale].Keys.Where(code => code.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    /// <summary>The language of ours that fits a reader's best.</summary>
    /// <param name="wanted">A language tag such as <c>en-GB</c>, or the value of Accept-Language; null for none.</param>
    /// <returns>One of <see cref="Locales"/>.</returns>
    public static string Locale(string? wanted)
    {
        foreach (var tag in (wanted ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var language = tag.Split('-', ';')[0].Trim();
            if (Sentences.ContainsKey(language))
            {
                return language.ToLowerInvariant();
            }
        }

        return DefaultLocale;
    }

    /// <summary>The sentence of a code.</summary>
    /// <param name="code">Dotted code.</param>
    /// <param name="args">Values for its placeholders.</param>
    /// <param name="locale">A language tag; unknown ones fall back to <see cref="DefaultLocale"/>.</param>
    /// <returns>The sentence; the bare code when there is none.</returns>
    public static string Render(string code, IReadOnlyDictionary<string, string>? args, string? locale)
    {
        if (!Sentences[Locale(locale)].TryGetValue(code, out var sentence))
        {
            return code;
        }

        if (args is not null)
        {
            foreach (var (name, value) in args)
            {
                sentence = sentence.Replace("{{" + name + "}}", value, StringComparison.Ordinal);
            }
        }

        return sentence;
    }

    private static FrozenDictionary<string, string> Load(string locale)
    {
        var assembly = typeof(TextCatalogue).Assembly;
        var name = assembly.GetManifestResourceNames().Single(n => n.EndsWith($".Texts.{locale}.json", StringComparison.Ordinal));
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var json = JsonDocument.Parse(stream);
        return new[] { "refusals", "roster", "people", "audit", "host", "letters" }.SelectMany(section => json.RootElement.GetProperty(section).EnumerateObject())
            .ToFrozenDictionary(static p => p.Name, static p => p.Value.GetString()!, StringComparer.Ordinal);
    }
}
