using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sferum.Chats;
using Sferum.Gateways;

namespace Sferum.Live;

/// <summary>
/// Tells every silo which chats have readers here (docs/adr/0002). What many connections want at the same time goes out in one call per silo; there is
/// one conversation at a time, so that a coming and a going can't overtake each other.
/// </summary>
internal sealed class Follows(
    IClusterClient cluster, GatewayPorts ports, Silos silos, IOptions<GatewayOptions> options, TimeProvider clock, ILogger<Follows> log) : IDisposable
{
    private const int ChatsPerCall = 5000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly Dictionary<ChatId, int> _rooms = [];
    private readonly HashSet<ChatId> _changed = [];
    private TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _telling;
    private int _renewSoon;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HashSet<ChatId> _followed = [];
    private readonly ConcurrentDictionary<string, SiloState> _silos = new(StringComparer.Ordinal);
    private long _sum;

    /// <summary>These chats have a room here. Done when each silo knows; one that does not answer is told again by <see cref="Sweep"/>.</summary>
    public Task Follow(IReadOnlyList<ChatId> chats) => Change(chats, 1);

    /// <summary>Their rooms are gone.</summary>
    public void Unfollow(IReadOnlyList<ChatId> chats) => _ = Change(chats, -1);

    /// <summary>A silo has said that it delivers nothing here any more: the next sweep asks all of them.</summary>
    public void RenewSoon() => Volatile.Write(ref _renewSoon, 1);

    /// <summary>
    /// Looks for silos that came, went, or were not told; renews what they know. True when a silo came or went or had to be told anew: what was
    /// committed in between may not have been delivered.
    /// </summary>
    public async Task<bool> Sweep()
    {
        var anew = await silos.Refresh();
        await _turn.WaitAsync();
        try
        {
            foreach (var gone in _silos.Keys.Except(silos.Current).ToList())
            {
                _silos.TryRemove(gone, out _);
            }

            var now = Interlocked.Exchange(ref _renewSoon, 0) == 1;
            var told = await Task.WhenAll(silos.Current.Select(s => Keep(s, now)));
            return anew || told.Contains(true);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The gateway stops: nobody needs to deliver here any more.</summary>
    public async Task End()
    {
        await _turn.WaitAsync();
        try
        {
            await Task.WhenAll(_silos.Select(s => Say(s.Key, s.Value, feed => feed.Unfollow(ports.Name, [.. _followed]).AsTask())));
            _silos.Clear();
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private Task Change(IReadOnlyList<ChatId> chats, int by)
    {
        lock (_gate)
        {
            foreach (var chat in chats)
            {
                var count = _rooms.GetValueOrDefault(chat) + by;
                _rooms[chat] = count;
                _changed.Add(chat);
            }

            if (!_telling)
            {
                _telling = true;
                _ = Tell();
            }

            return _told.Task;
        }
    }

    private async Task Tell()
    {
        await Task.Yield();
        await _turn.WaitAsync();
        try
        {
            while (Take(out var came, out var went) is { } told)
            {
                if (silos.Current.Count == 0)
                {
                    await silos.Refresh();
                }

                await Task.WhenAll(silos.Current.Select(silo => Tell(silo, came, went)));
                told.SetResult();
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Takes what has changed since the last time; null when nothing has.</summary>
    private TaskCompletionSource? Take(out List<ChatId> came, out List<ChatId> went)
    {
        (came, went) = ([], []);
        lock (_gate)
        {
            if (_changed.Count == 0)
            {
                _telling = false;
                return null;
            }

            foreach (var chat in _changed)
            {
                if (_rooms[chat] > 0)
                {
                    if (_followed.Add(chat))
                    {
                        _sum ^= FollowedChats.Sum(chat);
                        came.Add(chat);
                    }
                }
                else if (_rooms.Remove(chat) && _followed.Remove(chat))
                {
                    _sum ^= FollowedChats.Sum(chat);
                    went.Add(chat);
                }
            }

            _changed.Clear();
            var told = _told;
            _told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return told;
        }
    }

    private async Task Tell(string silo, List<ChatId> came, List<ChatId> went)
    {
        if (!_silos.TryGetValue(silo, out var state))
        {
            await TellAll(silo);
            return;
        }

        // A silo that is not in step is told everything by the sweep; nobody waits for it.
        if (!state.InStep)
        {
            return;
        }

        if (went.Count > 0)
        {
            state.InStep &= await Say(silo, state, feed => feed.Unfollow(ports.Name, went).AsTask());
        }

        foreach (var some in came.Chunk(ChatsPerCall))
        {
            state.InStep &= await Say(silo, state, feed => feed.Follow(ports.Name, ports.All, some).AsTask());
        }
    }

    /// <summary>Keeps one silo in step; true when it had to be told everything.</summary>
    private async Task<bool> Keep(string silo, bool now)
    {
        if (!_silos.TryGetValue(silo, out var state) || !state.InStep)
        {
            return await TellAll(silo);
        }

        if (!now && clock.GetElapsedTime(state.RenewedAt) < options.Value.FeedRenewal)
        {
            return false;
        }

        var same = false;
        var said = await Say(silo, state, async feed => same = await feed.Renew(ports.Name, _followed.Count, _sum));
        state.InStep = said && same;
        return !state.InStep && await TellAll(silo);
    }

    private async Task<bool> TellAll(string silo)
    {
        var state = new SiloState { InStep = true };
        _silos[silo] = state;
        foreach (var some in _followed.Count == 0 ? [[]] : _followed.Chunk(ChatsPerCall))
        {
            state.InStep &= await Say(silo, state, feed => feed.Follow(ports.Name, ports.All, some).AsTask());
        }

        return state.InStep;
    }

    private async Task<bool> Say(string silo, SiloState state, Func<IFeedGrain, Task> word)
    {
        try
        {
            await word(cluster.GetGrain<IFeedGrain>(silo)).WaitAsync(Patience);
            state.RenewedAt = clock.GetTimestamp();
            return true;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            log.FollowFailed(error, silo);
            return false;
        }
    }

    private sealed class SiloState
    {
        /// <summary>It has been told everything that is followed here.</summary>
        public bool InStep { get; set; }

        public long RenewedAt { get; set; }
    }
}
