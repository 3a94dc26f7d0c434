using Orleans.Runtime;
using Sferum.Chats;
using Sferum.District;
using Sferum.People;

namespace Sferum.Live;

public sealed class When_a_silo_dies
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nothing_is_lost_doubled_or_out_of_order(bool postgres)
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Silos = 3, Gateways = 2, Postgres = postgres });
        var school = await district.Town.School();
        var people = await district.Town.People(school, 2, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, people);
        await using var author = await Witness.Join(await district.SignIn(people[0]));
        await using var reader = await Witness.Join(await district.SignIn(people[1], 1));
        (await author.Line.PostAsync(chat.Value, "Первое")).Must();
        var placed = new List<long>();
        for (var i = 0; i < 60; i++)
        {
            if (i == 20)
            {
                await KillTheChatsSilo(district, chat);
            }

            placed.Add((await author.Line.PostAsync(chat.Value, $"№ {i}", patience: TimeSpan.FromSeconds(60))).Must().Number);
        }

        Assert.Equal(RoomBench.Numbers(2, 61), placed);
        foreach (var witness in new[] { author, reader })
        {
            await witness.Until(w => w.Numbers(chat.Value).Count >= 61);
            Assert.Equal(RoomBench.Numbers(1, 61), witness.Numbers(chat.Value));
        }
    }

    private static async Task KillTheChatsSilo(TestDistrict district, ChatId chat)
    {
        var grain = (IAddressable)district.Cluster.GetGrain<IChatGrain>(chat.Value);
        var address = await district.Cluster.GetGrain<IManagementGrain>(0).GetActivationAddress(grain);
        await district.Silos.KillSiloAsync(district.Silos.Silos.Single(s => s.SiloAddress.Equals(address)));
    }
}
