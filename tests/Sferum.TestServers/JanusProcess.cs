using System.Diagnostics;
using System.Globalization;

namespace Sferum.TestServers;

/// <summary>A media server of a <see cref="MediaNetwork"/>. It can be killed, frozen, thawed and started again.</summary>
public sealed class JanusProcess : IAsyncDisposable
{
    private readonly ServerProcess _process;

    internal JanusProcess(string name, string address, int port, ProcessStartInfo start)
    {
        Name = name;
        Url = new Uri(string.Create(CultureInfo.InvariantCulture, $"ws://{address}:{port}"));
        _process = new ServerProcess(start, address, port);
    }

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Where its API answers; this machine reaches it.</summary>
    public Uri Url { get; }

    /// <summary>Its process id now.</summary>
    public int ProcessId => _process.Id;

    /// <summary>Starts it, again, at the same address. It has forgotten everything.</summary>
    /// <returns>When it answers.</returns>
    public Task StartAsync() => _process.StartAsync();

    /// <summary>Ends it as kill -9 does.</summary>
    /// <returns>When it is gone.</returns>
    public Task Kill() => _process.KillAsync();

    /// <summary>It does nothing more, but no connection breaks: a machine that hangs.</summary>
    /// <returns>When it is so.</returns>
    public Task Freeze() => _process.SignalAsync("STOP");

    /// <summary>It goes on where it was frozen.</summary>
    /// <returns>When it does.</returns>
    public Task Thaw() => _process.SignalAsync("CONT");

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
