using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Sferum.TestServers;

namespace Sferum;

/// <summary>deploy/media/quiet: what a media server's pod waits for before it stops.</summary>
public sealed class Waiting_for_media_to_be_quiet
{
    private static readonly string Script = Path.Combine(Repository.Root, "deploy", "media", "quiet");

    [Fact]
    public async Task It_goes_on_at_once_when_no_port_is_open() => Assert.Equal(0, await Run(FreePort(), 60));

    [Fact]
    public async Task It_says_so_when_media_has_not_become_quiet_in_time()
    {
        using var media = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        media.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.Equal(1, await Run(((IPEndPoint)media.LocalEndPoint!).Port, 0));
    }

    [Fact]
    public async Task It_ends_with_the_last_call()
    {
        var media = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        media.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        var waiting = Run(((IPEndPoint)media.LocalEndPoint!).Port, 60);
        media.Dispose();
        Assert.Equal(0, await waiting);
    }

    [Fact]
    public async Task It_refuses_a_range_that_is_none() => Assert.Equal(2, await Run("30000", 0));

    private static Task<int> Run(int port, int seconds) => Run(string.Create(CultureInfo.InvariantCulture, $"{port}-{port + 1}"), seconds);

    private static async Task<int> Run(string ports, int seconds)
    {
        using var script = Process.Start(new ProcessStartInfo(Script, [ports, seconds.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardError = true, UseShellExecute = false })!;
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        return script.ExitCode;
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
