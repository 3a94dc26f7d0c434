namespace Sferum.History;

/// <summary>A clock that goes on a little each time that it is asked.</summary>
internal sealed class Clock(Random random) : TimeProvider
{
    private long _now = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now += random.Next(1, 20) * TimeSpan.TicksPerMillisecond;
}

/// <summary>Keeps events as a list, so that a test can plant a fault in it.</summary>
internal sealed class EventList : IHistorySink
{
    public List<HistoryEvent> Events { get; } = [];

    public void Write(in HistoryEvent recorded) => Events.Add(recorded);
}
