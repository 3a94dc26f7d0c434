using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace Sferum.TestServers;

/// <summary>A server of the tests as a process of its own, known to be up by its port.</summary>
/// <param name="start">How it is started.</param>
/// <param name="address">Where it answers.</param>
/// <param name="port">A TCP port of it.</param>
internal sealed class ServerProcess(ProcessStartInfo start, string address, int port) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentQueue<string> _lines = new();
    private Process? _process;

    public int Id => _process!.Id;

    public async Task StartAsync()
    {
        _process?.Dispose();
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, said) => _lines.Enqueue(said.Data ?? "");
        _process.ErrorDataReceived += (_, said) => _lines.Enqueue(said.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(Patience);
        while (!await Answers(patience.Token))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} ended at its start:\n{string.Join('\n', _lines)}");
            }

            await Task.Delay(20, patience.Token);
        }
    }

    /// <summary>Ends it without a word to anybody, whether it is stopped or not.</summary>
    public async Task KillAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }

    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _process?.Dispose();
    }

    private async Task<bool> Answers(CancellationToken cancel)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address, port, cancel);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
