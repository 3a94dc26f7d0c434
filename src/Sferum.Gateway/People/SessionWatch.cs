using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Sferum.People;

/// <summary>Whether a session that shows a valid access token is over all the same.</summary>
internal sealed partial class SessionWatch(EndedSessions ended, ISessions sessions, TimeProvider time, ILogger<SessionWatch> log)
{
    /// <summary>
    /// Whether a token is good no longer: its session has ended, or its person's roles are not those that it names. Then the client takes a fresh one, as it
    /// does for one that has run out; so nobody reads by a right that was taken away since. Asked at each HTTP request. While the database is away the
    /// answer is what this gateway was told.
    /// </summary>
    public async ValueTask<bool> IsStale(Caller caller, CancellationToken cancel)
    {
        if (ended.Contains(caller.Session))
        {
            return true;
        }

        try
        {
            var roles = await sessions.RolesNow(caller, time.GetUtcNow(), cancel);
            if (roles is null)
            {
                ended.Add([caller.Session]);
            }

            return roles != caller.Roles;
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            NotAsked(log, e);
            return false;
        }
    }

    /// <summary>
    /// Asked at the opening of each connection. While the database is away the answer is what this gateway was told: nobody
    /// can end a session then, and a command that needs the database is refused by itself.
    /// </summary>
    public async ValueTask<bool> IsOver(SessionId session, CancellationToken cancel)
    {
        if (ended.Contains(session))
        {
            return true;
        }

        try
        {
            var over = await sessions.Over([session], time.GetUtcNow(), cancel);
            ended.Add(over);
            return over.Count > 0;
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            NotAsked(log, e);
            return false;
        }
    }
}
