using Orleans.Runtime;
using Sferum.Chats;
using Sferum.Gateways;
using Sferum.People;

namespace Sferum.Actors;

public sealed class Three_silos() : Situation(silos: 3)
{
    [Fact]
    public async Task Lose_nothing_when_the_silo_of_a_chat_is_killed_under_posting()
    {
        var posting = Post(writers: 4, each: 100);
        await Gateway.Until(n => n.Events(Id).Count > 50);
        var silo = Cluster.Silos.GetSiloForAddress((Cluster.SiloOf(Id))!)!;
        await Cluster.Silos.KillSiloAsync(silo);
        var acked = await posting;

        await Holds(acked, 400);
        Assert.NotEqual(silo.SiloAddress, Cluster.SiloOf(Id));
    }

    [Fact]
    public async Task Lose_nothing_when_a_chat_moves_under_posting()
    {
        var posting = Post(writers: 4, each: 100);
        for (var moves = 0; moves < 6; moves++)
        {
            var from = Cluster.SiloOf(Id);
            var to = Cluster.Silos.GetActiveSilos().First(s => !s.SiloAddress.Equals(from)).SiloAddress;
            await Cluster.Move(Id, to);
        }

        // What was said last while it moved may be told to nobody, and the gateway may be forgotten: it follows again, and finds the gap by what comes next.
        var acked = (await posting).ToList();
        do
        {
            Assert.True(acked.Count < 420, "The gateway is told nothing any more.");
            await Cluster.FollowAgain("gateway", Gateway, Id);
            var next = Message();
            acked.Add((next, await Placed(Teacher, next)));
        }
        while (!await Hears(acked.Count + 1));

        await Holds([.. acked], acked.Count);
    }

    [Fact]
    public async Task Have_a_table_of_readers_on_each_and_nowhere_else()
    {
        foreach (var silo in Cluster.Silos.GetActiveSilos())
        {
            var feed = Cluster.Grains.GetGrain<IFeedGrain>(silo.SiloAddress.ToParsableString());
            Assert.True(await feed.Renew("gateway", 1, FollowedChats.Sum(Id)));
            Assert.Equal(silo.SiloAddress, await Cluster.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(feed));
        }

        var gone = SiloAddress.New(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 1), 1).ToParsableString();
        await Assert.ThrowsAnyAsync<OrleansException>(async () => await Cluster.Grains.GetGrain<IFeedGrain>(gone).Renew("gateway", 0, 0));
    }

    [Fact]
    public async Task Find_the_readers_on_whatever_silo_a_chat_wakes_up()
    {
        foreach (var silo in Cluster.Silos.GetActiveSilos().ToList())
        {
            await Cluster.Move(Id, silo.SiloAddress);
            var placement = await Placed(Teacher, Message());
            await Gateway.Until(n => n.Events(Id).Any(e => e.Number == placement.Number));
            Assert.Equal(silo.SiloAddress, Cluster.SiloOf(Id));
        }
    }

    /// <summary>Whether the gateway is told of a number within some seconds.</summary>
    private async Task<bool> Hears(long number)
    {
        try
        {
            await Told(Gateway, Id, number).WaitAsync(TimeSpan.FromSeconds(5));
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private async Task<(PostMessage Message, Placement Placement)[]> Post(int writers, int each)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, writers).Select(async writer =>
        {
            var acked = new List<(PostMessage, Placement)>();
            for (var i = 0; i < each; i++)
            {
                var message = Message($"{writer}-{i}");
                acked.Add((message, (await Persist(() => Chat.Post(writer % 2 == 0 ? Teacher : Student, message))).Value));
            }

            return acked;
        }));
        return [.. all.SelectMany(static a => a)];
    }

    /// <summary>Nothing lost, doubled or out of order; and the gateway, with what it reads after a gap, has everything.</summary>
    private async Task Holds((PostMessage Message, Placement Placement)[] acked, int count)
    {
        var head = (await Cluster.Stored<IChatLog>().Load(Id, default))!.Head.Number;
        Assert.Equal(count + 1, head);
        var rows = new List<ChatEvent>();
        while (rows.Count < head)
        {
            rows.AddRange(await Cluster.Reader.Rows(Id, rows.Count, head, default));
        }

        Assert.Equal(Enumerable.Range(1, (int)head), rows.Select(static r => (int)r.Number));
        Assert.All(acked, a => Assert.Equal(a.Message.RequestId, rows[(int)a.Placement.Number - 1].RequestId));
        await Told(Gateway, Id, head);
        Assert.All(Gateway.Events(Id), e => Assert.Equal(rows[(int)e.Number - 1].RequestId, e.RequestId));
        var told = Gateway.Events(Id).Select(static e => e.Number).ToHashSet();
        Assert.InRange(told.Count, count / 2, count);
    }
}
