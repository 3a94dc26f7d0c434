using System.Text.Json;

namespace Sferum.Sbom;

/// <summary>The packages that a lock file names for running; those for building are not shipped.</summary>
internal static class NpmParts
{
    private const string Folder = "node_modules/";
    private const string Algorithm = "sha512-";

    public static IEnumerable<Part> Read(string project)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(project, "package-lock.json")));
        var found = new List<Part>();
        foreach (var package in file.RootElement.GetProperty("packages").EnumerateObject().Where(static p => p.Name.Contains(Folder, StringComparison.Ordinal) && !IsForBuilding(p.Value)))
        {
            var name = package.Name[(package.Name.LastIndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..];
            var hash = Text(package.Value, "integrity");
            string[] needs = package.Value.TryGetProperty("dependencies", out var list) ? [.. list.EnumerateObject().Select(static d => d.Name)] : [];
            found.Add(new Part(
                "npm", name, Text(package.Value, "version")!, hash?.StartsWith(Algorithm, StringComparison.Ordinal) == true ? hash[Algorithm.Length..] : null, Text(package.Value, "license"), needs));
        }

        return found.DistinctBy(static p => p.Purl);
    }

    private static bool IsForBuilding(JsonElement package) => IsSet(package, "dev") || IsSet(package, "devOptional") || IsSet(package, "link");

    private static bool IsSet(JsonElement package, string name) => package.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static string? Text(JsonElement package, string name) => package.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
