using System.Data.Common;
using Microsoft.Extensions.Logging;

namespace Sferum.People;

/// <summary>Whether a session that shows a valid access token is over all the same.</summary>
internal sealed partial class SessionWatch(EndedSessions ended, ISessions sessions, TimeProvider time, ILogger<SessionWatch> log)
{
    /// <summary>
    /// Asked at each HTTP request and at the opening of each connection. While the database is away the answer is what this gateway was told: nobody
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
