using System.Net;
using System.Net.Sockets;

namespace Sferum.Faults;

/// <summary>A line between two processes that can be made slow or silent: what a bad network does, where the kernel has no means for it.</summary>
internal sealed class TcpLine : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _door;
    private readonly IPEndPoint _target;
    private readonly Task _accepting;
    private volatile TaskCompletionSource _open = Opened();
    private long _delay;

    public TcpLine(IPAddress address, IPEndPoint target)
    {
        _target = target;
        _door = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _door.Bind(new IPEndPoint(address, 0));
        _door.Listen(1024);
        Address = (IPEndPoint)_door.LocalEndPoint!;
        _accepting = Accept();
    }

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>How much later everything arrives, in each direction.</summary>
    public TimeSpan Delay
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _delay));
        set => Interlocked.Exchange(ref _delay, value.Ticks);
    }

    /// <summary>Nothing gets through any more, and nobody is told.</summary>
    public void Stall() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What waited goes on.</summary>
    public void Flow() => _open.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Flow();
        _door.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private async Task Accept()
    {
        try
        {
            for (;;)
            {
                _ = Carry(await _door.AcceptAsync(_stop.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private async Task Carry(Socket near)
    {
        using var far = new Socket(_target.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            try
            {
                await _open.Task.WaitAsync(_stop.Token);
                await far.ConnectAsync(_target, _stop.Token);
                using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                var (there, back) = (Pump(near, far, over.Token), Pump(far, near, over.Token));
                await Task.WhenAny(there, back);
                await over.CancelAsync();
                await Task.WhenAll(there, back);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                // One end is gone: so is the line.
            }
        }
    }

    private async Task Pump(Socket from, Socket to, CancellationToken cancel)
    {
        var buffer = new byte[64 * 1024];
        while (await from.ReceiveAsync(buffer, cancel) is > 0 and var count)
        {
            await _open.Task.WaitAsync(cancel);
            if (Delay is { Ticks: > 0 } delay)
            {
                await Task.Delay(delay, cancel);
            }

            for (var sent = 0; sent < count;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), cancel);
            }
        }
    }
}
