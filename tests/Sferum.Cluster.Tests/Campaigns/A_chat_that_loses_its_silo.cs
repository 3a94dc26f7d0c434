using Orleans.Runtime;
using Sferum.Chats;
using Sferum.District;
using Sferum.People;

namespace Sferum.Campaigns;

/// <summary>Three silos, two gateways, PostgreSQL; the parts that a chat lives on go away under load.</summary>
[Collection(CampaignsAlone.Name)]
public sealed class A_chat_that_loses_its_silo
{
    private const int Messages = 3000;

    [Fact]
    public async Task A_killed_silo_a_migration_and_a_stopped_gateway_break_no_promise()
    {
        var seed = Seed.Next();
        await using var district = await TestDistrict.Start(new DistrictShape { Silos = 3, Gateways = 2, Postgres = true });
        var school = await district.Town.School();
        var people = await district.Town.People(school, 12);
        var chat = await district.Town.Chat(school, people);
        await using var campaign = new Campaign(district, chat, seed);
        var head = await campaign.Baseline();
        var alive = district.Gateways.Select(static g => g.Address).ToList();
        for (var i = 0; i < people.Count; i++)
        {
            var (place, attempt) = (i, 0);
            await campaign.Join(people[i], head, i % 2, () => alive[(place + attempt++) % alive.Count]);
        }

        var load = campaign.Send(RussianTexts.Take(Messages), campaign.Devices);
        var cuts = campaign.CutAtRandom(load);
        var watcher = campaign.Devices[0];
        await watcher.Has(head + (Messages / 6));
        await Kill(district, chat);
        await watcher.Has(head + (Messages / 3));
        await Migrate(district, chat, seed);
        await watcher.Has(head + (Messages / 2));
        alive.RemoveAt(1);
        await district.Gateways[1].Stop();
        await watcher.Has(head + (Messages * 2 / 3));
        await Kill(district, chat);
        await cuts;

        var verdict = await campaign.Judge();
        Campaign.AssertKept(verdict);
        Assert.Equal(Messages, verdict.Summary.Acked);
    }

    private static async Task<SiloAddress> SiloOf(TestDistrict district, ChatId chat)
    {
        var grain = district.Cluster.GetGrain<IChatGrain>(chat.Value);
        var management = district.Cluster.GetGrain<IManagementGrain>(0);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            // Between a death and the next post the chat is nowhere.
            if (await management.GetActivationAddress(grain) is { } address)
            {
                return address;
            }

            await Task.Delay(10, patience.Token);
        }
    }

    private static async Task Kill(TestDistrict district, ChatId chat)
    {
        var address = await SiloOf(district, chat);
        Seed.Say($"the silo {address} of the chat is killed");
        await district.Silos.KillSiloAsync(district.Silos.Silos.Single(s => s.SiloAddress.Equals(address)));
    }

    private static async Task Migrate(TestDistrict district, ChatId chat, int seed)
    {
        var from = await SiloOf(district, chat);
        var others = district.Silos.Silos.Where(s => s.IsActive && !s.SiloAddress.Equals(from)).ToList();
        var to = others[seed % others.Count].SiloAddress;
        Seed.Say($"the chat migrates from {from} to {to}");
        await district.Silos.MigrateAsync(district.Cluster.GetGrain<IChatGrain>(chat.Value), to);
        Assert.Equal(to, await SiloOf(district, chat));
    }
}
