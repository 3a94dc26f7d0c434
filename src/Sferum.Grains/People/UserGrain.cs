using Microsoft.Extensions.Logging;
using Orleans.Placement;
using Sferum.Chats;
using Sferum.Gateways;

namespace Sferum.People;

/// <summary>
/// Where one person is connected. Known only as long as the gateways say so; a gateway that says nothing for 90 s has nobody of this person.
/// Nothing is awaited that could keep the next caller waiting for a gateway that is gone.
/// </summary>
[GrainType("sferum.user"), RandomPlacement, CollectionAgeLimit(Minutes = 3)]
internal sealed partial class UserGrain(TimeProvider time, ILogger<UserGrain> logger) : Grain, IUserGrain
{
    internal static readonly TimeSpan Belief = TimeSpan.FromSeconds(90);
    internal static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(1500);
    private readonly CommandPermits _permits = new(time);
    private readonly Dictionary<string, (IGatewayNode Node, long Until)> _gateways = new(StringComparer.Ordinal);

    public ValueTask Attach(string gateway, IGatewayNode node)
    {
        // Gateways that are gone have not said so.
        Believed();
        _gateways[gateway] = (node, time.GetTimestamp() + (long)(Belief.TotalSeconds * time.TimestampFrequency));
        return default;
    }

    public ValueTask Detach(string gateway)
    {
        _gateways.Remove(gateway);
        return default;
    }

    public Task ChatsChanged(IReadOnlyList<ChatId> chats)
    {
        var person = new PersonId(this.GetPrimaryKey());
        var gateways = Believed();
        foreach (var (gateway, node) in gateways)
        {
            _ = Tell(gateway, node.ChatsChanged(person, chats));
        }

        if (gateways.Length == 0)
        {
            // An import tells a whole district, most of whom are not here: they must not fill the memory.
            DeactivateOnIdle();
        }

        return Task.CompletedTask;
    }

    public async ValueTask EndSessions(IReadOnlyList<SessionId> sessions, string reason) =>
        await Task.WhenAll(Believed().Select(g => Tell(g.Gateway, g.Node.EndSessions(sessions, reason).WaitAsync(Patience, time))));

    public Task DeviceCame(DeviceNews news)
    {
        var person = new PersonId(this.GetPrimaryKey());
        foreach (var (gateway, node) in Believed())
        {
            _ = Tell(gateway, node.DeviceCame(person, news));
        }

        return Task.CompletedTask;
    }

    public ValueTask<PermitLease> LeasePermits(int wanted, double perSecond, int burst) => new(_permits.Lease(wanted, perSecond, burst));

    public ValueTask<bool> IsOnline() => new(Believed().Length > 0);

    private (string Gateway, IGatewayNode Node)[] Believed()
    {
        var now = time.GetTimestamp();
        foreach (var (gateway, (_, until)) in _gateways)
        {
            if (until < now)
            {
                _gateways.Remove(gateway);
            }
        }

        return [.. _gateways.Select(static g => (g.Key, g.Value.Node))];
    }

    private async Task Tell(string gateway, Task told)
    {
        try
        {
            await told;
        }
        catch (Exception e)
        {
            LogUntold(logger, e, gateway);
        }
    }
}
