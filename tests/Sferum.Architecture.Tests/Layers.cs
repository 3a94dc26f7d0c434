using System.Xml.Linq;

namespace Sferum.Architecture;

/// <summary>Who may know whom: docs/architecture.md. Read from the project files, so that a reference nobody uses counts too.</summary>
public sealed class Layers
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Sferum.Protocol"] = [],
        ["Sferum.Client"] = ["Sferum.Protocol"],
        ["Sferum.Contracts"] = ["Sferum.Protocol"],
        ["Sferum.Domain"] = ["Sferum.Contracts"],
        ["Sferum.Grains"] = ["Sferum.Domain"],
        ["Sferum.Storage"] = ["Sferum.Domain"],
        ["Sferum.Gateway"] = ["Sferum.Domain"],
        ["Sferum.Files"] = ["Sferum.Domain"],
        ["Sferum.Media"] = ["Sferum.Domain"],
        ["Sferum.Pictures"] = [],
        ["Sferum.Host"] = ["Sferum.Grains", "Sferum.Storage", "Sferum.Files", "Sferum.Media", "Sferum.Gateway", "Sferum.Pictures"],
    };

    private static readonly string[] DatabasePackages = ["Npgsql", "Microsoft.Data.Sqlite", "Dapper"];

    public static TheoryData<string> Projects => [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(d => Path.GetFileName(d)!)
        .Where(p => File.Exists(ProjectFile(p)))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_what_it_may_know(string project)
    {
        Assert.True(Allowed.ContainsKey(project), $"{project} has no row in the table of layers");
        Assert.Equal(Allowed[project].Order(StringComparer.Ordinal), References(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_storage_and_the_host_know_a_database(string project)
    {
        if (project is "Sferum.Storage" or "Sferum.Host")
        {
            return;
        }

        Assert.Empty(References(project, "PackageReference").Intersect(DatabasePackages, StringComparer.Ordinal));
    }

    [Fact]
    public void The_protocol_and_the_client_know_no_actors()
    {
        foreach (var project in new[] { "Sferum.Protocol", "Sferum.Client" })
        {
            Assert.DoesNotContain(References(project, "PackageReference"), p => p.Contains("Orleans", StringComparison.Ordinal));
        }
    }

    private static string ProjectFile(string project) => Path.Combine(Repository.Root, "src", project, project + ".csproj");

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(ProjectFile(project)).Descendants(kind).Select(e => e.Attribute("Include")!.Value.Replace('\\', '/'));
}
