using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sferum.Calls;
using Sferum.Chats;
using Sferum.Http;
using Sferum.People;

namespace Sferum.Live;

/// <summary>Knows every connection of the hub from its opening to its end. Rooms, not SignalR's groups, decide who is told what.</summary>
internal sealed class LiveConnections(
    LocalPeople people, PersonLinks links, SessionWatch sessions, SessionEnd end, Draining draining, LocalCalls calls, IOptions<GatewayOptions> options, TimeProvider clock,
    ILogger<DefaultHubLifetimeManager<ChatHub>> log) : DefaultHubLifetimeManager<ChatHub>(log)
{
    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        await base.OnConnectedAsync(connection);
        if (connection.User is null || CallerClaims.Says(connection.User) is not { } token)
        {
            connection.Abort();
            return;
        }

        var local = new LocalConnection(connection, token, CallerClaims.Expiry(connection.User), options.Value, clock);
        if (connection.GetHttpContext() is { } http)
        {
            local.Language = Language.Of(http);
        }

        local.KeepIn(connection.Items);
        var person = people.Add(local);
        if (Array.IndexOf(person.Connections, local) >= options.Value.ConnectionsPerPerson)
        {
            // The door counts those who have come in; many who knock at once all find room. The last of them go.
            connection.Abort();
            return;
        }

        draining.Meet(local);

        // Known to the cluster first, the session checked after it: what ends in between is either told here or found in the table.
        await links.Attach(person);
        try
        {
            if (await sessions.IsOver(token.Caller.Session, connection.ConnectionAborted))
            {
                end.End(local, "revoked");
            }
        }
        catch (OperationCanceledException) when (connection.ConnectionAborted.IsCancellationRequested)
        {
            // Gone before it was looked at.
        }
    }

    public override async Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (LocalConnection.Of(connection.Items) is { } local)
        {
            foreach (var room in local.Close())
            {
                room.Leave(local);
            }

            people.Remove(local);
            await calls.Lost(local);
        }

        await base.OnDisconnectedAsync(connection);
    }
}
