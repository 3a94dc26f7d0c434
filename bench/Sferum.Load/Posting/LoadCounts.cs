using System.Diagnostics;

namespace Sferum.Load.Posting;

/// <summary>What is counted over all chats while it is measured.</summary>
internal sealed class LoadCounts
{
    private volatile bool _measuring;

    /// <summary>Microseconds from a post to its answer.</summary>
    public Histogram Acks { get; } = new();

    /// <summary>Microseconds from a post to its event at a member; a sample.</summary>
    public Histogram Deliveries { get; } = new();

    public void Measure(bool on) => _measuring = on;

    public void Acked(long sentAt)
    {
        if (_measuring)
        {
            Acks.Add((long)Stopwatch.GetElapsedTime(sentAt).TotalMicroseconds);
        }
    }

    /// <summary>An event that carries when it was sent.</summary>
    public void Delivered(long sentAt, long now)
    {
        if (_measuring && sentAt > 0)
        {
            Deliveries.Add((long)Stopwatch.GetElapsedTime(sentAt, now).TotalMicroseconds);
        }
    }
}
