using System.Text.Json;
using System.Xml.Linq;

namespace Sferum.Sbom;

/// <summary>The packages of a restored project that come into its output: those with code for running, not with rules for compiling only.</summary>
internal static class NuGetParts
{
    private static readonly string[] Shipped = ["runtime", "native", "runtimeTargets"];

    public static IEnumerable<Part> Read(string project)
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(project, "obj", "project.assets.json")));
        var root = assets.RootElement;
        var folders = root.GetProperty("packageFolders").EnumerateObject().Select(static f => f.Name).ToList();
        var target = root.GetProperty("targets").EnumerateObject().First().Value;
        var found = new List<Part>();
        foreach (var package in target.EnumerateObject().Where(static p => p.Value.GetProperty("type").GetString() == "package" && IsShipped(p.Value)))
        {
            var library = root.GetProperty("libraries").GetProperty(package.Name);
            var (name, version) = (package.Name.Split('/')[0], package.Name.Split('/')[1]);
            string[] needs = package.Value.TryGetProperty("dependencies", out var list) ? [.. list.EnumerateObject().Select(static d => d.Name)] : [];
            found.Add(new Part("nuget", name, version, library.GetProperty("sha512").GetString(), Licence(folders, library.GetProperty("path").GetString()!, name), needs));
        }

        return found;
    }

    private static bool IsShipped(JsonElement package) =>
        Shipped.Any(kind => package.TryGetProperty(kind, out var files) && files.EnumerateObject().Any(static f => !f.Name.EndsWith("/_._", StringComparison.Ordinal)));

    /// <summary>The expression in the package's own description; a file or an address says nothing that could be compared.</summary>
    private static string? Licence(IEnumerable<string> folders, string path, string name)
    {
        var file = folders.Select(f => Path.Combine(f, path, $"{name.ToLowerInvariant()}.nuspec")).FirstOrDefault(File.Exists);
        return file is null ? null : XDocument.Load(file).Descendants()
            .FirstOrDefault(static e => e.Name.LocalName == "license" && e.Attribute("type")?.Value == "expression")?.Value;
    }
}
