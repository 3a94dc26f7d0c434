using Sferum.People;

namespace Sferum.Live;

/// <summary>Closes the connections of sessions that have ended: from the moment this returns they receive nothing more.</summary>
internal sealed class SessionEnd(LocalPeople people, EndedSessions ended, ISocketWriter writer)
{
    public void End(IReadOnlyList<SessionId> sessions, string reason)
    {
        ended.Add(sessions);
        foreach (var connection in people.All.SelectMany(static p => p.Connections).Where(c => sessions.Contains(c.Caller.Session)))
        {
            End(connection, reason);
        }
    }

    public void End(LocalConnection connection, string reason)
    {
        connection.SignedOut = true;
        writer.End(connection, new LiveMessage(HubNames.Events.SignedOut, new SignedOut(reason)));
        foreach (var room in connection.Close())
        {
            room.Leave(connection);
        }
    }
}
