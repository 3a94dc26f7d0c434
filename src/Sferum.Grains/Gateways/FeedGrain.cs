using Orleans.Concurrency;
using Sferum.Chats;

namespace Sferum.Gateways;

/// <summary>The door to the table of readers of one silo; its key is that silo's address, and it runs nowhere else.</summary>
[GrainType("sferum.feed"), NamedSiloPlacement, Reentrant]
internal sealed class FeedGrain(FeedTable table, TimeProvider time) : Grain, IFeedGrain
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public ValueTask Follow(string gateway, IReadOnlyList<IGatewayNode> ports, IReadOnlyList<ChatId> chats)
    {
        table.Follow(gateway, ports, chats);
        return default;
    }

    public ValueTask Unfollow(string gateway, IReadOnlyList<ChatId> chats)
    {
        table.Unfollow(gateway, chats);
        return default;
    }

    public async ValueTask<IReadOnlyList<GatewayLoad>> EvenOut() => await new Evening(table.Gateways(), time).Do();

    public async ValueTask<IReadOnlyList<SeenGateway>> Gateways() =>
        [.. (await Task.WhenAll(table.Gateways().Select(See))).OrderBy(static g => g.Gateway, StringComparer.Ordinal)];

    public ValueTask<bool> Renew(string gateway, int count, long sum) => new(table.Renew(gateway, count, sum));

    private async Task<SeenGateway> See(FeedReader gateway)
    {
        try
        {
            return new SeenGateway(gateway.Name, await gateway.FirstPort.State().WaitAsync(Patience, time));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Gone, or it stands still: that is what the operator wants to know.
            return new SeenGateway(gateway.Name, null);
        }
    }
}
