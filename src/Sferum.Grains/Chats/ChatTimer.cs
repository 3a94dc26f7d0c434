using Orleans.Runtime;

namespace Sferum.Chats;

/// <summary>A timer that exists only while there is something to do: idle chats have none.</summary>
internal sealed class ChatTimer(Grain grain, TimeSpan period, Func<Task<bool>> tick)
{
    private IGrainTimer? _timer;

    /// <summary>There is something to do: the first tick comes after the delay, the next ones after each period, until one says that nothing is left.</summary>
    public void Start(TimeSpan? delay = null) => _timer ??= grain.RegisterGrainTimer(
        static (self, _) => self.Run(),
        this,
        new GrainTimerCreationOptions { DueTime = delay ?? period, Period = period, Interleave = true });

    public void Stop()
    {
        _timer?.Dispose();
        _timer = null;
    }

    private async Task Run()
    {
        if (!await tick())
        {
            Stop();
        }
    }
}
