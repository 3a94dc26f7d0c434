using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Sferum.District;

/// <summary>A WebSocket to the hub without any client library: sends what it is told, byte by byte, and may leave unread what comes.</summary>
internal sealed class HubWire : IDisposable
{
    private const char Separator = '\u001e';
    private readonly ClientWebSocket _socket;
    private readonly HttpMessageInvoker _invoker;
    private readonly Queue<JsonElement> _read = [];
    private string _rest = "";

    private HubWire(ClientWebSocket socket, HttpMessageInvoker invoker) => (_socket, _invoker) = (socket, invoker);

    public WebSocketState State => _socket.State;

    /// <summary>Opens a socket; the SignalR handshake is up to the caller.</summary>
    /// <param name="gateway">Where.</param>
    /// <param name="token">The access token.</param>
    /// <param name="origin">What a browser would say.</param>
    /// <param name="buffer">Bytes the kernel takes while nobody reads.</param>
    public static async Task<HubWire> Open(Uri gateway, string? token, string? origin = null, int? buffer = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        if (token is not null)
        {
            socket.Options.SetRequestHeader("Authorization", $"Bearer {token}");
        }

        if (origin is not null)
        {
            socket.Options.SetRequestHeader("Origin", origin);
        }

        var invoker = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancel) =>
            {
                var tcp = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                if (buffer is { } bytes)
                {
                    tcp.ReceiveBufferSize = bytes;
                }

                await tcp.ConnectAsync(context.DnsEndPoint, cancel);
                return new NetworkStream(tcp, ownsSocket: true);
            },
            SslOptions = { RemoteCertificateValidationCallback = static (_, own, _, _) => own?.Subject == "CN=127.0.0.1" },
        });
        await socket.ConnectAsync(new Uri($"{(gateway.Scheme == Uri.UriSchemeHttps ? "wss" : "ws")}://{gateway.Authority}{HubNames.Path}"), invoker, CancellationToken.None);
        return new HubWire(socket, invoker);
    }

    /// <summary>Opens a socket and shakes hands in JSON.</summary>
    public static async Task<HubWire> Shake(Uri gateway, string token, int? buffer = null)
    {
        var wire = await Open(gateway, token, buffer: buffer);
        await wire.Send("""{"protocol":"json","version":1}""");
        await wire.Receive();
        return wire;
    }

    public Task Send(string message) =>
        _socket.SendAsync(Encoding.UTF8.GetBytes(message + Separator), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    /// <summary>Calls a method with arguments written in JSON.</summary>
    public Task Call(string id, string method, string arguments) =>
        Send($$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":[{{arguments}}]}""");

    /// <summary>The next message that is no ping; null when the socket was closed.</summary>
    public async Task<JsonElement?> Receive()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var buffer = new byte[64 * 1024];
        var text = new MemoryStream();
        while (_read.Count == 0)
        {
            WebSocketReceiveResult part;
            try
            {
                part = await _socket.ReceiveAsync(new ArraySegment<byte>(buffer), patience.Token);
            }
            catch (WebSocketException)
            {
                return null;
            }

            if (part.MessageType == WebSocketMessageType.Close)
            {
                return null;
            }

            text.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
            {
                Split(Encoding.UTF8.GetString(text.ToArray()));
                text.SetLength(0);
            }
        }

        return _read.Dequeue();
    }

    /// <summary>Reads until a message fulfils a condition; null when the socket is closed before.</summary>
    public async Task<JsonElement?> ReceiveUntil(Func<JsonElement, bool> condition)
    {
        while (await Receive() is { } message)
        {
            if (condition(message))
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>The answer to a call.</summary>
    public async Task<JsonElement> Answer(string id)
    {
        var message = await ReceiveUntil(m => m.TryGetProperty("invocationId", out var i) && i.GetString() == id);
        Assert.NotNull(message);
        return message.Value.GetProperty("result");
    }

    public void Dispose()
    {
        _socket.Dispose();
        _invoker.Dispose();
    }

    private void Split(string text)
    {
        var parts = (_rest + text).Split(Separator);
        _rest = parts[^1];
        foreach (var part in parts[..^1])
        {
            var message = JsonDocument.Parse(part).RootElement.Clone();
            if (!(message.TryGetProperty("type", out var type) && type.GetInt32() == 6))
            {
                _read.Enqueue(message);
            }
        }
    }
}
