using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;
using Sferum.Chats;

namespace Sferum;

/// <summary>
/// Counts begin at zero and not with the first event: only then is the first one an increase, and an alert on it can fire. Measures that are split by a label
/// begin where their labels are known.
/// </summary>
/// <param name="provider">Takes measures from here on.</param>
/// <param name="chats">Made after the provider, and not with the first chat that wakes up here: its measures begin with it.</param>
internal sealed class MeasuresFromZero(MeterProvider provider, IChatLog chats) : IHostedService, IDisposable
{
    private static readonly string[] Split = ["sferum.chat.refused", "sferum.chat.append.rows"];

    private readonly MeterListener _listener = new()
    {
        InstrumentPublished = static (instrument, _) =>
        {
            if (!instrument.Meter.Name.StartsWith("Sferum.", StringComparison.Ordinal) || Split.Contains(instrument.Name))
            {
                return;
            }

            (instrument as Counter<long>)?.Add(0);
            (instrument as UpDownCounter<int>)?.Add(0);
        },
    };

    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ArgumentNullException.ThrowIfNull(chats);
        _listener.Start();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _listener.Dispose();
}
