using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Sferum.Load.Wire;

namespace Sferum.Baseline;

/// <summary>One raw connection: its upgrade, its frames, and what it could not take at once.</summary>
internal sealed class SocketMember(Socket socket, Dictionary<string, SocketRoom> rooms) : IDisposable
{
    private const int BufferBytes = 4 * 1024;
    private const int MostWaiting = 4 * 1024 * 1024;

    private readonly SocketAsyncEventArgs _receiving = new();
    private readonly FrameReader _frames = new();
    private readonly List<byte> _payload = [];
    private SocketAsyncEventArgs? _sending;
    private List<byte>? _waiting;
    private StringBuilder? _head = new();
    private SocketRoom? _room;

    public void Start()
    {
        (socket.NoDelay, socket.Blocking) = (true, false);
        _receiving.SetBuffer(new byte[BufferBytes]);
        _receiving.Completed += (_, _) => Receive(completed: true);
        Receive(completed: false);
    }

    public void Send(byte[] frame)
    {
        if (_waiting is { Count: > 0 })
        {
            Wait(frame);
            return;
        }

        var sent = socket.Send(frame, SocketFlags.None, out var error);
        if (error is not (SocketError.Success or SocketError.WouldBlock))
        {
            End();
        }
        else if (Math.Max(sent, 0) < frame.Length)
        {
            Wait(frame.AsSpan(Math.Max(sent, 0)));
            SendWaiting();
        }
    }

    public void Dispose()
    {
        socket.Dispose();
        _receiving.Dispose();
        _sending?.Dispose();
    }

    private void Wait(ReadOnlySpan<byte> rest)
    {
        _waiting ??= [];
        _waiting.AddRange(rest);
        if (_waiting.Count > MostWaiting)
        {
            End();
        }
    }

    private void SendWaiting()
    {
        if (_sending is null)
        {
            _sending = new SocketAsyncEventArgs();
            _sending.Completed += (_, _) => Sent();
        }

        while (_waiting is { Count: > 0 })
        {
            var bytes = _waiting.ToArray();
            _sending.SetBuffer(bytes);
            if (socket.SendAsync(_sending))
            {
                return;
            }

            _waiting.RemoveRange(0, _sending.BytesTransferred);
        }
    }

    private void Sent()
    {
        if (_sending!.SocketError != SocketError.Success)
        {
            End();
            return;
        }

        _waiting!.RemoveRange(0, _sending.BytesTransferred);
        SendWaiting();
    }

    private void Receive(bool completed)
    {
        try
        {
            while (completed || !socket.ReceiveAsync(_receiving))
            {
                completed = false;
                if (_receiving.BytesTransferred == 0 || _receiving.SocketError != SocketError.Success)
                {
                    End();
                    return;
                }

                Take(_receiving.MemoryBuffer.Span[.._receiving.BytesTransferred]);
            }
        }
        catch (ObjectDisposedException)
        {
            End();
        }
    }

    private void Take(Span<byte> bytes)
    {
        if (_head is { } head)
        {
            head.Append(Encoding.ASCII.GetString(bytes));
            if (head.ToString() is var request && request.EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                _head = null;
                Upgrade(request);
            }

            return;
        }

        while (_frames.TryRead(ref bytes, out var piece))
        {
            if (_frames.Kind is not (FrameKind.Text or FrameKind.Continuation))
            {
                continue;
            }

            _payload.AddRange(piece);
            if (_frames.IsEnd)
            {
                foreach (var answer in HubText.Answer([.. _payload], _room!.Post))
                {
                    Send(FrameWriter.FromServer(FrameKind.Text, answer));
                }

                _payload.Clear();
            }
        }
    }

    private void Upgrade(string request)
    {
        var name = request[(request.IndexOf("room=", StringComparison.Ordinal) + 5)..].Split(' ')[0];
        var key = request[(request.IndexOf("Sec-WebSocket-Key: ", StringComparison.Ordinal) + 19)..].Split("\r\n")[0];
#pragma warning disable CA5350 // RFC 6455 asks for SHA-1; it keeps no secret.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        Send(Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"));
        if (!rooms.TryGetValue(name, out _room))
        {
            rooms.Add(name, _room = new SocketRoom());
        }

        _room.Join(this);
    }

    private void End()
    {
        _room?.Leave(this);
        Dispose();
    }
}
