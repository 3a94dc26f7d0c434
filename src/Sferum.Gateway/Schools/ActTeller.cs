using Microsoft.Extensions.Logging;

namespace Sferum.Schools;

/// <summary>
/// Tells the chats of a committed act before whoever acted is answered: then everybody's open sockets have it, on whatever gateway. What can't be told
/// now is left to the outbox, which tells it until it is done.
/// </summary>
internal sealed partial class ActTeller(IClusterClient cluster, IOutbox outbox, ILogger<ActTeller> log)
{
    /// <summary>Tells, and unwraps what there is to say.</summary>
    public async ValueTask<Outcome<T>> Tell<T>(Outcome<Enacted<T>> outcome)
    {
        if (outcome.IsRefused(out var refusal))
        {
            return refusal;
        }

        var (value, told) = outcome.Value;
        if (told is { } act)
        {
            await Tell(act);
        }

        return value;
    }

    /// <summary>
    /// Tells several acts of one school as one: a chat follows the roster as it is now, so once is enough for all of them. The one has an id of its own: the
    /// outbox may have told some of them already, and who has done an act does not do it again.
    /// </summary>
    public async ValueTask Tell(IReadOnlyList<RosterAct> acts)
    {
        if (acts.Count > 0)
        {
            await Tell(acts[0] with { Id = Guid.CreateVersion7(), Chats = [.. acts.SelectMany(static a => a.Chats).DistinctBy(static c => c.Chat)] }, acts);
        }
    }

    private Task Tell(RosterAct act) => Tell(act, [act]);

    private async Task Tell(RosterAct act, IReadOnlyList<RosterAct> done)
    {
        try
        {
            await cluster.GetGrain<ISchoolGrain>(act.School.Value).FollowRoster(act);
            foreach (var told in done)
            {
                await outbox.Done(told.Id, CancellationToken.None);
            }
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            LogLeft(error, act.Id);
        }
    }

    [LoggerMessage(EventId = 330, Level = LogLevel.Warning, Message = "Act {Act} is committed but not yet told; the outbox goes on with it.")]
    private partial void LogLeft(Exception error, Guid act);
}
