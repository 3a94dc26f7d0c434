using Sferum.Chats;
using Sferum.District;
using Sferum.People;

namespace Sferum.Live;

public sealed class A_reader_that_does_not_read
{
    private const int Posts = 400;

    [Fact]
    public async Task Is_told_to_resync_and_loses_nothing_while_the_others_are_not_held_up()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Limits = static o => (o.QueueBytes, o.QueueMessages) = (64 * 1024, 64) });
        var school = await district.Town.School();
        var people = await district.Town.People(school, 3, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, people);
        await using var author = await Witness.Join(await district.SignIn(people[0]));
        await using var quick = await Witness.Join(await district.SignIn(people[1]));
        var client = await district.SignIn(people[2]);
        using var slow = await HubWire.Shake(district.Gateways[0].Address, client.Session!.AccessToken, buffer: 4096);
        await slow.Call("1", HubNames.Methods.Resume, """{"known":[]}""");
        await slow.Answer("1");
        var text = new string('ж', 3900);
        for (var i = 0; i < Posts; i += 20)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => author.Line.PostAsync(chat.Value, text)));
        }

        await quick.Until(w => w.Numbers(chat.Value).Count >= Posts);
        var seen = new List<long>();
        var resync = await slow.ReceiveUntil(m => Told(m, seen));
        Assert.NotNull(resync);
        Assert.InRange(seen.Count, 1, Posts - 1);
        Assert.Equal(RoomBench.Numbers(1, seen.Count), seen);

        // It asks for what it missed on the same connection, and is a reader like any other again.
        await slow.Call("2", HubNames.Methods.Resume, $$"""{"known":[{"chatId":"{{chat}}","number":{{seen[^1]}},"rev":0}]}""");
        var answer = (await slow.Answer("2")).GetProperty("value");
        var missed = answer.GetProperty("missed")[0].GetProperty("events").EnumerateArray().Select(static e => e.GetProperty("number").GetInt64());
        Assert.Equal(RoomBench.Numbers(seen.Count + 1, Posts), missed);
        (await author.Line.PostAsync(chat.Value, "Ещё одно")).Must();
        seen.Clear();
        await slow.ReceiveUntil(m => Told(m, seen) || seen.Contains(Posts + 1));
        Assert.Equal(Posts + 1, seen[^1]);
    }

    /// <summary>Notes the numbers of a message; true when it is the call to resync.</summary>
    private static bool Told(System.Text.Json.JsonElement message, List<long> seen)
    {
        var target = message.TryGetProperty("target", out var t) ? t.GetString() : null;
        if (target == HubNames.Events.Chat)
        {
            seen.AddRange(message.GetProperty("arguments")[0].GetProperty("events").EnumerateArray().Select(static e => e.GetProperty("number").GetInt64()));
        }

        return target == HubNames.Events.Resync;
    }
}
