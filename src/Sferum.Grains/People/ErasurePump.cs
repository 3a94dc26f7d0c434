using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sferum.People;

/// <summary>Carries decided erasures on until they are finished. Every silo has one; whoever takes an erasure works on it alone for a while.</summary>
internal sealed partial class ErasurePump(IErasures erasures, TimeProvider time, ILogger<ErasurePump> log) : BackgroundService
{
    internal static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Guarded(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops; another goes on when the lease is over.
        }
    }

    private async Task Guarded(CancellationToken stopping)
    {
        try
        {
            while (await erasures.Take(Lease, stopping) is { } erasure)
            {
                await erasures.CarryOn(erasure, stopping);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            LogUnfinished(error);
        }
    }

    [LoggerMessage(EventId = 145, Level = LogLevel.Warning, Message = "An erasure could not be carried on now; it is taken up again.")]
    private partial void LogUnfinished(Exception error);
}
