using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Sferum.Faults;

public sealed class A_line : IAsyncDisposable
{
    private readonly TcpListener _target = new(IPAddress.Loopback, 0);
    private readonly TcpLine _line;

    public A_line()
    {
        _target.Start();
        _line = new TcpLine(IPAddress.Loopback, (IPEndPoint)_target.LocalEndpoint);
    }

    [Fact]
    public async Task Carries_both_ways_and_ends_when_one_end_does()
    {
        using var near = await Connect();
        using var far = await _target.AcceptTcpClientAsync();
        await Say(near, 1);
        Assert.Equal(1, await Hear(far));
        await Say(far, 2);
        Assert.Equal(2, await Hear(near));
        far.Close();
        Assert.Equal(-1, await Hear(near));
    }

    [Fact]
    public async Task Keeps_what_is_said_while_it_is_stalled()
    {
        using var near = await Connect();
        using var far = await _target.AcceptTcpClientAsync();
        _line.Stall();
        await Say(near, 1);
        var heard = Hear(far);
        Assert.NotSame(heard, await Task.WhenAny(heard, Task.Delay(200)));
        _line.Flow();
        Assert.Equal(1, await heard);
    }

    [Fact]
    public async Task Lets_everything_arrive_later()
    {
        using var near = await Connect();
        using var far = await _target.AcceptTcpClientAsync();
        _line.Delay = TimeSpan.FromMilliseconds(100);
        var began = Stopwatch.GetTimestamp();
        await Say(near, 1);
        Assert.Equal(1, await Hear(far));
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.FromMilliseconds(90), TimeSpan.MaxValue);
    }

    public async ValueTask DisposeAsync()
    {
        await _line.DisposeAsync();
        _target.Dispose();
    }

    private static async Task Say(TcpClient client, byte what) => await client.GetStream().WriteAsync(new[] { what });

    private static async Task<int> Hear(TcpClient client)
    {
        var buffer = new byte[1];
        return await client.GetStream().ReadAsync(buffer) == 1 ? buffer[0] : -1;
    }

    private async Task<TcpClient> Connect()
    {
        var client = new TcpClient();
        await client.ConnectAsync(_line.Address);
        return client;
    }
}
