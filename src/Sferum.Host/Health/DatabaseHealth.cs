using System.Diagnostics.Metrics;
using Sferum.Storage;

namespace Sferum.Health;

/// <summary>How the database stands, asked at most every two seconds: a probe must not be a load.</summary>
internal sealed class DatabaseHealth : IDisposable
{
    public const string Meter = "Sferum.Host";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(2);
    private readonly Schema _schema;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private SchemaState? _state;
    private long? _at;

    public DatabaseHealth(Schema schema, TimeProvider clock, IMeterFactory meters)
    {
        (_schema, _clock) = (schema, clock);
        meters.Create(Meter).CreateObservableGauge(
            "sferum.database.available", () => _at is null || _state is not null ? 1 : 0, description: "1; 0 while the last probe of readiness could not reach the database.");
    }

    /// <summary>The schema's state; null while the database is away.</summary>
    public async Task<SchemaState?> State(CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            if (_at is not { } at || _clock.GetElapsedTime(at) > Fresh)
            {
                _state = await Ask(cancel);
                _at = _clock.GetTimestamp();
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
            return await _schema.State(patience.Token).WaitAsync(patience.Token);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested && Failures.IsOutage(error))
        {
            return null;
        }
    }
}
