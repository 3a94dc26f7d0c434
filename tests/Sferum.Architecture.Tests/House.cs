namespace Sferum.Architecture;

/// <summary>Habits of the house that a compiler does not check.</summary>
public sealed class House
{
    private static readonly string[] VagueFolders = ["Common", "Models", "Interfaces", "Managers", "Helpers", "Utils", "Misc", "Shared"];

    [Fact]
    public void No_folder_is_named_after_a_kind_of_code()
    {
        var vague = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories)
            .Where(d => !d.Contains("node_modules", StringComparison.Ordinal) && !d.Contains("/bin/", StringComparison.Ordinal) && !d.Contains("/obj/", StringComparison.Ordinal))
            .Where(d => VagueFolders.Contains(Path.GetFileName(d), StringComparer.OrdinalIgnoreCase));
        Assert.Empty(vague);
    }

    [Theory]
    [InlineData("src", "*.cs")]
    [InlineData("src/Sferum.Web/src", "*.ts*")]
    [InlineData("tests", "*.cs")]
    public void No_source_file_outgrows_one_sitting(string folder, string pattern)
    {
        var files = Repository.Files(folder, pattern).ToList();
        Assert.NotEmpty(files);
        Assert.Empty(files.Where(f => File.ReadLines(f).Count() > 400).Select(f => Path.GetRelativePath(Repository.Root, f)));
    }

    [Fact]
    public void Every_package_version_is_exact_and_stands_in_one_place()
    {
        foreach (var project in Repository.Files("", "*.csproj"))
        {
            Assert.DoesNotContain("Version=\"", File.ReadAllText(project), StringComparison.Ordinal);
        }

        Assert.DoesNotContain("*\"", File.ReadAllText(Path.Combine(Repository.Root, "Directory.Packages.props")), StringComparison.Ordinal);
    }
}
