using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sferum.Live;

/// <summary>Writes through SignalR's connections: at once while a socket keeps up, through its queue while it is busy.</summary>
internal sealed class QueuedSocketWriter(IOptions<GatewayOptions> options, TimeProvider clock, LiveMeter meter, ILogger<QueuedSocketWriter> log) : ISocketWriter
{
    private readonly GatewayOptions _options = options.Value;

    public void Write(ReadOnlySpan<LocalConnection> to, LiveMessage message)
    {
        foreach (var connection in to)
        {
            WriteOne(connection, message);
        }

        meter.Delivered(to.Length);
    }

    public void Write(LocalConnection to, LiveMessage message) => Write([to], message);

    public void End(LocalConnection connection, LiveMessage last)
    {
        var queue = connection.Queue;
        Task written;
        lock (queue.Gate)
        {
            if (queue.Closed)
            {
                return;
            }

            queue.Clear();
            queue.Closed = true;
            written = connection.Hub.WriteAsync(last.Bytes).AsTask();
        }

        _ = CloseAfter(connection.Hub, written);
    }

    public void Check(LocalConnection connection)
    {
        var queue = connection.Queue;
        lock (queue.Gate)
        {
            if (!queue.Busy || clock.GetElapsedTime(queue.BusySince) < _options.Stuck)
            {
                return;
            }

            queue.Clear();
            queue.Closed = true;
        }

        meter.Stuck();
        log.ClosedStuck(connection.Hub.ConnectionId);
        connection.Hub.Abort();
    }

    private static async Task CloseAfter(HubConnectionContext hub, Task written)
    {
        await Task.WhenAny(written, Task.Delay(TimeSpan.FromSeconds(1)));
        hub.Abort();
    }

    private void WriteOne(LocalConnection connection, LiveMessage message)
    {
        var queue = connection.Queue;
        lock (queue.Gate)
        {
            if (queue.Closed)
            {
                return;
            }

            if (queue.Busy)
            {
                if (!queue.Keep(message, message.Size(connection.Hub.Protocol), _options.QueueMessages, _options.QueueBytes))
                {
                    meter.Resync();
                }

                return;
            }

            var write = connection.Hub.WriteAsync(message.Bytes);
            if (write.IsCompletedSuccessfully)
            {
                return;
            }

            queue.Busy = true;
            queue.BusySince = clock.GetTimestamp();
            _ = Drain(connection, write);
        }
    }

    /// <summary>Runs while the socket is busy, one write at a time.</summary>
    private async Task Drain(LocalConnection connection, ValueTask write)
    {
        var queue = connection.Queue;
        while (true)
        {
            try
            {
                await write;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                // The connection is going away; SignalR closes it and the client resumes by number.
                log.WriteFailed(error);
            }

            lock (queue.Gate)
            {
                queue.BusySince = clock.GetTimestamp();
                if (queue.Closed || queue.Next(m => m.Size(connection.Hub.Protocol)) is not { } next)
                {
                    queue.Busy = false;
                    return;
                }

                write = connection.Hub.WriteAsync(next.Bytes);
            }
        }
    }
}
