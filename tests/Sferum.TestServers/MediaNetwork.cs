using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace Sferum.TestServers;

/// <summary>
/// A network of its own with media servers and a TURN server in it, as real processes. Media servers gather no loopback address, and a browser is to see
/// this network only, so there is a namespace with one line to this machine. Needs root, iproute2, janus, coturn; without them it throws.
/// </summary>
public sealed class MediaNetwork : IAsyncDisposable
{
    private const int FirstApiPort = 8188;
    private const int PortsOfEach = 1000;
    private static int _count;

    private readonly TempFolder _folder = new();
    private readonly NetworkNamespace _namespace;
    private readonly List<JanusProcess> _nodes = [];

    private MediaNetwork(NetworkNamespace network) => _namespace = network;

    /// <summary>The servers' address; browsers of this machine reach it too.</summary>
    public string Address => _namespace.Inside;

    /// <summary>This machine's address, as seen from inside.</summary>
    public string HostAddress => _namespace.Outside;

    /// <summary>The media servers: janus-1, janus-2, …</summary>
    public IReadOnlyList<JanusProcess> Nodes => _nodes;

    /// <summary>The TURN server; null when none was asked for.</summary>
    public CoturnProcess? Turn { get; private set; }

    /// <summary>The api_secret of all media servers.</summary>
    public string ApiSecret { get; } = Secret();

    /// <summary>The admin_key of all media servers' rooms.</summary>
    public string RoomKey { get; } = Secret();

    /// <summary>What <see cref="Turn"/> checks credentials with.</summary>
    public string TurnSecret { get; } = Secret();

    /// <summary>A program that is Chromium inside this network, for Playwright's ExecutablePath.</summary>
    public string Chromium => Path.Combine(_folder.Path, "chromium");

    /// <summary>
    /// What Chromium is started with: camera, microphone and screen are made up and granted; addresses are not hidden behind names of mDNS, which
    /// nobody resolves here; of certificates that nobody vouches for, the TURN server's is believed.
    /// </summary>
    public IReadOnlyList<string> ChromiumArguments => ArgumentsWith(picturesPerSecond: null);

    /// <summary>As <see cref="ChromiumArguments"/>.</summary>
    /// <param name="picturesPerSecond">Pictures a second of the made-up camera; null: as many as Chromium makes by itself. Few cost little.</param>
    /// <returns>The arguments.</returns>
    public IReadOnlyList<string> ArgumentsWith(int? picturesPerSecond) =>
    [
        "--no-sandbox",
        picturesPerSecond is { } fps ? string.Create(CultureInfo.InvariantCulture, $"--use-fake-device-for-media-stream=fps={fps}") : "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        "--disable-features=WebRtcHideLocalIpsWithMdns",
        "--auto-select-desktop-capture-source=Entire screen",
        "--autoplay-policy=no-user-gesture-required",
        .. Turn is null ? [] : new[] { "--ignore-certificate-errors-spki-list=" + Turn.KeyHash },
    ];

    /// <summary>Makes the network and starts what is in it.</summary>
    /// <param name="nodes">How many media servers.</param>
    /// <param name="turn">Whether there is a TURN server.</param>
    /// <returns>The network, when all of it answers; disposing it ends the processes and the network.</returns>
    public static async Task<MediaNetwork> StartAsync(int nodes = 1, bool turn = false)
    {
        var number = Interlocked.Increment(ref _count);
        var network = new MediaNetwork(await NetworkNamespace.Make(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}n{number}")));
        try
        {
            await network.Fill(nodes, turn);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        if (Turn is not null)
        {
            await Turn.DisposeAsync();
        }

        await _namespace.DisposeAsync();
        _folder.Dispose();
    }

    private async Task Fill(int nodes, bool turn)
    {
        var secret = await SecretFile("api-secret", ApiSecret);
        var key = await SecretFile("room-key", RoomKey);
        for (var i = 0; i < nodes; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"janus-{i + 1}");
            var media = 20_000 + (i * PortsOfEach);
            string[] arguments =
            [
                Path.Combine(_folder.Path, name), "--secret", secret, "--room-key", key, "--address", Address, "--listen", Address,
                "--port", Text(FirstApiPort + i), "--media-ports", $"{Text(media)}-{Text(media + PortsOfEach - 1)}",
            ];
            _nodes.Add(new JanusProcess(name, Address, FirstApiPort + i, _namespace.Within(Script("janus"), arguments)));
        }

        if (turn)
        {
            var shared = await SecretFile("turn-secret", TurnSecret);
            Turn = await CoturnProcess.StartAsync(Address, Path.Combine(_folder.Path, "turn"), folder => _namespace.Within(Script("turn"),
            [
                folder, "--secret", shared, "--address", Address, "--peer", Address,
                "--tls", Text(CoturnProcess.TlsPort), Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"),
            ]));
        }

        await Task.WhenAll(_nodes.Select(n => n.StartAsync()));
        await WriteChromium();
    }

    private async Task WriteChromium()
    {
        var file = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        await using var script = new StreamWriter(Chromium, file);
        await script.WriteAsync($"#!/bin/sh\nexec ip netns exec {_namespace.Name} /usr/bin/chromium \"$@\"\n");
    }

    private async Task<string> SecretFile(string name, string secret)
    {
        var path = Path.Combine(_folder.Path, name);
        await File.WriteAllTextAsync(path, secret);
        return path;
    }

    private static string Script(string name) => Path.Combine(Repository.Root, "deploy", "media", name);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Secret() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
}
