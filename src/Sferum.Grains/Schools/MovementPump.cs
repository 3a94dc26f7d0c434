using Microsoft.Extensions.Logging;

namespace Sferum.Schools;

/// <summary>
/// Lets movements take effect on their day, and end on their last (2.1-13). Their chats are told at once; what can't be told is the outbox's.
/// </summary>
internal sealed partial class MovementPump(
    IMovementSchedule schedule, IOutbox outbox, IGrainFactory grains, TimeProvider time, ILogger<MovementPump> log) : DuePump<Guid>(time)
{
    internal static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    protected override ValueTask<IReadOnlyList<Guid>> Take(int limit, CancellationToken cancel) => schedule.Take(limit, Lease, cancel);

    protected override async Task Do(Guid due, CancellationToken cancel)
    {
        if (await schedule.Apply(due, cancel) is { } act)
        {
            await grains.GetGrain<ISchoolGrain>(act.School.Value).FollowRoster(act);
            await outbox.Done(act.Id, cancel);
        }
    }

    protected override void TellAway(Exception error) => LogAway(log, error);

    protected override void TellUndone(Exception error, Guid due) => LogUndone(log, error, due);
}
