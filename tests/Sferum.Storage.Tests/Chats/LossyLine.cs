using System.Net;
using System.Net.Sockets;

namespace Sferum.Chats;

/// <summary>A line to the database that can break just when an answer is on its way: what was asked has been done, and nobody hears of it.</summary>
internal sealed class LossyLine : IAsyncDisposable
{
    private readonly TcpListener _door = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _target;
    private readonly Task _accepting;
    private int _losing;

    public LossyLine(string host, int port)
    {
        _target = new IPEndPoint(IPAddress.Parse(host), port);
        _door.Start();
        _accepting = Accept();
    }

    public int Port => ((IPEndPoint)_door.LocalEndpoint).Port;

    /// <summary>How many answers are still to be lost, each with its connection.</summary>
    public int Losing
    {
        get => Volatile.Read(ref _losing);
        set => Volatile.Write(ref _losing, value);
    }

    public async ValueTask DisposeAsync()
    {
        _door.Stop();
        await _accepting;
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                _ = Carry(await _door.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private async Task Carry(TcpClient near)
    {
        using var far = new TcpClient { NoDelay = true };
        using (near)
        {
            await far.ConnectAsync(_target);
            near.NoDelay = true;
            var (client, server) = (near.GetStream(), far.GetStream());
            await Task.WhenAny(Pump(client, server, static () => false), Pump(server, client, () => Losing > 0));
            Interlocked.Exchange(ref _losing, Math.Max(0, Losing - 1));
        }
    }

    private static async Task Pump(NetworkStream from, NetworkStream to, Func<bool> loses)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var count && !loses())
            {
                await to.WriteAsync(buffer.AsMemory(0, count));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // One end is gone: so is the line.
        }
    }
}
