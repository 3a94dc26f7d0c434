using System.Text.Json;
using System.Text.Json.Nodes;
using k8s;

namespace Sferum.Rendering;

/// <summary>
/// Two readers of Kubernetes' own types, because each sees what the other does not: the official .NET client knows every field of the built-in kinds,
/// the published schemas know which fields must be there and which values are allowed.
/// </summary>
internal static class Types
{
    /// <summary>Fields that do not exist, and values of another type.</summary>
    public static IEnumerable<string> UnknownToTheClient(IEnumerable<JsonObject> objects)
    {
        foreach (var one in objects.Where(IsBuiltIn))
        {
            string? problem = null;
            try
            {
                KubernetesYaml.LoadAllFromString(one.ToJsonString(), strict: true);
            }
            catch (Exception error) when (error is YamlDotNet.Core.YamlException or KeyNotFoundException or FormatException)
            {
                problem = $"{one.Kind()} {one.Name()}: {error.Message} {error.InnerException?.Message}";
            }

            if (problem is not null)
            {
                yield return problem;
            }
        }
    }

    /// <summary>Fields that are missing, and values that are not allowed; also of kinds that are not built in.</summary>
    public static IReadOnlyList<(string Object, bool Checked, IReadOnlyList<string> Problems)> ByTheSchemas(IReadOnlyList<JsonObject> objects)
    {
        var answers = JsonNode.Parse(Kubectl.Node("validate.mjs", JsonSerializer.Serialize(objects)))!.AsArray();
        return [.. objects.Zip(answers, static (o, a) => (
            $"{o.Text("apiVersion")} {o.Kind()} {o.Name()}", a.Is(true, "checked"), (IReadOnlyList<string>)[.. a.List("problems").Select(static p => p.ToString())]))];
    }

    private static bool IsBuiltIn(JsonObject one) =>
        one.Text("apiVersion") is { } version && (!version.Contains('.', StringComparison.Ordinal)
            || (version.Contains(".k8s.io/", StringComparison.Ordinal) && !version.StartsWith("gateway.", StringComparison.Ordinal)));
}
