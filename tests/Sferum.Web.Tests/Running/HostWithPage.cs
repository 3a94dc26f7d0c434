using Sferum.TestServers;

namespace Sferum.Running;

/// <summary>The real host, with the web client in it.</summary>
internal static class HostWithPage
{
    /// <summary>Notifications are on, so that the page shows everything that it can.</summary>
    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["Sferum__Push__Enabled"] = "true",
        ["Sferum__Push__Contact"] = "mailto:admin@example.org",
    };

    public static Task<RunningHost> StartAsync(params string[] arguments) => StartAsync(new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    /// <param name="settings">Settings beside the usual ones.</param>
    /// <param name="arguments">What is said on the command line.</param>
    public static Task<RunningHost> StartAsync(IReadOnlyDictionary<string, string> settings, params string[] arguments)
    {
        var page = Path.Combine(Path.GetDirectoryName(Repository.Host)!, "wwwroot", "index.html");
        Assert.True(File.Exists(page), "The host was built without the web client: build it without -p:SkipWebClient=true.");
        return RunningHost.StartAsync(Usual.Concat(settings).ToDictionary(StringComparer.Ordinal), arguments);
    }
}
