using System.Data.Common;
using Microsoft.Extensions.Logging;
using Sferum.Calls;

namespace Sferum.People;

/// <summary>
/// Tells everybody of a session that has ended in the database: this gateway at once, the others through the person's actor, and the video session where the
/// person's seat is kept while no line of it is anywhere.
/// </summary>
internal sealed partial class SessionEnds(EndedSessions ended, IClusterClient cluster, ICalls calls, ILogger<SessionEnds> log)
{
    private const int Attempts = 3;

    public async ValueTask Tell(PersonId person, IReadOnlyList<SessionId> sessions, string reason)
    {
        if (sessions.Count == 0)
        {
            return;
        }

        ended.Add(sessions);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await cluster.GetGrain<IUserGrain>(person.Value).EndSessions(sessions, reason);
                foreach (var call in await calls.With(person, CancellationToken.None))
                {
                    await cluster.GetGrain<IVideoSessionGrain>(call.Value).SessionsEnded(person, sessions);
                }

                return;
            }
            catch (Exception e) when (e is TimeoutException or OrleansException or DbException)
            {
                if (attempt == Attempts)
                {
                    // The end stands: refreshing is refused, and so is whatever asks the table. Open connections elsewhere live until their token runs out.
                    NotTold(log, e);
                    return;
                }
            }
        }
    }
}
