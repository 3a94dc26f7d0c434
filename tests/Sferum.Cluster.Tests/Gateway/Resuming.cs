using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Runtime;
using Sferum.Chats;
using Sferum.District;
using Sferum.People;

namespace Sferum.Live;

public sealed class Resuming
{
    [Theory]
    [InlineData(2)]
    [InlineData(40)]
    public async Task Asks_the_store_three_times_whatever_the_number_of_chats(int chats)
    {
        var counting = new CountingReader();
        await using var district = await TestDistrict.Start(new DistrictShape
        {
            Adjust = (_, builder) => builder.Services.Replace(ServiceDescriptor.Singleton<IChatReader>(counting)),
        });
        counting.Inner = district.Port<IChatReader>();
        var school = await district.Town.School();
        var people = await district.Town.People(school, 2, Role.ClassTeacher);
        var ids = new List<ChatId>();
        for (var i = 0; i < chats; i++)
        {
            ids.Add(await district.Town.Chat(school, people, $"Беседа {i}"));
        }

        await using var author = await Witness.Join(await district.SignIn(people[0]));
        foreach (var id in ids)
        {
            (await author.Line.PostAsync(id.Value, "Здравствуйте!")).Must();
        }

        var client = await district.SignIn(people[1]);
        counting.Clear();
        await using var reader = await Witness.Join(client, o => o with { Known = [.. ids.Select(static c => new KnownChat(c.Value, 0))] });
        await reader.Until(w => ids.TrueForAll(c => w.Numbers(c.Value).Count == 1));
        Assert.Equal(["List", "List", "Missed"], counting.Calls.Where(static c => c != nameof(IChatReader.Heads)));
    }

    [Fact]
    public async Task Wakes_no_actor_of_a_chat()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var people = await district.Town.People(school, 1, Role.ClassTeacher);
        await district.Town.Chat(school, people);
        await using var reader = await Witness.Join(await district.SignIn(people[0]));
        Assert.Equal(0, await ChatsAwake(district));
    }

    [Fact]
    public async Task A_random_chat_wakes_no_actor_and_makes_no_row()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var person = await district.Town.Person(school, Role.ClassTeacher);
        await using var guesser = await Witness.Join(await district.SignIn(person));
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(Refusals.NotFound.Code, (await guesser.Line.PostAsync(Guid.CreateVersion7(), "Есть кто?")).Refusal!.Code);
            await guesser.Line.MarkReadAsync(Guid.CreateVersion7(), 1);
        }

        Assert.Equal(Refusals.NotFound.Code, (await guesser.Line.ReactAsync(Guid.CreateVersion7(), 1, "👍", on: true)).Refusal!.Code);
        Assert.Equal(0, await ChatsAwake(district));
        Assert.Equal(0, await district.Town.Count("SELECT count(*) FROM chat_log"));
    }

    [Fact]
    public async Task A_chat_of_another_school_looks_like_one_that_does_not_exist()
    {
        await using var district = await TestDistrict.Start();
        var (ours, theirs) = (await district.Town.School(), await district.Town.School("Школа № 2"));
        var outsider = await district.Town.Person(ours, Role.Director);
        var chat = await district.Town.Chat(theirs, await district.Town.People(theirs, 2));
        var client = await district.SignIn(outsider);
        await using var line = await Witness.Join(client);
        foreach (var id in new[] { chat.Value, Guid.CreateVersion7() })
        {
            Assert.Equal(Refusals.NotFound.Code, (await line.Line.PostAsync(id, "Пустите")).Refusal!.Code);
            Assert.Equal(Refusals.NotFound.Code, (await client.HistoryAsync(id)).Refusal!.Code);
            Assert.Equal(Refusals.NotFound.Code, (await client.MembersAsync(id)).Refusal!.Code);
        }
    }

    private static async Task<int> ChatsAwake(TestDistrict district)
    {
        var statistics = await district.Cluster.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics();
        return statistics.Where(static s => s.GrainType.Contains("ChatGrain", StringComparison.Ordinal)).Sum(static s => s.ActivationCount);
    }
}
