using System.Text;
using System.Text.RegularExpressions;

namespace Sferum.Faults;

/// <summary>docs/operations.md as a program: its blocks of commands, run in the folder and on the ports of a drill.</summary>
internal sealed partial class OperationsPage
{
    private readonly RestorePlan _plan;
    private readonly string _preamble;
    private readonly IReadOnlyList<string> _blocks;

    public OperationsPage(RestorePlan plan)
    {
        _plan = plan;
        var page = File.ReadAllText(Path.Combine(LocalCluster.Root, "docs", "operations.md")).Replace("bin/Debug/", $"bin/{plan.Configuration}/", StringComparison.Ordinal);
        _blocks = [.. Block().Matches(page).Select(static m => m.Groups["lines"].Value)];
        _preamble = string.Join('\n', _blocks.SelectMany(static b => b.Split('\n')).Where(static l => Definition().IsMatch(l)).Prepend($"set -euo pipefail\ncd '{LocalCluster.Root}'"));
    }

    /// <summary>The block that holds a command.</summary>
    public string Holding(string command) => _blocks.Single(b => b.Contains(command, StringComparison.Ordinal));

    /// <summary>A block with something put behind the line that holds a command.</summary>
    public string Holding(string command, string behind)
    {
        var text = new StringBuilder();
        foreach (var line in Holding(command).Split('\n'))
        {
            text.Append(line.Contains(command, StringComparison.Ordinal) ? line + behind : line).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Runs lines as the page's reader does, in one shell with what it has defined before.</summary>
    public Task<string> Run(string lines, CancellationToken cancel) => Script.Run(
        "bash",
        ["-c", $"{_preamble}\n{lines}"],
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DIR"] = _plan.Folder,
            ["PORT"] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{_plan.Port}"),
            ["UP_OPTIONS"] = $"--no-build --no-demo --configuration {_plan.Configuration} {string.Join(' ', LocalCluster.Bounds.Select(static b => "--set " + b))}",
        },
        cancel);

    [GeneratedRegex("```sh\n(?<lines>.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Block();

    /// <summary>Lines that only name something for those that follow.</summary>
    [GeneratedRegex(@"^(DIR=\$|TLS=|NEW=|sferum\(\))", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Definition();
}
