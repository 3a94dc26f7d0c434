using System.Globalization;
using System.Text.Json;
using Sferum.TestServers;

namespace Sferum.Running;

/// <summary>What the page says in one language: for tests that go through it in both.</summary>
internal sealed class Wording
{
    private readonly JsonElement _page;
    private readonly JsonElement _desk;

    private Wording(string language)
    {
        Language = language;
        var folder = Path.Combine(Repository.Root, "src", "Sferum.Protocol", "Texts");
        _page = Read(Path.Combine(folder, language + ".json")).GetProperty("web");
        _desk = Read(Path.Combine(folder, "desk", language + ".json"));
    }

    public string Language { get; }

    public static Wording Of(string language) => new(language);

    /// <summary>A text of the page by its key: <c>people.getCode</c>.</summary>
    public string Page(string key, params (string Name, object Value)[] said) => Find(_page, key, said);

    /// <summary>A text of the desk by its key.</summary>
    public string Desk(string key, params (string Name, object Value)[] said) => Find(_desk, key, said);

    private static string Find(JsonElement texts, string key, params (string Name, object Value)[] said) =>
        said.Aggregate(
            key.Split('.').Aggregate(texts, static (at, part) => at.GetProperty(part)).GetString()!,
            static (text, one) => text.Replace("{{" + one.Name + "}}", string.Create(CultureInfo.InvariantCulture, $"{one.Value}"), StringComparison.Ordinal));

    private static JsonElement Read(string path)
    {
        using var texts = JsonDocument.Parse(File.ReadAllBytes(path));
        return texts.RootElement.Clone();
    }
}
