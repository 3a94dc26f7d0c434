using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Sferum.TestServers;

/// <summary>The real host as a process of its own, on a port of its own, with a data folder that goes with it. It can be killed, stopped and started again.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly TempFolder _folder = new();
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly SemaphoreSlim _news = new(0);
    private readonly string[] _arguments;
    private readonly IReadOnlyDictionary<string, string> _environment;
    private Process? _process;

    private RunningHost(string[] arguments, IReadOnlyDictionary<string, string> environment) => (_arguments, _environment) = (arguments, environment);

    /// <summary>For example http://127.0.0.1:20123; the same after a new start.</summary>
    public string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    /// <summary>The folder with its database and its master key.</summary>
    public string Data => _folder.Path;

    /// <summary>Its process id now.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>Starts a host and waits until it is ready.</summary>
    /// <param name="arguments">What is said on the command line beside the data folder.</param>
    /// <returns>The host; disposing it ends the process and deletes the folder.</returns>
    public static Task<RunningHost> StartAsync(params string[] arguments) => StartAsync(new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    /// <summary>Starts a host with settings and waits until it is ready.</summary>
    /// <param name="environment">Settings, as environment variables.</param>
    /// <param name="arguments">What is said on the command line beside the data folder.</param>
    /// <returns>The host.</returns>
    public static async Task<RunningHost> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var host = new RunningHost(arguments, environment);
        try
        {
            await host.StartAgainAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it, again, at the same address and with the same data.</summary>
    /// <returns>When it is ready.</returns>
    public async Task StartAgainAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Repository.Host, "--data", Data, .. _arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_URLS"] = Address },
        };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        _process?.Dispose();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, said) => Hear(said.Data);
        _process.ErrorDataReceived += (_, said) => Hear(said.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ReadyAsync(_process);
    }

    /// <summary>Ends it as kill -9 does: without a word to anybody.</summary>
    /// <returns>When it is gone.</returns>
    public async Task KillAsync()
    {
        _process!.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a deployment does: by SIGTERM.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("/bin/sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {ProcessId}")]))
        {
            await kill.WaitForExitAsync();
        }

        using var patience = new CancellationTokenSource(Patience);
        await _process!.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>The first line of the host's output, past or future, in which the pattern is found.</summary>
    /// <param name="pattern">A regular expression.</param>
    /// <returns>What was found.</returns>
    public async Task<Match> SaysAsync(string pattern)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var found = _lines.Select(line => Regex.Match(line, pattern, RegexOptions.None, TimeSpan.FromSeconds(1))).FirstOrDefault(static m => m.Success);
            if (found is not null)
            {
                return found;
            }

            await _news.WaitAsync(patience.Token);
        }
    }

    /// <summary>What it has said, to show beside a failure.</summary>
    /// <param name="last">At most so many lines.</param>
    /// <returns>The lines, the newest last.</returns>
    public string Said(int last = 50) => string.Join('\n', _lines.TakeLast(last));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await KillAsync();
        }

        _process?.Dispose();
        _news.Dispose();
        _folder.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
            _news.Release();
        }
    }

    private async Task ReadyAsync(Process process)
    {
        using var http = new HttpClient();
        using var patience = new CancellationTokenSource(Patience);
        while (!await IsReadyAsync(http, patience.Token))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The host ended at its start:\n{Said()}");
            }

            await Task.Delay(100, patience.Token);
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(Address + "/health/ready"), cancel);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>
    /// Below the ports that the kernel gives to clients: while the host is down, somebody's connection must not take its port, not even one that tries
    /// to reach it.
    /// </summary>
    private static int FreePort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(15_000, 30_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }
}
