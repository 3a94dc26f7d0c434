namespace Sferum.Schools;

/// <summary>Rung by whoever has just committed an act in this process, so that it is told at once and not at the next round. One per process.</summary>
public sealed class OutboxBell : IDisposable
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    /// <summary>There is something in the outbox.</summary>
    public void Ring()
    {
        lock (_rung)
        {
            if (_rung.CurrentCount == 0)
            {
                _rung.Release();
            }
        }
    }

    /// <summary>Waits for the next ring, also for one that came before the call.</summary>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>When it was rung.</returns>
    public Task Rung(CancellationToken cancel) => _rung.WaitAsync(cancel);

    public void Dispose() => _rung.Dispose();
}
