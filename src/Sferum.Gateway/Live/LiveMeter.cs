using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace Sferum.Live;

/// <summary>What this gateway's live part counts. No ids and no names in it.</summary>
internal sealed class LiveMeter
{
    public const string Name = "Sferum.Gateway";

    private readonly Counter<long> _deliveries;
    private readonly Histogram<double> _deliveryDuration;
    private readonly Counter<long> _resyncs;
    private readonly Counter<long> _stuck;
    private readonly Counter<long> _repairs;
    private readonly Counter<long> _frames;
    private readonly Counter<long> _bytes;
    private readonly Counter<long> _drainClosed;
    private readonly UpDownCounter<int> _connections;
    private readonly UpDownCounter<int> _direct;
    private readonly UpDownCounter<int> _rooms;

    public LiveMeter(IMeterFactory factory, IOptions<GatewayOptions> options)
    {
        var meter = factory.Create(Name);
        _deliveries = meter.CreateCounter<long>("sferum.gateway.deliveries", "{message}", "Messages written to connections.");
        _deliveryDuration = meter.CreateHistogram<double>(
            "sferum.gateway.delivery.duration", "s", "From the time of a chat's event, by the clock of its silo, until it was handed to the sockets of this gateway.");
        _resyncs = meter.CreateCounter<long>("sferum.gateway.resyncs", "{connection}", "Connections that fell behind their bounded queue.");
        _stuck = meter.CreateCounter<long>("sferum.gateway.stuck", "{connection}", "Connections closed because they took nothing.");
        _repairs = meter.CreateCounter<long>("sferum.gateway.repairs", "{read}", "Reads of the log that closed a hole in a room.");
        _frames = meter.CreateCounter<long>("sferum.gateway.direct.frames", "{frame}", "Frames sent past Kestrel, answers and pings included.");
        _bytes = meter.CreateCounter<long>("sferum.gateway.direct.bytes", "By", "Bytes in them.");
        _drainClosed = meter.CreateCounter<long>("sferum.gateway.drain.closed", "{connection}", "Connections that did not move by themselves when they were asked to.");
        meter.CreateObservableGauge("sferum.gateway.connections.limit", () => options.Value.Connections, "{connection}", "How many connections this gateway takes.");
        _connections = meter.CreateUpDownCounter<int>("sferum.gateway.connections", "{connection}", "Open connections.");
        _direct = meter.CreateUpDownCounter<int>("sferum.gateway.direct.connections", "{connection}", "Open connections whose sockets are written directly.");
        _rooms = meter.CreateUpDownCounter<int>("sferum.gateway.rooms", "{chat}", "Chats followed by this gateway.");
    }

    public void Delivered(int count) => _deliveries.Add(count);

    /// <summary>An event of the chat was handed to the sockets.</summary>
    public void Told(DateTimeOffset at, TimeProvider clock)
    {
        if (_deliveryDuration.Enabled)
        {
            // Clocks of two machines may differ by more than it took.
            _deliveryDuration.Record(Math.Max(0, (clock.GetUtcNow() - at).TotalSeconds));
        }
    }

    public void DrainClosed(int count) => _drainClosed.Add(count);

    public void Resync() => _resyncs.Add(1);

    public void Stuck() => _stuck.Add(1);

    public void Repaired() => _repairs.Add(1);

    public void Connections(int change) => _connections.Add(change);

    public void Sent(int frames, long bytes)
    {
        _frames.Add(frames);
        _bytes.Add(bytes);
    }

    public void Direct(int change) => _direct.Add(change);

    public void Rooms(int change) => _rooms.Add(change);
}
