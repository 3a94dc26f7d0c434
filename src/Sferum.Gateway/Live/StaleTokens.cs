using Sferum.People;

namespace Sferum.Live;

/// <summary>
/// Holds what the tokens of open connections said against the tables, a query per thousand connections. A request over HTTP is held against them by itself;
/// a socket lives for ten minutes by the token with which it was opened. Asked, not cut: the client comes back at once with a fresh token.
/// </summary>
internal sealed class StaleTokens(LocalPeople people, SessionWatch watch, SessionEnd end, ISessions sessions, TimeProvider clock)
{
    private const int ConnectionsPerRead = 1000;

    public async Task Ask()
    {
        foreach (var some in people.AllConnections().Where(static c => !c.Ended).Chunk(ConnectionsPerRead))
        {
            var now = await sessions.Now([.. some.Select(static c => c.Token.Caller)], clock.GetUtcNow(), CancellationToken.None);
            foreach (var (connection, standing) in some.Zip(now))
            {
                if (watch.IsSo(connection.Token, standing))
                {
                    continue;
                }

                if (standing is null)
                {
                    end.End(connection, "revoked");
                }
                else
                {
                    connection.AskBack();
                }
            }
        }
    }
}
