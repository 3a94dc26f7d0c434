using Microsoft.Extensions.DependencyInjection;
using Sferum.Calls;
using Sferum.Chats;
using Sferum.Gateways;
using Sferum.People;

namespace Sferum.Live;

/// <summary>
/// The addresses at which actors reach this gateway: several, because each takes one call at a time. They are held here for as long as the gateway
/// lives, since the runtime holds them weakly.
/// </summary>
internal sealed class GatewayPorts(IClusterClient cluster, IServiceProvider services)
{
    private const int Count = 8;
    private readonly Lazy<Opened> _opened = new(() => Open(cluster, services));

    /// <summary>This gateway's name; after a restart it has another.</summary>
    public string Name { get; } = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.CreateVersion7():N}";

    /// <summary>All ports: a chat's batches go to one of them.</summary>
    public IReadOnlyList<IGatewayNode> All => _opened.Value.References;

    /// <summary>The port at which the gateway is told about a person.</summary>
    public IGatewayNode For(PersonId person) => All[(int)((uint)person.Value.GetHashCode() % Count)];

    private static Opened Open(IClusterClient cluster, IServiceProvider services)
    {
        GatewayPort[] ports = [.. Enumerable.Range(0, Count).Select(_ => ActivatorUtilities.CreateInstance<GatewayPort>(services))];
        return new Opened(ports, [.. ports.Select(p => cluster.CreateObjectReference<IGatewayNode>(p))]);
    }

    private sealed record Opened(GatewayPort[] Held, IGatewayNode[] References);
}

/// <summary>One port. Its methods only enqueue.</summary>
internal sealed class GatewayPort(
    LocalRooms rooms, LocalPeople people, PersonChats chats, SessionEnd sessions, Follows follows, Draining draining, ISocketWriter writer,
    LocalCalls calls, OwnState own) : IGatewayNode
{
    public Task Deliver(ChatBatch batch)
    {
        rooms.Deliver(batch);
        return Task.CompletedTask;
    }

    public Task ChatsChanged(PersonId person, IReadOnlyList<ChatId> changed)
    {
        chats.Changed(person, changed);
        return Task.CompletedTask;
    }

    public Task EndSessions(IReadOnlyList<SessionId> ended, string reason)
    {
        sessions.End(ended, reason);
        return Task.CompletedTask;
    }

    public Task DeviceCame(PersonId person, DeviceNews news)
    {
        var others = people.Connections(person).Where(c => c.Caller.Session != news.Session).ToArray();
        writer.Write(others, new LiveMessage(HubNames.Events.NewDevice, new NewDevice(news.Session.Value, news.Device, news.At)));
        return Task.CompletedTask;
    }

    public Task TellCall(CallNews news)
    {
        calls.Tell(news, people);
        return Task.CompletedTask;
    }

    public Task Forgotten()
    {
        follows.RenewSoon();
        return Task.CompletedTask;
    }

    public Task<int> Connections() => Task.FromResult(draining.IsOn ? -1 : people.Count);

    public Task<GatewayState> State() => Task.FromResult(own.Now());

    public Task Shed(int connections)
    {
        draining.Shed(connections);
        return Task.CompletedTask;
    }
}
