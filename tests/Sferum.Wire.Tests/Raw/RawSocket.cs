using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sferum.Wire;

/// <summary>A TCP connection to the host: HTTP and WebSocket frames written and read by hand, right or wrong.</summary>
internal sealed class RawSocket : IDisposable
{
    public const int Continuation = 0;
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    /// <summary>The example of RFC 6455, 1.3.</summary>
    public const string Key = "dGhlIHNhbXBsZSBub25jZQ==";

    private const char Separator = '\u001e';
    private const string HubPing = "{\"type\":6}\u001e";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly Socket _socket;
    private readonly List<byte> _read = [];
    private readonly Queue<string> _messages = [];
    private readonly byte[] _buffer = new byte[64 * 1024];

    private RawSocket(Socket socket) => _socket = socket;

    public static async Task<RawSocket> Connect(Uri server, int? receiveBuffer = null)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } bytes)
        {
            socket.ReceiveBufferSize = bytes;
        }

        await socket.ConnectAsync(IPAddress.Loopback, server.Port);
        return new RawSocket(socket);
    }

    /// <summary>The request that opens a WebSocket at the hub.</summary>
    public static string Opening(Uri server, string? token, params string[] more)
    {
        string[] lines =
        [
            $"GET {HubNames.Path} HTTP/1.1", $"Host: {server.Authority}", "Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
            $"Sec-WebSocket-Key: {Key}", .. token is null ? Array.Empty<string>() : [$"Authorization: Bearer {token}"], .. more,
        ];
        return string.Join("\r\n", lines) + "\r\n\r\n";
    }

    /// <summary>Opens a WebSocket and shakes hands in JSON.</summary>
    public static async Task<RawSocket> Shake(Stage stage)
    {
        var raw = await Connect(stage.Address);
        await raw.Send(Opening(stage.Address, stage.Mine));
        Assert.Equal(101, (await raw.ReadAnswer()).Status);
        await raw.SendMessage("""{"protocol":"json","version":1}""");
        Assert.Equal("{}", await raw.ReadMessage());
        return raw;
    }

    public Task Send(string text) => Send(Encoding.UTF8.GetBytes(text));

    public async Task Send(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes)..];
        }
    }

    /// <summary>One byte to a packet.</summary>
    public async Task SendSlowly(ReadOnlyMemory<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            await _socket.SendAsync(bytes.Slice(i, 1));
        }
    }

    public Task SendFrame(int kind, ReadOnlySpan<byte> payload, bool final = true, bool masked = true) => Send(Frame(kind, payload, final, masked));

    /// <summary>A hub message as one text frame.</summary>
    public Task SendMessage(string message) => SendFrame(Text, Encoding.UTF8.GetBytes(message + Separator));

    public Task Call(string id, string method, string arguments) =>
        SendMessage($$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":[{{arguments}}]}""");

    public static byte[] Frame(int kind, ReadOnlySpan<byte> payload, bool final = true, bool masked = true)
    {
        var head = new List<byte> { (byte)((final ? 0x80 : 0) | kind) };
        var mask = masked ? 0x80 : 0;
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(length, (ulong)payload.Length);
        switch (payload.Length)
        {
            case < 126:
                head.Add((byte)(mask | payload.Length));
                break;
            case <= ushort.MaxValue:
                head.Add((byte)(mask | 126));
                head.AddRange(length[6..]);
                break;
            default:
                head.Add((byte)(mask | 127));
                head.AddRange(length);
                break;
        }

        ReadOnlySpan<byte> key = masked ? [0x37, 0xfa, 0x21, 0x3d] : [];
        head.AddRange(key);
        var frame = new byte[head.Count + payload.Length];
        head.CopyTo(frame);
        for (var i = 0; i < payload.Length; i++)
        {
            frame[head.Count + i] = (byte)(payload[i] ^ (masked ? key[i & 3] : 0));
        }

        return frame;
    }

    /// <summary>The next frame that is no ping of the hub; null when the connection has ended. A message in several frames is put together.</summary>
    public async Task<RawFrame?> ReadFrame()
    {
        while (await ReadPart() is { } frame)
        {
            while (!frame.IsFinal)
            {
                if (await ReadPart() is not { } next)
                {
                    return null;
                }

                Assert.Equal(Continuation, next.Kind); // nothing of the hub stands in between
                frame = new RawFrame(next.IsFinal, frame.Kind, [.. frame.Payload, .. next.Payload]);
            }

            if (frame.Text != HubPing)
            {
                return frame;
            }
        }

        return null;
    }

    /// <summary>The next hub message that is no ping; null when the connection has ended or is being closed. A frame may hold several.</summary>
    public async Task<string?> ReadMessage()
    {
        while (_messages.Count == 0)
        {
            if (await ReadFrame() is not { Kind: Text } frame)
            {
                return null;
            }

            Assert.EndsWith($"{Separator}", frame.Text, StringComparison.Ordinal);
            foreach (var message in frame.Text.Split(Separator)[..^1].Where(static m => m + Separator != HubPing))
            {
                _messages.Enqueue(message);
            }
        }

        return _messages.Dequeue();
    }

    /// <summary>The answer to a call, whatever comes before it; null when the connection ends.</summary>
    public async Task<string?> ReadResult(string id)
    {
        while (await ReadMessage() is { } message)
        {
            if (message.Contains($"\"invocationId\":\"{id}\"", StringComparison.Ordinal))
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>Reads until the connection ends; the code of the close frame that came before, if one did.</summary>
    public async Task<int?> ReadEnd()
    {
        int? code = null;
        while (await ReadFrame() is { } frame)
        {
            if (frame.Kind == Close)
            {
                code = frame.Payload.Length < 2 ? 1005 : BinaryPrimitives.ReadUInt16BigEndian(frame.Payload);
                await SendClose(frame.Payload);
            }
        }

        return code;
    }

    /// <summary>An answer of HTTP.</summary>
    public async Task<RawAnswer> ReadAnswer()
    {
        int end;
        while ((end = _read.ToArray().AsSpan().IndexOf("\r\n\r\n"u8)) < 0)
        {
            Assert.True(await Receive(), "the connection ended before an answer");
        }

        var lines = Encoding.ASCII.GetString((await Take(end + 4))!).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(static l => l.Split(": ", 2)).ToLookup(static h => h[0], static h => h[1], StringComparer.OrdinalIgnoreCase);
        var status = int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        var body = status is 100 or 101 ? [] : await Body(headers);
        return new RawAnswer(status, headers, Encoding.UTF8.GetString(body));
    }

    public void Dispose() => _socket.Dispose();

    private async Task<RawFrame?> ReadPart()
    {
        if (await Take(2) is not { } head)
        {
            return null;
        }

        Assert.Equal(0, head[1] & 0x80); // a server does not mask
        Assert.Equal(0, head[0] & 0x70); // no extension was agreed
        var extra = (head[1] & 0x7f) switch { 126 => 2, 127 => 8, _ => 0 };
        var length = (ulong)(head[1] & 0x7f);
        if (extra > 0)
        {
            var bytes = new byte[8];
            (await Take(extra))!.CopyTo(bytes, 8 - extra);
            length = BinaryPrimitives.ReadUInt64BigEndian(bytes);
            Assert.True(length > (extra == 2 ? 125u : ushort.MaxValue), "the shortest form of the length is to be used");
        }

        return await Take((int)length) is { } payload ? new RawFrame((head[0] & 0x80) != 0, head[0] & 15, payload) : null;
    }

    private async Task SendClose(byte[] payload)
    {
        try
        {
            await SendFrame(Close, payload);
        }
        catch (SocketException)
        {
            // Gone already.
        }
    }

    private async Task<byte[]> Body(ILookup<string, string> headers)
    {
        if (headers["Content-Length"].FirstOrDefault() is { } length)
        {
            return (await Take(int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)))!;
        }

        var body = new List<byte>();
        while (headers["Transfer-Encoding"].Contains("chunked", StringComparer.Ordinal))
        {
            int end;
            while ((end = _read.ToArray().AsSpan().IndexOf("\r\n"u8)) < 0)
            {
                Assert.True(await Receive());
            }

            var size = Convert.ToInt32(Encoding.ASCII.GetString((await Take(end + 2))!).Trim(), 16);
            body.AddRange((await Take(size + 2))!.AsSpan(0, size));
            if (size == 0)
            {
                break;
            }
        }

        return [.. body];
    }

    private async Task<byte[]?> Take(int count)
    {
        while (_read.Count < count)
        {
            if (!await Receive())
            {
                return null;
            }
        }

        var taken = _read.GetRange(0, count).ToArray();
        _read.RemoveRange(0, count);
        return taken;
    }

    private async Task<bool> Receive()
    {
        using var patience = new CancellationTokenSource(Patience);
        int count;
        try
        {
            count = await _socket.ReceiveAsync(_buffer, patience.Token);
        }
        catch (SocketException)
        {
            count = 0;
        }

        _read.AddRange(_buffer.AsSpan(0, count));
        return count > 0;
    }
}

/// <summary>A frame as it came.</summary>
internal sealed record RawFrame(bool IsFinal, int Kind, byte[] Payload)
{
    public string Text => Encoding.UTF8.GetString(Payload);
}

/// <summary>An answer of HTTP as it came.</summary>
internal sealed record RawAnswer(int Status, ILookup<string, string> Headers, string Body)
{
    public string? Header(string name) => Headers[name].FirstOrDefault();
}
