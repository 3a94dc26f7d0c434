using System.Diagnostics.Metrics;

namespace Sferum.Live;

/// <summary>What this gateway's live part counts. No ids and no names in it.</summary>
internal sealed class LiveMeter
{
    public const string Name = "Sferum.Gateway";

    private readonly Counter<long> _deliveries;
    private readonly Counter<long> _resyncs;
    private readonly Counter<long> _stuck;
    private readonly Counter<long> _repairs;
    private readonly Counter<long> _frames;
    private readonly Counter<long> _bytes;
    private readonly UpDownCounter<int> _connections;
    private readonly UpDownCounter<int> _direct;
    private readonly UpDownCounter<int> _rooms;

    public LiveMeter(IMeterFactory factory)
    {
        var meter = factory.Create(Name);
        _deliveries = meter.CreateCounter<long>("sferum.gateway.deliveries", "{message}", "Messages written to connections.");
        _resyncs = meter.CreateCounter<long>("sferum.gateway.resyncs", "{connection}", "Connections that fell behind their bounded queue.");
        _stuck = meter.CreateCounter<long>("sferum.gateway.stuck", "{connection}", "Connections closed because they took nothing.");
        _repairs = meter.CreateCounter<long>("sferum.gateway.repairs", "{read}", "Reads of the log that closed a hole in a room.");
        _frames = meter.CreateCounter<long>("sferum.gateway.direct.frames", "{frame}", "Frames sent past Kestrel, answers and pings included.");
        _bytes = meter.CreateCounter<long>("sferum.gateway.direct.bytes", "By", "Bytes in them.");
        _connections = meter.CreateUpDownCounter<int>("sferum.gateway.connections", "{connection}", "Open connections.");
        _direct = meter.CreateUpDownCounter<int>("sferum.gateway.direct.connections", "{connection}", "Open connections whose sockets are written directly.");
        _rooms = meter.CreateUpDownCounter<int>("sferum.gateway.rooms", "{chat}", "Chats followed by this gateway.");
    }

    public void Delivered(int count) => _deliveries.Add(count);

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
