using System.Diagnostics;
using System.Globalization;
using System.Net.NetworkInformation;
using System.Security.Cryptography;

namespace Sferum.TestServers;

/// <summary>A network namespace with one line to this machine.</summary>
internal sealed class NetworkNamespace : IAsyncDisposable
{
    private const string Prefix = "sfm";

    private NetworkNamespace(string tag, string subnet) => (Name, Outside, Inside) = (Prefix + tag, subnet + ".1", subnet + ".2");

    public string Name { get; }

    public string Outside { get; }

    public string Inside { get; }

    /// <summary>Makes one.</summary>
    /// <param name="tag">The process id, an n, a number: who finds it later sees whether its owner still runs.</param>
    public static async Task<NetworkNamespace> Make(string tag)
    {
        await Sweep();
        var made = new NetworkNamespace(tag, FreeSubnet());
        try
        {
            await Ip("netns", "add", made.Name);
            await Ip("link", "add", made.Name, "type", "veth", "peer", "name", "eth0", "netns", made.Name);
            await Ip("addr", "add", made.Outside + "/24", "dev", made.Name);
            await Ip("link", "set", made.Name, "up");
            await Ip("-n", made.Name, "addr", "add", made.Inside + "/24", "dev", "eth0");
            await Ip("-n", made.Name, "link", "set", "eth0", "up");
            await Ip("-n", made.Name, "link", "set", "lo", "up");
            // Leads nowhere (nothing is forwarded), but a browser takes the address it would send from.
            await Ip("-n", made.Name, "route", "add", "default", "via", made.Outside);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>How a program is started inside.</summary>
    public ProcessStartInfo Within(string program, IEnumerable<string> arguments) =>
        new("ip", ["netns", "exec", Name, program, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };

    /// <summary>The line goes with it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (File.Exists("/run/netns/" + Name))
        {
            await Ip("netns", "del", Name);
        }
    }

    /// <summary>Ends what test runs have left that were killed.</summary>
    private static async Task Sweep()
    {
        var all = (await Ip("netns", "list")).Split('\n').Select(l => l.Split(' ')[0]).Where(n => n.StartsWith(Prefix, StringComparison.Ordinal));
        foreach (var name in all.Where(n => !Directory.Exists("/proc/" + n[Prefix.Length..].Split('n')[0])))
        {
            foreach (var pid in (await Ip("netns", "pids", name)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                await Run("kill", "-KILL", pid);
            }

            await Ip("netns", "del", name);
        }
    }

    private static string FreeSubnet()
    {
        var taken = NetworkInterface.GetAllNetworkInterfaces().SelectMany(i => i.GetIPProperties().UnicastAddresses).Select(a => a.Address.ToString()).ToList();
        while (true)
        {
            var subnet = string.Create(CultureInfo.InvariantCulture, $"10.{RandomNumberGenerator.GetInt32(180, 200)}.{RandomNumberGenerator.GetInt32(1, 255)}");
            if (!taken.Exists(a => a.StartsWith(subnet + ".", StringComparison.Ordinal)))
            {
                return subnet;
            }
        }
    }

    private static async Task<string> Ip(params string[] arguments)
    {
        var (code, said) = await Run("ip", arguments);
        return code == 0 ? said : throw new InvalidOperationException($"ip {string.Join(' ', arguments)} failed (root and iproute2 are needed): {said}");
    }

    private static async Task<(int Code, string Said)> Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output + await error);
    }
}
