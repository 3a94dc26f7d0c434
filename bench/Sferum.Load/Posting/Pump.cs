using System.Diagnostics;

namespace Sferum.Load.Posting;

/// <summary>Makes posts fall due: by the clock, or because earlier ones are over. It also looks after chats that stand still.</summary>
internal sealed class Pump(IReadOnlyList<LoadChat> chats, double? rate)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly long[] _progress = new long[chats.Count];
    private readonly long[] _since = new long[chats.Count];

    /// <summary>How often posts of a chat were given up because nothing moved.</summary>
    public long Stalls { get; private set; }

    public Task Run(CancellationToken stop) => rate is > 0 and { } perSecond ? ByClock(perSecond, stop) : rate is null ? ByWindow(stop) : Task.CompletedTask;

    private async Task ByClock(double perSecond, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        for (var posted = 0L; !stop.IsCancellationRequested; posted++)
        {
            var early = TimeSpan.FromSeconds(posted / perSecond) - Stopwatch.GetElapsedTime(began);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (!stop.IsCancellationRequested)
            {
                chats[(int)(posted % chats.Count)].PostOne();
            }
        }
    }

    private async Task ByWindow(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            for (var i = 0; i < chats.Count; i++)
            {
                chats[i].PostDue();
                GiveUp(i);
            }

            await Task.Delay(Look, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void GiveUp(int i)
    {
        var now = Stopwatch.GetTimestamp();
        if (chats[i].Progress != _progress[i] || _since[i] == 0)
        {
            (_progress[i], _since[i]) = (chats[i].Progress, now);
        }
        else if (Stopwatch.GetElapsedTime(_since[i], now) > Patience)
        {
            _since[i] = now;
            Stalls++;
            chats[i].Forget();
        }
    }
}
