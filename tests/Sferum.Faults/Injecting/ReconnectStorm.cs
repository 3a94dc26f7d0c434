using System.Diagnostics;
using Sferum.Chats;
using Sferum.Live;

namespace Sferum.Faults;

/// <summary>Thousands of connections that only sit there break at the same moment and come back.</summary>
internal sealed class ReconnectStorm : Fault
{
    private const int AtOnce = 64;

    public override string Name => "storm";

    public override async Task<string> Strike(Scene scene, CancellationToken cancel)
    {
        var sitting = new List<Sitting>();
        try
        {
            for (var i = 0; i < scene.Plan.Storm; i++)
            {
                sitting.Add(new Sitting(scene.Spare[i % scene.Spare.Count]));
                if (i % AtOnce == AtOnce - 1)
                {
                    await Task.WhenAll(sitting.TakeLast(AtOnce).Select(s => s.IsLive(cancel)));
                }
            }

            await Task.WhenAll(sitting.Select(s => s.IsLive(cancel)));
            var began = Stopwatch.GetTimestamp();
            await Task.WhenAll(sitting.Select(static s => s.Live.CutAsync()));
            var back = await Task.WhenAll(sitting.Select(s => s.Back(began, cancel)));
            Array.Sort(back);
            return FormattableString.Invariant($"{back.Length} connections: 95 % back in {back[(int)(back.Length * 0.95)].TotalSeconds:0.0} s, all in {back[^1].TotalSeconds:0.0} s");
        }
        finally
        {
            await Task.WhenAll(sitting.Select(static s => s.Live.DisposeAsync().AsTask()));
        }
    }

    /// <summary>A connection that nobody uses, with the client's usual pauses.</summary>
    private sealed class Sitting : ILiveObserver
    {
        public Sitting(SferumClient client) => Live = client.Connect(this);

        public LiveConnection Live { get; }

        public async Task IsLive(CancellationToken cancel)
        {
            if (!await Live.WhenLiveAsync(cancel))
            {
                throw new InvalidOperationException("A connection of the storm is over for good.");
            }
        }

        public async Task<TimeSpan> Back(long since, CancellationToken cancel)
        {
            await IsLive(cancel);
            return Stopwatch.GetElapsedTime(since);
        }

        bool ILiveObserver.OnEvents(Guid chat, IReadOnlyList<ChatEventDto> events, EventSource source) => true;
    }
}
