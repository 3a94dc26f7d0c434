using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sferum.Schools;

/// <summary>
/// Lets movements take effect on their day, and end on their last (2.1-13). Every silo has one; the rows decide who does what, so that any number of them,
/// stopped and started at any time, do each movement once. Their chats are told at once; what can't be told is the outbox's.
/// </summary>
internal sealed partial class MovementPump(
    IMovementSchedule schedule, IOutbox outbox, IGrainFactory grains, TimeProvider time, ILogger<MovementPump> log) : BackgroundService
{
    internal const int PerRound = 32;
    internal static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        try
        {
            do
            {
                while (await ApplySome(stoppingToken))
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
    /// <returns>False when nothing was due, or the database is away.</returns>
    private async Task<bool> ApplySome(CancellationToken cancel)
    {
        IReadOnlyList<Guid> due;
        try
        {
            due = await schedule.Take(PerRound, Lease, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogAway(log, e);
            return false;
        }

        foreach (var movement in due)
        {
            await Apply(movement, cancel);
        }

        return due.Count == PerRound;
    }

    private async Task Apply(Guid movement, CancellationToken cancel)
    {
        try
        {
            if (await schedule.Apply(movement, cancel) is { } act)
            {
                await grains.GetGrain<ISchoolGrain>(act.School.Value).FollowRoster(act);
                await outbox.Done(act.Id, cancel);
            }
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            // Not applied: it is due again when the lease ends. Applied but not told: the outbox tells it.
            LogUndone(log, e, movement);
        }
    }
}
