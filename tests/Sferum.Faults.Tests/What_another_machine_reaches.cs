using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Sferum.TestServers;

namespace Sferum.Faults;

/// <summary>A cluster of docs/operations.md on this machine, knocked at from a network namespace of its own: what somebody in the same network would find.</summary>
public sealed partial class What_another_machine_reaches
{
    private const int Port = 29280;

    [Fact]
    public async Task Is_no_port_of_a_process_of_the_cluster()
    {
        using var folder = new ClusterFolder();
        await using var outside = await NetworkNamespace.Make(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}n0"));
        await Script.Run(
            Path.Combine(LocalCluster.Root, "deploy", "local", "up"), [folder.Path, "--no-build", "--silos", "1", "--gateways", "1", "--port", Text(Port)]);
        try
        {
            var ports = await PortsOf(folder.Path);
            // The proxy's, pages of gateway and silo, the silo's two, the database's.
            Assert.Equal([Port, Port + 1, Port + 11, Port + 21, Port + 31, Port + 40], ports);
            Assert.Empty(await Open(outside, ports));

            using var careless = new TcpListener(IPAddress.Any, 0);
            careless.Start();
            var planted = ((IPEndPoint)careless.LocalEndpoint).Port;
            Assert.Equal([planted], await Open(outside, [.. ports, planted]));
        }
        finally
        {
            await LocalCluster.Down(folder.Path);
        }
    }

    /// <summary>The TCP ports on which the processes of a cluster's folder listen, on whatever address.</summary>
    private static async Task<IReadOnlyList<int>> PortsOf(string folder)
    {
        var pids = Directory.GetFiles(Path.Combine(folder, "run"), "*.pid").Select(static f => File.ReadAllText(f).Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
        var listening = await Script.Run("ss", ["-Hltnp"]);
        return [.. listening.Split('\n').Select(static l => (Line: l, Port: LocalPort().Match(l)))
            .Where(l => l.Port.Success && Pid().Matches(l.Line).Any(p => pids.Contains(p.Groups["pid"].Value)))
            .Select(static l => int.Parse(l.Port.Groups["port"].Value, CultureInfo.InvariantCulture)).Distinct().Order()];
    }

    /// <summary>Which of the ports answer inside the namespace, on any address that this machine has.</summary>
    private static async Task<IReadOnlyList<int>> Open(NetworkNamespace outside, IReadOnlyList<int> ports)
    {
        var addresses = NetworkInterface.GetAllNetworkInterfaces().SelectMany(static i => i.GetIPProperties().UnicastAddresses).Select(static a => a.Address)
            .Where(static a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a)).Select(static a => a.ToString()).ToList();
        Assert.Contains(outside.Outside, addresses);
        var knock = $$"""
            for address in {{string.Join(' ', addresses)}}; do
              for port in {{string.Join(' ', ports)}}; do timeout 3 bash -c "exec 3<>/dev/tcp/$address/$port" 2>/dev/null && echo $port & done
            done
            wait
            """;
        var start = outside.Within("bash", ["-c", knock]);
        using var process = Process.Start(start)!;
        var complained = process.StandardError.ReadToEndAsync();
        var found = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.Equal("", await complained);
        return [.. found.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static p => int.Parse(p, CultureInfo.InvariantCulture)).Distinct().Order()];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@":(?<port>\d+)\s+\S+:\*", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex LocalPort();

    [GeneratedRegex(@"\bpid=(?<pid>\d+)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Pid();
}
