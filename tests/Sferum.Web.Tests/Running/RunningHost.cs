using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Sferum.Running;

/// <summary>The real host as a process of its own, on a free port, with a data folder that goes with it.</summary>
internal sealed class RunningHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly DirectoryInfo _data;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly SemaphoreSlim _news = new(0);

    private RunningHost(Process process, DirectoryInfo data, string address)
    {
        _process = process;
        _data = data;
        Address = address;
    }

    /// <summary>For example http://127.0.0.1:40123.</summary>
    public string Address { get; }

    public static async Task<RunningHost> StartAsync(params string[] arguments)
    {
        var page = Path.Combine(Path.GetDirectoryName(Repository.Host)!, "wwwroot", "index.html");
        Assert.True(File.Exists(page), "The host was built without the web client: build it without -p:SkipWebClient=true.");

        var data = Directory.CreateTempSubdirectory("sferum-web-");
        var address = $"http://127.0.0.1:{FreePort()}";
        var start = new ProcessStartInfo("dotnet", [Repository.Host, "--data", data.FullName, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["ASPNETCORE_URLS"] = address },
        };
        var host = new RunningHost(Process.Start(start)!, data, address);
        host.Listen();
        await host.ReadyAsync();
        return host;
    }

    /// <summary>The first line of the host's output, past or future, in which the pattern is found.</summary>
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

    /// <summary>Forgets what was said, so that the next <see cref="SaysAsync"/> finds something new.</summary>
    public void Forget() => _lines.Clear();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _news.Dispose();
        _data.Delete(recursive: true);
    }

    private void Listen()
    {
        _process.OutputDataReceived += (_, said) => Hear(said.Data);
        _process.ErrorDataReceived += (_, said) => Hear(said.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Hear(string? line)
    {
        if (line is not null)
        {
            _lines.Enqueue(line);
            _news.Release();
        }
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient();
        using var patience = new CancellationTokenSource(Patience);
        while (!await IsReadyAsync(http, patience.Token))
        {
            Assert.False(_process.HasExited, $"The host ended at its start:\n{string.Join('\n', _lines)}");
            await Task.Delay(100, patience.Token);
        }
    }

    private async Task<bool> IsReadyAsync(HttpClient http, CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync(Address + "/health/ready", cancel);
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
