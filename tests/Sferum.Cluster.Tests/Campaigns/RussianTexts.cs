using System.Text;
using Sferum.Chats;

namespace Sferum.Campaigns;

/// <summary>Real Russian texts: Debian's fortunes-ru. Without the package the test that asks for them fails.</summary>
internal static class RussianTexts
{
    private const string Folder = "/usr/share/games/fortunes/ru";

    /// <summary>Different texts in their stored form, none longer than a message may be.</summary>
    public static IReadOnlyList<string> Take(int count)
    {
        var texts = Directory.Exists(Folder)
            ? Directory.EnumerateFiles(Folder).Where(static f => Path.GetExtension(f) is not (".dat" or ".u8")).Order(StringComparer.Ordinal).SelectMany(Texts)
            : throw new DirectoryNotFoundException($"{Folder} is missing: install the Debian package fortunes-ru, or run ./test.sh, which does.");
        var taken = texts.Distinct(StringComparer.Ordinal).Take(count).ToList();
        return taken.Count == count ? taken : throw new InvalidOperationException($"fortunes-ru holds only {taken.Count} different texts, {count} are needed.");
    }

    private static IEnumerable<string> Texts(string file)
    {
        foreach (var text in File.ReadAllText(file, Encoding.UTF8).ReplaceLineEndings("\n").Split("\n%\n"))
        {
            for (var rest = text; rest.Length > 0;)
            {
                var part = ChatText.Cut(rest, ChatLimits.TextLength);
                rest = rest[part.Length..];
                if (ChatText.Normalise(part, out var stored) is null)
                {
                    yield return stored;
                }
            }
        }
    }
}
