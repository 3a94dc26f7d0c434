using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace Sferum.Stub;

/// <summary>A fake clock that tells when somebody waits on it: time that is moved before passes nobody by.</summary>
internal sealed class WatchedClock : FakeTimeProvider
{
    private readonly Channel<ITimer> _waits = Channel.CreateUnbounded<ITimer>();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _waits.Writer.TryWrite(timer);
        return timer;
    }

    /// <summary>Moves the time when the next one waits.</summary>
    public async Task AdvanceWaited(TimeSpan by)
    {
        await _waits.Reader.ReadAsync();
        Advance(by);
    }
}
