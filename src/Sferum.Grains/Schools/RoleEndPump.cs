using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sferum.Schools;

/// <summary>
/// Ends roles whose time has come: looks once a second, and tells the chats at once. Every silo has one; a role is ended once.
/// </summary>
internal sealed partial class RoleEndPump(IRoleEnds roles, IOutbox outbox, IGrainFactory grains, TimeProvider time, ILogger<RoleEndPump> log) : BackgroundService
{
    internal static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        try
        {
            do
            {
                try
                {
                    while (await roles.EndSome(stoppingToken) is { } ended)
                    {
                        await Tell(ended, stoppingToken);
                    }
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogAway(log, e);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async Task Tell(Enacted<Appointed> ended, CancellationToken cancel)
    {
        try
        {
            if (ended.Act is { } act)
            {
                await grains.GetGrain<ISchoolGrain>(act.School.Value).FollowRoster(act);
                await outbox.Done(act.Id, cancel);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogUntold(log, e, ended.Act?.Id);
        }
    }
}
