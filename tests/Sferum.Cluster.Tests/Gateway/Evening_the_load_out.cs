using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Sferum.Actors;
using Sferum.District;
using Sferum.Gateways;
using Sferum.People;

namespace Sferum.Live;

public sealed class Evening_the_load_out
{
    [Theory]
    [InlineData(new[] { 100, 0 }, new[] { 50, 0 })]
    [InlineData(new[] { 100, 98, 0 }, new[] { 34, 32, 0 })]
    [InlineData(new[] { 51, 50, 49 }, new[] { 0, 0, 0 })]
    [InlineData(new[] { 90, -1, 10 }, new[] { 40, 0, 0 })]
    [InlineData(new[] { -1 }, new[] { 0 })]
    [InlineData(new int[0], new int[0])]
    public void Takes_what_is_above_the_mean_of_those_that_take_part(int[] counts, int[] surplus) => Assert.Equal(surplus, Evening.Surplus(counts));

    [Fact]
    public async Task Goes_on_without_a_gateway_that_has_gone_meanwhile()
    {
        var there = new RecordingNode { Has = 20 };
        FeedReader[] gateways = [Gateway("gone", new RecordingNode { Has = 20, CannotShed = true }), Gateway("there", there), Gateway("new", new RecordingNode())];

        var load = await new Evening(gateways, TimeProvider.System).Do();

        Assert.Equal([("gone", 20, 0), ("there", 20, 6), ("new", 0, 0)], load.Select(static l => (l.Gateway, l.Connections, l.Asked)));
        Assert.Equal(6, there.ToldToShed);
    }

    private static FeedReader Gateway(string name, IGatewayNode node)
    {
        var gateway = new FeedReader(name);
        gateway.SetPorts([node]);
        return gateway;
    }

    [Fact]
    public async Task Moves_clients_to_a_gateway_that_has_joined_and_has_nobody()
    {
        await using var district = await TestDistrict.Start();
        var people = await district.Town.People(await district.Town.School(), 9);
        var witnesses = new List<Witness>();
        var place = 0;
        foreach (var person in people)
        {
            witnesses.Add(await Witness.Join(await district.SignIn(person), o => o with { Server = () => district.Gateways[Volatile.Read(ref place)].Address }));
        }

        await district.AddGateway();
        place = 1;
        var silo = (await district.Cluster.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Keys.Single().ToParsableString();
        var feed = district.Cluster.GetGrain<IFeedGrain>(silo);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        IReadOnlyList<GatewayLoad> load;
        while ((load = await feed.EvenOut()).Count < 2)
        {
            // The new one makes itself known within a second.
            await Task.Delay(50, patience.Token);
        }

        Assert.Equal([(0, 0), (9, 4)], load.Select(static l => (l.Connections, l.Asked)).Order());
        while (!district.Gateways.Select(static g => g.Services.GetRequiredService<LocalPeople>().AllConnections().Length).SequenceEqual([5, 4]))
        {
            await Task.Delay(20, patience.Token);
        }

        Assert.All(await feed.EvenOut(), static l => Assert.Equal(0, l.Asked));
        Assert.All(witnesses, static w => Assert.True(w.Line.IsLive));
        await Task.WhenAll(witnesses.Select(static w => w.DisposeAsync().AsTask()));
    }
}
