using Sferum.District;

namespace Sferum.Campaigns;

/// <summary>A day of talk in one class of an imported roster, with bad lines: nothing is lost, doubled, out of order or missing.</summary>
[Collection(CampaignsAlone.Name)]
public sealed class A_class_of_the_nine_schools
{
    private const int Messages = 10_000;
    private const int Devices = 30;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ten_thousand_messages_pass_while_connections_are_cut(bool postgres)
    {
        var seed = Seed.Next();
        var texts = RussianTexts.Take(Messages);
        await using var district = await TestDistrict.Start(new DistrictShape { Postgres = postgres });
        await NineSchools.Import(district);
        var (chat, members) = await NineSchools.LargestClass(district);
        Seed.Say($"{members.Count} members, {Devices} devices");
        Assert.InRange(members.Count, 10, Devices);
        await using var campaign = new Campaign(district, chat, seed);
        var head = await campaign.Baseline();
        for (var i = 0; i < Devices; i++)
        {
            await campaign.Join(members[i % members.Count], head);
        }

        await campaign.CutAtRandom(campaign.Send(texts, campaign.Devices));

        var verdict = await campaign.Judge();
        Campaign.AssertKept(verdict);
        Assert.Equal((Messages, Messages), (verdict.Summary.Sent, verdict.Summary.Acked));
        Assert.All(campaign.Devices, static d => Assert.Equal(Messages, d.Taken));
    }
}
