using Sferum.Storage;

namespace Sferum.Health;

/// <summary>How the database stands, asked at most every two seconds: a probe must not be a load.</summary>
internal sealed class DatabaseHealth(Schema schema, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SchemaState? _state;
    private long? _at;

    /// <summary>The schema's state; null while the database is away.</summary>
    public async Task<SchemaState?> State(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            if (_at is not { } at || clock.GetElapsedTime(at) > Fresh)
            {
                _state = await Ask(cancel);
                _at = clock.GetTimestamp();
            }

            return _state;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<SchemaState?> Ask(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Fresh);
        try
        {
            return await schema.State(patience.Token).WaitAsync(patience.Token);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested && Failures.IsOutage(error))
        {
            return null;
        }
    }
}
