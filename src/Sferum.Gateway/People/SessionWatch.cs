using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sferum.People;

/// <summary>Whether a session that shows a valid access token is over all the same.</summary>
internal sealed partial class SessionWatch(
    EndedSessions ended, ISessions sessions, IOptions<PeopleOptions> options, TimeProvider time, ILogger<SessionWatch> log)
{
    /// <summary>
    /// Whether a token is good no longer: its session has ended, or what it says is not so any more, see <see cref="IsSo"/>. Then the client takes a fresh
    /// one, as it does for one that has run out; so nobody reads by a right that was taken away since. Asked at each HTTP request. While the database is
    /// away the answer is what this gateway was told.
    /// </summary>
    public async ValueTask<bool> IsStale(TokenSays token, CancellationToken cancel)
    {
        if (ended.Contains(token.Caller.Session))
        {
            return true;
        }

        try
        {
            return !IsSo(token, (await sessions.Now([token.Caller], time.GetUtcNow(), cancel))[0]);
        }
        catch (Exception e) when (e is DbException or TimeoutException)
        {
            NotAsked(log, e);
            return false;
        }
    }

    /// <summary>
    /// Whether what a token says is so now: its session lives, its person holds these roles, it lacks the second factor or not, and has a regulation to
    /// accept or not. A session that is over is remembered as such.
    /// </summary>
    public bool IsSo(TokenSays token, SessionNow? now)
    {
        if (now is null)
        {
            ended.Add([token.Caller.Session]);
            return false;
        }

        return now.Roles == token.Caller.Roles && now.MustAccept == token.MustAccept && (now.LacksFactor && options.Value.DemandsSecondFactor) == token.NeedsFactor;
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
