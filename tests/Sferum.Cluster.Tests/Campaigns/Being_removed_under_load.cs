using Sferum.Chats;
using Sferum.District;
using Sferum.People;

namespace Sferum.Campaigns;

/// <summary>
/// Somebody with two devices on two gateways loses a chat, or the session, while others write without pause. Whether anything came after it is asked
/// behind fences, not after a time: what is written to the same socket later has come.
/// </summary>
[Collection(CampaignsAlone.Name)]
public sealed class Being_removed_under_load
{
    private const int Before = 60;
    private const int After = 120;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_removed_member_gets_nothing_after_the_end_of_the_membership(bool postgres)
    {
        var seed = Seed.Next();
        await using var district = await TestDistrict.Start(new DistrictShape { Silos = 2, Gateways = 2, Postgres = postgres });
        await using var scene = await Scene.Set(district, seed);
        var devices = new[] { await scene.Campaign.Join(scene.Leaves, scene.Head), await scene.Campaign.Join(scene.Leaves, scene.Head, gateway: 1) };

        var load = scene.Write(Before + After);
        await scene.Stays.Has(scene.Head + Before);
        await district.Town.Dismiss([scene.Leaves]);
        await district.FollowRoster(scene.Chat);
        var last = await district.Town.One<long>(
            "SELECT max(to_number) FROM chat_member WHERE chat_id = @chat AND person_id = @person", new { chat = scene.Chat, person = scene.Leaves });
        scene.Campaign.Recorder.Revoked(scene.Chat.Value, scene.Leaves.Value, last);
        foreach (var device in devices)
        {
            var refused = await device.Post("А я ещё здесь?", TimeSpan.FromSeconds(30));
            Assert.Equal(Refusals.NotFound.Code, refused.Refusal?.Code);
        }

        await load;
        await scene.Settle();
        var fence = (await scene.Speaks.Live.PostAsync(scene.Elsewhere.Value, "Ограда")).Must().Number;
        foreach (var device in devices)
        {
            await device.Until(() => device.Elsewhere.Contains((scene.Elsewhere.Value, fence)) && device.Removed.Contains(scene.Chat.Value));
            Assert.InRange(device.Highest, scene.Head + 1, last);
            Assert.All((await device.Client.HistoryAsync(scene.Chat.Value)).Value?.Events ?? [], e => Assert.InRange(e.Number, 1, last));
        }

        Campaign.AssertKept(await scene.Campaign.Judge(devices));
    }

    [Fact]
    public async Task An_ended_session_gets_nothing_after_its_end_was_answered()
    {
        var seed = Seed.Next();
        await using var district = await TestDistrict.Start(new DistrictShape { Silos = 2, Gateways = 2 });
        await using var scene = await Scene.Set(district, seed);
        var phone = await district.SignIn(scene.Leaves);
        var other = await district.SignIn(scene.Leaves, 1);
        var devices = district.Gateways.Select(g => scene.Campaign.Follow(phone, scene.Head, () => g.Address)).ToList();
        foreach (var device in devices)
        {
            Assert.True(await device.Live.WhenLiveAsync());
        }

        var load = scene.Write(Before + After);
        await scene.Stays.Has(scene.Head + Before);
        (await other.EndSessionAsync(phone.Session!.Me.SessionId)).Must();
        var last = await scene.Campaign.Head();
        await load;
        await scene.Settle();
        foreach (var device in devices)
        {
            Assert.Equal("revoked", (await device.End.WaitAsync(TimeSpan.FromSeconds(60))).Reason);
            Assert.InRange(device.Highest, scene.Head + 1, last);
        }

        Assert.Equal(Refusals.SessionEnded.Code, (await phone.RefreshAsync()).Refusal?.Code);
        Campaign.AssertKept(await scene.Campaign.Judge(devices));
    }

    [Fact]
    public async Task Paragraph_2_2_9_signing_out_everywhere_ends_every_socket_of_every_session_but_the_own()
    {
        var seed = Seed.Next();
        await using var district = await TestDistrict.Start(new DistrictShape { Silos = 2, Gateways = 2 });
        await using var scene = await Scene.Set(district, seed);
        var sessions = new[] { await district.SignIn(scene.Leaves), await district.SignIn(scene.Leaves, 1) };
        var own = await district.SignIn(scene.Leaves, 1);
        var devices = sessions.SelectMany(s => district.Gateways.Select(g => scene.Campaign.Follow(s, scene.Head, () => g.Address))).ToList();
        var stays = scene.Campaign.Follow(own, scene.Head);
        foreach (var device in devices.Append(stays))
        {
            Assert.True(await device.Live.WhenLiveAsync());
        }

        var load = scene.Write(Before + After);
        await scene.Stays.Has(scene.Head + Before);
        (await own.EndAllSessionsAsync(exceptThis: true)).Must();
        var last = await scene.Campaign.Head();
        await load;
        await scene.Settle();
        foreach (var device in devices)
        {
            Assert.Equal("revoked", (await device.End.WaitAsync(TimeSpan.FromSeconds(60))).Reason);
            Assert.InRange(device.Highest, scene.Head + 1, last);
        }

        foreach (var session in sessions)
        {
            Assert.Equal(Refusals.SessionEnded.Code, (await session.RefreshAsync()).Refusal?.Code);
        }

        Assert.Equal([own.Session!.Me.SessionId], (await own.SessionsAsync()).Must().Sessions.Select(static s => s.Id));
        Campaign.AssertKept(await scene.Campaign.Judge(devices));
    }

    /// <summary>A class with a teacher who writes at one gateway, a student who stays at the other, and one who leaves; and another chat of theirs.</summary>
    private sealed class Scene : IAsyncDisposable
    {
        private readonly IReadOnlyList<string> _texts = RussianTexts.Take(Before + After);

        public required Campaign Campaign { get; init; }

        public required ChatId Chat { get; init; }

        public required ChatId Elsewhere { get; init; }

        public required PersonId Leaves { get; init; }

        public required RecordedClient Speaks { get; init; }

        public required RecordedClient Stays { get; init; }

        public required long Head { get; init; }

        public static async Task<Scene> Set(TestDistrict district, int seed)
        {
            var school = await district.Town.School();
            var teacher = await district.Town.Person(school, Role.ClassTeacher);
            var students = await district.Town.People(school, 2);
            var (_, chat) = await district.Town.Class(school, teacher, students);
            await district.FollowRoster(chat);
            var elsewhere = await district.Town.Chat(school, [teacher, .. students]);
            var campaign = new Campaign(district, chat, seed);
            var head = await campaign.Baseline();
            return new Scene
            {
                Campaign = campaign,
                Chat = chat,
                Elsewhere = elsewhere,
                Leaves = students[1],
                Speaks = await campaign.Join(teacher, head),
                Stays = await campaign.Join(students[0], head, gateway: 1),
                Head = head,
            };
        }

        public Task Write(int count) => Campaign.Send([.. _texts.Take(count)], [Speaks, Stays]);

        /// <summary>Both gateways have told everything to those who stay; sockets get what rooms tell in one order.</summary>
        public async Task Settle()
        {
            var head = await Campaign.Head();
            await Speaks.Has(head);
            await Stays.Has(head);
        }

        public ValueTask DisposeAsync() => Campaign.DisposeAsync();
    }
}
