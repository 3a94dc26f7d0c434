using Microsoft.Extensions.Hosting;

namespace Sferum.Chats;

/// <summary>
/// Writes numbers behind, for all chats of the silo together: once in a while, the highest of each key. What waits is bounded, and what is lost with a silo or
/// with the database comes again.
/// </summary>
/// <typeparam name="TKey">What a number is of.</typeparam>
/// <param name="limit">Most keys that wait; beyond it new ones are dropped.</param>
/// <param name="behind">How long the first one waits for others.</param>
/// <param name="time">The clock.</param>
internal abstract class WriteBehind<TKey>(int limit, TimeSpan behind, TimeProvider time) : BackgroundService
    where TKey : struct
{
    /// <summary>Keys of one write.</summary>
    internal const int PerWrite = 1000;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _some = new(0, 1);
    private Dictionary<TKey, long> _pending = [];

    /// <inheritdoc/>
    public override void Dispose()
    {
        _some.Dispose();
        base.Dispose();
    }

    /// <summary>Notes a number.</summary>
    protected void Add(TKey key, long number)
    {
        lock (_lock)
        {
            if (_pending.TryGetValue(key, out var earlier))
            {
                _pending[key] = Math.Max(earlier, number);
            }
            else if (_pending.Count < limit)
            {
                _pending[key] = number;
                if (_pending.Count == 1)
                {
                    _some.Release();
                }
            }
        }
    }

    /// <summary>Writes some. Not cancelled at the end of the process: what was taken would be lost.</summary>
    protected abstract ValueTask Write(IReadOnlyList<KeyValuePair<TKey, long>> some);

    /// <summary>So many could not be written.</summary>
    protected abstract void TellLost(Exception error, int count);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _some.WaitAsync(stoppingToken);
                await Task.Delay(behind, time, stoppingToken);
                await WriteAll();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await WriteAll();
        }
    }

    private async Task WriteAll()
    {
        List<KeyValuePair<TKey, long>> all;
        lock (_lock)
        {
            all = [.. _pending];
            _pending = [];
        }

        for (var from = 0; from < all.Count; from += PerWrite)
        {
            try
            {
                await Write(all.GetRange(from, Math.Min(PerWrite, all.Count - from)));
            }
            catch (Exception e)
            {
                TellLost(e, all.Count - from);
                return;
            }
        }
    }
}
