using Sferum.Chats;
using Sferum.Schools;

namespace Sferum.Demo;

/// <summary>Brings the chats of the demonstration in step with its rosters, before there are silos. Everybody has been in them for a week.</summary>
internal sealed class DemoMembers(IChatLog log, IOutbox outbox, TimeProvider time)
{
    /// <summary>Whatever waits in the outbox.</summary>
    /// <param name="cancel">Stops in between.</param>
    /// <returns>When nothing that is due waits any more.</returns>
    public async Task Gather(CancellationToken cancel)
    {
        while (await outbox.Take(16, TimeSpan.FromMinutes(1), cancel) is { Count: > 0 } acts)
        {
            foreach (var act in acts)
            {
                await Follow(act, cancel);
            }
        }
    }

    /// <summary>What an act has changed.</summary>
    /// <param name="act">The act.</param>
    /// <param name="cancel">Stops in between.</param>
    /// <returns>When its chats follow and the outbox knows.</returns>
    public async Task Follow(RosterAct act, CancellationToken cancel)
    {
        var weekAgo = time.GetUtcNow().AddDays(-7);
        foreach (var affected in act.Chats)
        {
            await log.FollowRoster(affected.Chat, act.Id, weekAgo, cancel);
        }

        await outbox.Done(act.Id, cancel);
    }
}
