using System.Text.Json.Nodes;

namespace Sferum.Rendering;

/// <summary>Reads objects whose fields may be missing.</summary>
internal static class Reading
{
    public static string Kind(this JsonObject of) => of.Text("kind")!;

    public static string Name(this JsonObject of) => of.Text("metadata", "name")!;

    public static string? Namespace(this JsonObject of) => of.Text("metadata", "namespace");

    public static JsonNode? At(this JsonNode? of, params string[] path) => path.Aggregate(of, static (node, step) => (node as JsonObject)?[step]);

    public static string? Text(this JsonNode? of, params string[] path) => of.At(path)?.ToString();

    public static long? Number(this JsonNode? of, params string[] path) => of.At(path) is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    public static bool Is(this JsonNode? of, bool value, params string[] path) => of.At(path) is JsonValue at && at.TryGetValue<bool>(out var found) && found == value;

    public static IEnumerable<JsonNode> List(this JsonNode? of, params string[] path) => (of.At(path) as JsonArray)?.OfType<JsonNode>() ?? [];

    public static Dictionary<string, string> Strings(this JsonNode? of) =>
        (of as JsonObject)?.ToDictionary(static p => p.Key, static p => p.Value!.ToString(), StringComparer.Ordinal) ?? [];

    /// <summary>Whether a label selector takes something with these labels. An empty one takes everything.</summary>
    public static bool Selects(this JsonNode? selector, IReadOnlyDictionary<string, string> labels) =>
        selector.At("matchLabels").Strings().All(l => labels.GetValueOrDefault(l.Key) == l.Value)
        && selector.List("matchExpressions").All(e => e.Text("operator") switch
        {
            "In" => e.List("values").Any(v => v.ToString() == labels.GetValueOrDefault(e.Text("key")!)),
            "NotIn" => e.List("values").All(v => v.ToString() != labels.GetValueOrDefault(e.Text("key")!)),
            var other => throw new NotSupportedException(other),
        });
}
