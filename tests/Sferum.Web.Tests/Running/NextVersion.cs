using System.Text.RegularExpressions;
using Sferum.TestServers;

namespace Sferum.Running;

/// <summary>The host serves a service worker of another version, until this is disposed.</summary>
internal sealed partial class NextVersion : IDisposable
{
    private static readonly string Worker = Path.Combine(Path.GetDirectoryName(Repository.Host)!, "wwwroot", "sw.js");

    private readonly string _before = File.ReadAllText(Worker);

    private NextVersion()
    {
        var now = Named().Match(_before).Groups["version"].Value;
        Version = new string([.. now.Reverse()]);
        File.WriteAllText(Worker, _before.Replace(now, Version, StringComparison.Ordinal));
    }

    public string Version { get; }

    public static NextVersion Serve() => new();

    public void Dispose() => File.WriteAllText(Worker, _before);

    [GeneratedRegex(@"version\W+(?<version>[0-9a-f]{16})", RegexOptions.NonBacktracking)]
    private static partial Regex Named();
}
