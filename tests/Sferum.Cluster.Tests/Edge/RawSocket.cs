using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Sferum.Edge;

/// <summary>A WebSocket to the hub of which every byte is ours.</summary>
internal sealed class RawSocket : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Socket _socket;
    private readonly NetworkStream _stream;

    private RawSocket(Socket socket) => (_socket, _stream) = (socket, new NetworkStream(socket, ownsSocket: true));

    public static async Task<RawSocket> Connect(Uri gateway, int? buffer = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (buffer is { } bytes)
        {
            socket.ReceiveBufferSize = bytes;
        }

        await socket.ConnectAsync(gateway.Host, gateway.Port);
        return new RawSocket(socket);
    }

    /// <summary>Connects, upgrades and shakes hands.</summary>
    public static async Task<RawSocket> Open(Uri gateway, string token, int? buffer = null)
    {
        var raw = await Connect(gateway, buffer);
        await raw.Send([.. Upgrade(gateway, token), .. Hello]);
        await raw.Upgraded();
        Assert.Equal("{}\u001e", Encoding.UTF8.GetString((await raw.Frame()).Payload));
        return raw;
    }

    /// <summary>SignalR's handshake.</summary>
    public static byte[] Hello => Call("""{"protocol":"json","version":1}""");

    public static byte[] Call(string json) => ClientFrame.Text(json + '\u001e').Bytes();

    public static byte[] Upgrade(Uri gateway, string token) => Encoding.ASCII.GetBytes(
        $"GET {HubNames.Path} HTTP/1.1\r\nHost: {gateway.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        + $"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer {token}\r\n\r\n");

    public async Task Send(byte[] bytes, int piece = int.MaxValue)
    {
        for (var at = 0; at < bytes.Length; at += Math.Min(piece, bytes.Length - at))
        {
            await _stream.WriteAsync(bytes.AsMemory(at, Math.Min(piece, bytes.Length - at)));
        }
    }

    /// <summary>Reads the server's answer to the upgrade.</summary>
    public async Task Upgraded()
    {
        var head = new StringBuilder();
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            head.Append((char)(await Bytes(1))[0]);
        }

        Assert.StartsWith("HTTP/1.1 101 ", head.ToString(), StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", head.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The next frame that is no ping of SignalR's.</summary>
    public async Task<(FrameKind Kind, byte[] Payload)> Frame()
    {
        while (true)
        {
            var head = await Bytes(2);
            Assert.Equal(0x80, head[0] & 0xf0);
            var length = head[1] switch
            {
                126 => BinaryPrimitives.ReadUInt16BigEndian(await Bytes(2)),
                127 => BinaryPrimitives.ReadInt64BigEndian(await Bytes(8)),
                _ => head[1],
            };
            var payload = await Bytes((int)length);
            if (payload.Length != 11 || Encoding.UTF8.GetString(payload) != "{\"type\":6}\u001e")
            {
                return ((FrameKind)(head[0] & 15), payload);
            }
        }
    }

    /// <summary>The code with which the server closes, and then says nothing more.</summary>
    public async Task<int> Closed()
    {
        while (true)
        {
            var (kind, payload) = await Frame();
            if (kind == FrameKind.Close)
            {
                await Send(new ClientFrame(8, payload).Bytes());
                Assert.True(await IsOver());
                return BinaryPrimitives.ReadUInt16BigEndian(payload);
            }
        }
    }

    /// <summary>Whether nothing comes any more, after everything that was on its way.</summary>
    public async Task<bool> IsOver()
    {
        try
        {
            while (await _stream.ReadAsync(new byte[64 * 1024]).AsTask().WaitAsync(Patience) > 0)
            {
                // Whatever was on its way.
            }
        }
        catch (IOException)
        {
            // Cut.
        }

        return true;
    }

    /// <summary>Gone without a word.</summary>
    public void Kill()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Close();
    }

    public void Dispose() => _stream.Dispose();

    public async Task<byte[]> Bytes(int count)
    {
        var bytes = new byte[count];
        await _stream.ReadExactlyAsync(bytes).AsTask().WaitAsync(Patience);
        return bytes;
    }
}
