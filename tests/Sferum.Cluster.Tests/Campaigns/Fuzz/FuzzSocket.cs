using System.Globalization;
using System.Net.WebSockets;
using System.Text;

namespace Sferum.Campaigns;

/// <summary>
/// A socket that says anything: it shakes hands properly, then sends what it is given and waits until the server has dealt with it: until a harmless call
/// behind the input is answered, or the socket is closed. Closed, it opens another.
/// </summary>
internal sealed class FuzzSocket(Uri gateway, Func<string> token, bool messagePack) : IAsyncDisposable
{
    private readonly byte[] _buffer = new byte[16 * 1024];
    private ClientWebSocket? _socket;
    private long _probes;

    /// <summary>How often the server answered and went on.</summary>
    public int Answered { get; private set; }

    /// <summary>How often it closed the socket.</summary>
    public int Closed { get; private set; }

    /// <summary>Sends an input.</summary>
    /// <param name="input">The bytes of one WebSocket message.</param>
    /// <param name="whole">Whether it ends where a hub message ends; otherwise the socket is closed behind it.</param>
    /// <exception cref="TimeoutException">The server did neither.</exception>
    public async Task Send(byte[] input, bool whole)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await Send(input, whole, patience.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException($"Neither answered nor closed after {Convert.ToHexString(input.AsSpan(0, Math.Min(input.Length, 2000)))}", e);
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket?.Abort();
        _socket?.Dispose();
        _socket = null;
        return ValueTask.CompletedTask;
    }

    private async Task Send(byte[] input, bool whole, CancellationToken cancel)
    {
        try
        {
            var socket = _socket ??= await Open(cancel);
            await Say(socket, input, cancel);
            if (whole)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"probe-{++_probes}.");
                await Say(socket, Probe(name), cancel);
                if (await Hear(socket, name, cancel))
                {
                    Answered++;
                    return;
                }
            }
            else
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, cancel);
                await Hear(socket, null, cancel);
            }
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && e is (WebSocketException or IOException or OperationCanceledException))
        {
            // Cut by the server while we spoke.
        }

        Closed++;
        await DisposeAsync();
    }

    private Task Say(ClientWebSocket socket, byte[] bytes, CancellationToken cancel) =>
        socket.SendAsync(bytes, messagePack ? WebSocketMessageType.Binary : WebSocketMessageType.Text, endOfMessage: true, cancel);

    private byte[] Probe(string name) => messagePack
        ? FuzzInput.Lengthy(FuzzInput.Packed(1, new Dictionary<string, string>(), name, "Nothing", Array.Empty<object>(), Array.Empty<string>()))
        : Encoding.UTF8.GetBytes($$"""{"type":1,"invocationId":"{{name}}","target":"Nothing","arguments":[]}""" + '\u001e');

    private async Task<ClientWebSocket> Open(CancellationToken cancel)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + token());
        await socket.ConnectAsync(new Uri($"ws://{gateway.Authority}{HubNames.Path}"), cancel);
        var hello = messagePack ? """{"protocol":"messagepack","version":1}""" : """{"protocol":"json","version":1}""";
        await socket.SendAsync(Encoding.UTF8.GetBytes(hello + '\u001e'), WebSocketMessageType.Text, endOfMessage: true, cancel);
        return socket;
    }

    /// <summary>Reads until a name is heard, or the socket ends.</summary>
    private async Task<bool> Hear(ClientWebSocket socket, string? name, CancellationToken cancel)
    {
        var heard = "";
        while (true)
        {
            var part = await socket.ReceiveAsync(_buffer.AsMemory(), cancel);
            if (part.MessageType == WebSocketMessageType.Close)
            {
                return false;
            }

            heard = (heard.Length > 64 ? heard[^64..] : heard) + Encoding.Latin1.GetString(_buffer, 0, part.Count);
            if (name is not null && heard.Contains(name, StringComparison.Ordinal))
            {
                return true;
            }
        }
    }
}
