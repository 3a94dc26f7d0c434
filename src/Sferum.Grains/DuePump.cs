using Microsoft.Extensions.Hosting;

namespace Sferum;

/// <summary>
/// Does what has become due, one after another. Every silo has such a pump; the rows decide who does what, so that any number of them, stopped and started
/// at any time, do each thing once.
/// </summary>
/// <typeparam name="T">What is done.</typeparam>
internal abstract class DuePump<T>(TimeProvider time) : BackgroundService
{
    /// <summary>How many are taken at once.</summary>
    internal const int PerRound = 32;

    /// <summary>How often it looks.</summary>
    internal static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>Takes some that are due, for a while; fewer than asked for when there are no more.</summary>
    protected abstract ValueTask<IReadOnlyList<T>> Take(int limit, CancellationToken cancel);

    /// <summary>Does one. What throws is due again when the lease ends.</summary>
    protected abstract Task Do(T due, CancellationToken cancel);

    /// <summary>The database can't be asked.</summary>
    protected abstract void TellAway(Exception error);

    /// <summary>One could not be done now.</summary>
    protected abstract void TellUndone(Exception error, T due);

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        try
        {
            do
            {
                while (await DoSome(stoppingToken))
                {
                    // There may be more.
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    /// <summary>One round.</summary>
    /// <returns>False when nothing more is due, or the database is away.</returns>
    private async Task<bool> DoSome(CancellationToken cancel)
    {
        IReadOnlyList<T> some;
        try
        {
            some = await Take(PerRound, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            TellAway(e);
            return false;
        }

        foreach (var due in some)
        {
            try
            {
                await Do(due, cancel);
            }
            catch (Exception e) when (!cancel.IsCancellationRequested)
            {
                TellUndone(e, due);
            }
        }

        return some.Count == PerRound;
    }
}
