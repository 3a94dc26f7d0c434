using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Sferum.Running;
using Sferum.TestServers;

namespace Sferum.Calls.Campaign;

/// <summary>A practice district on silos and gateways of their own behind a proxy (deploy/local), with two media servers and a TURN server.</summary>
internal sealed class SilosClassroom : District
{
    private const int Silos = 3;
    private const int Gateways = 2;

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sferum-");
    private readonly TempFolder _secrets = new();
    private readonly int _port = FreeBlock();
    private MediaNetwork? _network;

    public Carriers Carriers { get; private set; } = null!;

    /// <summary>Pictures a second of the made-up cameras; few cost little where a call is long.</summary>
    public int PicturesPerSecond { get; init; } = 20;

    protected override IReadOnlyList<string> BrowserArguments => _network!.ArgumentsWith(PicturesPerSecond);

    public override async ValueTask InitializeAsync()
    {
        _network = await MediaNetwork.StartAsync(nodes: 2, turn: true);
        Carriers = new Carriers(_network);
        await Carriers.Begin();
        await base.InitializeAsync();
    }

    protected override async Task<string> Serve()
    {
        if (!OperatingSystem.IsWindows())
        {
            // The database runs as another user and has to pass.
            File.SetUnixFileMode(_folder.FullName, File.GetUnixFileMode(_folder.FullName) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        var settings = _network!.Settings(_secrets.Path, "1500");
        settings["Sferum__Calls__Turn__Minutes"] = "2";
        await Script("up", [
            _folder.FullName, "--no-build", "--silos", Text(Silos), "--gateways", Text(Gateways), "--port", Text(_port),
            .. settings.SelectMany(static s => (string[])["--set", $"{s.Key}={s.Value}"]),
        ]);
        return $"http://127.0.0.1:{Text(_port)}";
    }

    /// <summary>One act of deploy/local/part: a part is started, stopped, signalled.</summary>
    public Task<string> Part(string action, params string[] rest) => Script("part", [action, _folder.FullName, .. rest]);

    /// <summary>The silo in which the session's actor is.</summary>
    public Task<string> Carrying() => Most("silo", Silos, _port + 10, "sferum_call_running");

    /// <summary>The gateway with more connections.</summary>
    public Task<string> Busiest() => Most("gateway", Gateways, _port, "sferum_gateway_connections");

    /// <summary>The part of a kind of which a measure is largest.</summary>
    private async Task<string> Most(string kind, int count, int port, string measure)
    {
        var found = new List<(string Part, double Value)>();
        for (var number = 1; number <= count; number++)
        {
            var said = await _http.GetStringAsync($"http://127.0.0.1:{Text(port + number)}/metrics");
            var line = said.Split('\n').FirstOrDefault(l => l.StartsWith(measure, StringComparison.Ordinal));
            if (line is not null)
            {
                // NAME{LABELS} VALUE [TIME]: labels here have no spaces.
                found.Add(($"{kind}-{Text(number)}", double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)));
            }
        }

        return found.MaxBy(static f => f.Value) is { Value: > 0 } most ? most.Part : throw new InvalidOperationException($"{measure} is nowhere above nothing.");
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Script("down", [_folder.FullName]);
        if (_network is not null)
        {
            await _network.DisposeAsync();
        }

        _http.Dispose();
        _secrets.Dispose();
        _folder.Delete(recursive: true);
    }

    private static async Task<string> Script(string name, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "deploy", "local", name), arguments)
        {
            UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"deploy/local/{name}: {await complained}");
        return await said;
    }

    /// <summary>The parts take the ports up to forty above.</summary>
    private static int FreeBlock()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return 10_000 + (((IPEndPoint)probe.LocalEndpoint).Port % 400 * 50);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
