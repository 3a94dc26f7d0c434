using Sferum.TestServers;

namespace Sferum.Running;

/// <summary>The real host, with the web client in it.</summary>
internal static class HostWithPage
{
    public static Task<RunningHost> StartAsync(params string[] arguments)
    {
        var page = Path.Combine(Path.GetDirectoryName(Repository.Host)!, "wwwroot", "index.html");
        Assert.True(File.Exists(page), "The host was built without the web client: build it without -p:SkipWebClient=true.");
        return RunningHost.StartAsync(arguments);
    }
}
