namespace Sferum.District;

/// <summary>The real time, moved: it goes on by itself, and a test lets days pass.</summary>
internal sealed class MovedClock(DateTimeOffset start) : TimeProvider
{
    private long _moved = (start - System.GetUtcNow()).Ticks;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref _moved));

    /// <summary>So much time passes.</summary>
    public void Pass(TimeSpan time) => Interlocked.Add(ref _moved, time.Ticks);

    /// <summary>It is this time now.</summary>
    public void MoveTo(DateTimeOffset time) => Volatile.Write(ref _moved, (time - System.GetUtcNow()).Ticks);
}
