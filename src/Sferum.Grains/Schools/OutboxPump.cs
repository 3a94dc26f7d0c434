using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sferum.Schools;

/// <summary>
/// Tells committed roster acts to the schools until they are done. Every silo has one; it looks when the bell rings and once a second. Acts of one
/// school go in order, schools beside each other.
/// </summary>
internal sealed partial class OutboxPump(IOutbox outbox, OutboxBell bell, IGrainFactory grains, TimeProvider time, ILogger<OutboxPump> log) : BackgroundService
{
    internal const int PerRound = 32;
    internal static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);
    internal static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private const int SchoolsAtOnce = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var busy = false;
            try
            {
                busy = await TellSome(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogAway(log, e);
            }

            if (!busy)
            {
                await Wait(stoppingToken);
            }
        }
    }

    /// <summary>One round.</summary>
    /// <returns>False when there was nothing to tell.</returns>
    private async Task<bool> TellSome(CancellationToken cancel)
    {
        var acts = await outbox.Take(PerRound, Lease, cancel);
        List<IGrouping<SchoolId, RosterAct>> schools = [.. acts.GroupBy(static a => a.School)];
        await RosterFanOut.Each(schools, SchoolsAtOnce, school => TellInOrder([.. school], cancel));
        return acts.Count > 0;
    }

    private async Task TellInOrder(IReadOnlyList<RosterAct> acts, CancellationToken cancel)
    {
        for (var i = 0; i < acts.Count; i++)
        {
            try
            {
                await grains.GetGrain<ISchoolGrain>(acts[i].School.Value).FollowRoster(acts[i]);
            }
            catch (Exception e)
            {
                LogUntold(log, e, acts[i].Id);
                OutboxMeter.Failed.Add(1);
                for (; i < acts.Count; i++)
                {
                    await outbox.Failed(acts[i].Id, Pause, cancel);
                }

                return;
            }

            await outbox.Done(acts[i].Id, cancel);
        }
    }

    private async Task Wait(CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(bell.Rung(either.Token), Task.Delay(Round, time, either.Token));
        await either.CancelAsync();
    }
}
