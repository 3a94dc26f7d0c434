using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sferum.Live;

namespace Sferum.Edge;

/// <summary>
/// Writes straight to the sockets that are ours: a message is encoded and framed once per protocol, each member costs one system call. Connections
/// that Kestrel holds (TLS in this process, other systems) get the same through <see cref="QueuedSocketWriter"/>.
/// </summary>
internal sealed class DirectSocketWriter(
    QueuedSocketWriter others, IOptions<GatewayOptions> options, LiveMeter meter, ILogger<DirectSocketWriter> log) : ISocketWriter
{
    private readonly TimeSpan _stuck = options.Value.Stuck;

    public void Write(ReadOnlySpan<LocalConnection> to, LiveMessage message)
    {
        if (to.Length >= WideWrite.Wide)
        {
            WideWrite.Run(to, message, this);
        }
        else
        {
            WritePart(to, message);
        }
    }

    public void End(LocalConnection connection, LiveMessage last)
    {
        if (connection.Socket is not { } socket)
        {
            others.End(connection, last);
            return;
        }

        lock (connection.Queue.Gate)
        {
            if (connection.Queue.Closed)
            {
                return;
            }

            connection.Queue.Closed = true;
        }

        socket.Wire.PublishLast(last.Frame(connection.Hub.Protocol));
        connection.Hub.Abort();
    }

    public void Check(LocalConnection connection)
    {
        if (connection.Socket is not { } socket)
        {
            others.Check(connection);
            return;
        }

        if (!socket.Wire.IsStuck(_stuck))
        {
            return;
        }

        lock (connection.Queue.Gate)
        {
            connection.Queue.Closed = true;
        }

        meter.Stuck();
        log.ClosedStuck(connection.Hub.ConnectionId);
        socket.Abort();
    }

    /// <summary>Some of those who are told.</summary>
    internal void WritePart(ReadOnlySpan<LocalConnection> to, LiveMessage message)
    {
        byte[]? text = null;
        byte[]? binary = null;
        var frames = 0;
        long bytes = 0;
        foreach (var connection in to)
        {
            if (connection.Socket is not { } socket)
            {
                others.Write(connection, message);
                continue;
            }

            var frame = socket.IsBinary ? binary ??= message.Frame(connection.Hub.Protocol) : text ??= message.Frame(connection.Hub.Protocol);
            frames++;
            bytes += frame.Length;
            if (!socket.Publish(frame, message.MayBeLost, LiveMessage.Resync.Frame(connection.Hub.Protocol)))
            {
                meter.Resync();
            }
        }

        if (frames > 0)
        {
            meter.Delivered(frames);
            meter.Sent(frames, bytes);
        }
    }
}
