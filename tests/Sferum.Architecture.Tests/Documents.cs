using System.Reflection;
using System.Text.RegularExpressions;

namespace Sferum.Architecture;

/// <summary>What the documents name exists.</summary>
public sealed partial class Documents
{
    private static readonly Lazy<ILookup<string, Type>> Types = new(() => AppDomain.CurrentDomain.GetAssemblies()
        .Concat(Directory.GetFiles(AppContext.BaseDirectory, "Sferum.*.dll").Select(Assembly.LoadFrom))
        .Distinct()
        .Where(a => a.GetName().Name!.StartsWith("Sferum.", StringComparison.Ordinal))
        .SelectMany(a => a.GetTypes())
        .ToLookup(t => t.Name.Split('`')[0], StringComparer.Ordinal));

    public static TheoryData<string> NamesInTheWays => [.. Names("docs/a-message.md").Union(Names("docs/an-act.md"), StringComparer.Ordinal)];

    public static TheoryData<string> LinkedFiles => [.. Links()];

    [Theory]
    [MemberData(nameof(NamesInTheWays))]
    public void A_type_or_method_named_in_the_way_of_a_message_or_an_act_exists(string name)
    {
        var parts = name.Split('.');
        var types = Types.Value[parts[0]].ToList();
        Assert.True(types.Count > 0, $"no type {parts[0]}");
        if (parts.Length == 2)
        {
            const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
            Assert.Contains(types, t => t.GetMember(parts[1], Any).Length > 0);
        }
    }

    [Theory]
    [MemberData(nameof(LinkedFiles))]
    public void A_linked_file_exists(string link)
    {
        var parts = link.Split(" -> ");
        var target = Path.Combine(Repository.Root, Path.GetDirectoryName(parts[0])!, parts[1]);
        Assert.True(File.Exists(target) || Directory.Exists(target), $"{parts[0]} links to {parts[1]}, which is not there");
    }

    private static IEnumerable<string> Names(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, file));
        return CodeSpan().Matches(text).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Links() =>
        Repository.Files("", "*.md").SelectMany(f =>
        {
            var file = Path.GetRelativePath(Repository.Root, f);
            return Link().Matches(File.ReadAllText(f)).Select(m => m.Groups["target"].Value)
                .Where(t => !t.Contains("://", StringComparison.Ordinal))
                .Select(t => $"{file} -> {t.Split('#')[0]}");
        });

    /// <summary>A code span that begins like a type: <c>`Type`</c>, <c>`Type.Member`</c>, <c>`Type.Member(…)`</c>, <c>`Type(…)`</c>.</summary>
    [GeneratedRegex(@"`(?<name>[A-Z][A-Za-z]*[a-z][A-Za-z]*(\.[A-Z][A-Za-z]+)?)(\([^`]*\))?`", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex CodeSpan();

    [GeneratedRegex(@"\]\((?<target>[^)#][^)]*)\)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
