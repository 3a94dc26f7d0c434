using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sferum.People;

/// <summary>Removes what sign-in leaves behind: attempts, ended sessions, expired claims. Any number of gateways may do it.</summary>
internal sealed partial class SignInSweeper(ISignIns signIns, TimeProvider time, ILogger<SignInSweeper> log) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(30);

    /// <summary>How long an ended session can still be asked about: by support, and by a device that comes back.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    var now = time.GetUtcNow();
                    Swept(log, await signIns.Sweep(now - SignInLimits.Remembered, now - Kept, stoppingToken));
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    NotSwept(log, e); // the next round takes it all
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The gateway stops.
        }
    }
}
