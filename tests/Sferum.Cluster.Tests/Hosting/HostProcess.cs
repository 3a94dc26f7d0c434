using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace Sferum.Hosting;

/// <summary>The product as a process of its own, with signals.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;

    private HostProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        _http = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public int ExitCode => _process.ExitCode;

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<HostProcess> Start(string data, string arguments, params (string Key, string Value)[] settings)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = How(data, arguments, settings);
        start.Environment["urls"] = address.ToString();
        var process = new HostProcess(Process.Start(start)!, address);
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        await process.Until("ready");
        return process;
    }

    /// <summary>A command, until it has ended: its exit code, what it said and what it complained of.</summary>
    public static async Task<(int Code, string Said, string Complained)> Run(string data, string arguments, params (string Key, string Value)[] settings)
    {
        using var process = Process.Start(How(data, arguments, settings))!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await process.WaitForExitAsync(patience.Token);
        return (process.ExitCode, (await said).Trim(), (await complained).Trim());
    }

    public SferumClient Visitor() => new(_http);

    public async Task Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until it has ended by itself.</summary>
    public async Task<int> Ended()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async Task Until(string status)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        while (await Status(patience.Token) != status)
        {
            Assert.False(_process.HasExited);
            await Task.Delay(100, patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _http.Dispose();
    }

    private static ProcessStartInfo How(string data, string arguments, (string Key, string Value)[] settings)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
            $"{Path.Combine(AppContext.BaseDirectory, "Sferum.Host.dll")} --data {data} {arguments}")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        }

        return start;
    }

    private async Task<string?> Status(CancellationToken cancel)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri("/health/ready", UriKind.Relative), cancel);
            return JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancel)).RootElement.GetProperty("status").GetString();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }
}
