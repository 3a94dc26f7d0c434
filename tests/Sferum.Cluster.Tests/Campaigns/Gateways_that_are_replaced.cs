using Sferum.District;

namespace Sferum.Campaigns;

/// <summary>Three gateways behind a rotation that knows nothing of them are replaced one after another, twice, while everybody writes.</summary>
[Collection(CampaignsAlone.Name)]
public sealed class Gateways_that_are_replaced
{
    private const int People = 18;
    private const int Messages = 3000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_after_another_under_load_break_no_connection_and_no_promise(bool postgres)
    {
        var seed = Seed.Next();
        await using var district = await TestDistrict.Start(new DistrictShape
        {
            Silos = 2, Gateways = 3, Postgres = postgres, Limits = static o => o.Drain.MovesPerSecond = 20,
        });
        var school = await district.Town.School();
        var people = await district.Town.People(school, People);
        var chat = await district.Town.Chat(school, people);
        await using var campaign = new Campaign(district, chat, seed);
        var head = await campaign.Baseline();
        var turn = 0;
        foreach (var person in people)
        {
            await campaign.Join(person, head, server: () => district.Gateways[(int)((uint)Interlocked.Increment(ref turn) % 3)].Address);
        }

        var load = campaign.Send(RussianTexts.Take(Messages), campaign.Devices);
        var watcher = campaign.Devices[0];
        for (var round = 1; round <= 6; round++)
        {
            await watcher.Has(head + (Messages * round / 8));
            await district.Replace(round % 3);
        }

        await load;
        var verdict = await campaign.Judge();
        Seed.Say($"{campaign.Devices.Sum(static d => d.Moves)} moves");
        Campaign.AssertKept(verdict);
        Assert.Equal(Messages, verdict.Summary.Acked);
        Assert.All(campaign.Devices, static d => Assert.Equal(0, d.Breaks));
        Assert.True(campaign.Devices.Sum(static d => d.Moves) >= People);
    }
}
