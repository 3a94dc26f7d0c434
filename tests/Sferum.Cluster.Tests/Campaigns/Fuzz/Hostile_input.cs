using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sferum.Chats;
using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Campaigns;

/// <summary>What no decent client says. The server answers or closes the socket; it never falls, grows or wakes anybody. Memory is measured, so
/// <c>test.sh</c> runs it in a process of its own.</summary>
[Collection(CampaignsAlone.Name)]
public sealed class Hostile_input
{
    private const int Inputs = 100_000;
    private const int Attackers = 8;
    private const int SocketsEach = 4;
    private const long MostBytes = 1_000_000_000;

    [Fact]
    public async Task A_hundred_thousand_inputs_leave_the_server_up_small_and_clean()
    {
        var seed = Seed.Next();
        using var errors = new Errors();
        await using var district = await TestDistrict.Start(new DistrictShape { Adjust = (_, builder) => builder.Logging.AddProvider(errors) });
        var school = await district.Town.School();
        var people = await district.Town.People(school, Attackers + 2, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, people);
        var before = await district.Town.Count("SELECT count(*) FROM chat");
        await using var witness = await Witness.Join(await district.SignIn(people[^1]));
        var sockets = new List<FuzzSocket>();
        for (var i = 0; i < Attackers * SocketsEach; i++)
        {
            var client = await district.SignIn(people[i % Attackers]);
            sockets.Add(new FuzzSocket(district.Gateways[0].Address, () => client.Session!.AccessToken, messagePack: i % 2 == 1));
        }

        var (largest, began) = (0L, Stopwatch.GetTimestamp());
        await Task.WhenAll(sockets.Select(async (socket, place) =>
        {
            var input = new FuzzInput(new Random(seed + place), chat.Value);
            for (var i = place; i < Inputs; i += sockets.Count)
            {
                var (bytes, isWhole) = place % 2 == 1 ? input.MessagePack() : input.Json();
                await socket.Send(bytes, isWhole);
                if (i % 1000 < sockets.Count)
                {
                    largest = Math.Max(largest, Environment.WorkingSet);
                }
            }
        }));
        foreach (var socket in sockets)
        {
            await socket.DisposeAsync();
        }

        largest = Math.Max(largest, Environment.WorkingSet);
        Seed.Say(string.Create(CultureInfo.InvariantCulture, $"{Inputs} inputs in {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s, {sockets.Sum(static s => s.Answered)} answered, {sockets.Sum(static s => s.Closed)} closed the socket, {largest / 1_000_000} MB at most"));
        Assert.Equal(Inputs, sockets.Sum(static s => s.Answered + s.Closed));
        Assert.InRange(sockets.Sum(static s => s.Answered), Inputs / 2, Inputs);
        Assert.InRange(largest, 1, MostBytes);
        Assert.Empty(errors.Lines);
        Assert.Equal(before, await district.Town.Count("SELECT count(*) FROM chat"));
        Assert.Equal(0, await district.Town.Count("SELECT count(*) FROM chat_log WHERE chat_id <> @chat", new { chat }));
        Assert.InRange(await Counts.Awake(district), 0, 1);

        await using var healthy = await Witness.Join(await district.SignIn(people[^2]));
        var placed = (await healthy.Line.PostAsync(chat.Value, "Живы?")).Must();
        await witness.Until(w => w.Numbers(chat.Value).Contains(placed.Number));
        using var http = new HttpClient();
        Assert.True((await http.GetAsync(new Uri(district.Gateways[0].Address, "/health/live"))).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Chat_ids_of_nobody_wake_nobody_and_write_nothing()
    {
        var seed = Seed.Next();
        var random = new Random(seed);
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var stranger = await district.Town.Person(school, Role.ClassTeacher);
        var others = await district.Town.Chat(school, await district.Town.People(school, 2));
        var client = await district.SignIn(stranger);
        await using var witness = await Witness.Join(client);
        var before = await Counts.Of(district);
        for (var i = 0; i < 200; i++)
        {
            var bytes = new byte[16];
            random.NextBytes(bytes);
            var id = i % 10 == 0 ? others.Value : new Guid(bytes);
            var line = witness.Line;
            var codes = new[]
            {
                (await line.PostAsync(id, "Есть кто?")).Refusal?.Code, (await line.EditAsync(id, 1, "Нет")).Refusal?.Code, (await line.DeleteAsync(id, 1)).Refusal?.Code,
                (await line.PinAsync(id, 1, on: true)).Refusal?.Code, (await line.ReactAsync(id, 1, "👍", on: true)).Refusal?.Code,
                (await line.WatchAsync(id, on: true)).Refusal?.Code, (await client.HistoryAsync(id)).Refusal?.Code, (await client.MembersAsync(id)).Refusal?.Code,
            };
            Assert.All(codes, static c => Assert.Equal(Refusals.NotFound.Code, c));
            Assert.True(await line.MarkReadAsync(id, 1));
            Assert.True(await line.TypingAsync(id) || id == others.Value, "only what was told a moment ago is left out");
        }

        // One more answer on the same socket: what was said one way before it has been looked at.
        Assert.Equal(Refusals.NotFound.Code, (await witness.Line.PostAsync(others.Value, "И это всё?")).Refusal?.Code);
        Assert.Equal(before, await Counts.Of(district));
    }
}
