using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sferum.District;
using Sferum.People;

namespace Sferum.Live;

public sealed class Draining_a_gateway
{
    [Fact]
    public async Task Takes_no_time_when_nobody_is_connected()
    {
        await using var district = await TestDistrict.Start();
        Assert.True(district.Gateways[0].Drain().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Makes_it_not_ready_and_shuts_its_door_with_words()
    {
        await using var district = await TestDistrict.Start();
        var client = await district.SignIn(await district.Town.Person(await district.Town.School()));
        await district.Gateways[0].Drain();

        using var http = new HttpClient { BaseAddress = district.Gateways[0].Address };
        using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("draining", (await ready.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString());
        using var live = await http.GetAsync(new Uri("/health/live", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Get, HubNames.Path);
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {client.Session!.AccessToken}");
        using var refused = await http.SendAsync(request);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("1", refused.Headers.GetValues("Retry-After").Single());
        Assert.Equal(Refusals.Draining.Code, (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());

        // What is not live is still answered.
        Assert.True((await client.MeAsync()).IsDone);
    }

    [Fact]
    public async Task Closes_those_that_do_not_move_so_that_they_may_come_again()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Limits = static o => o.Drain.Slack = TimeSpan.FromMilliseconds(100) });
        var client = await district.SignIn(await district.Town.Person(await district.Town.School()));
        using var wire = await HubWire.Shake(district.Gateways[0].Address, client.Session!.AccessToken);
        await wire.Call("1", HubNames.Methods.Resume, """{"known":[],"locale":"ru"}""");
        await wire.Answer("1");

        var drained = district.Gateways[0].Drain();
        var asked = await wire.ReceiveUntil(static m => m.TryGetProperty("target", out var target) && target.GetString() == HubNames.Events.GoAway);
        Assert.True(asked!.Value.GetProperty("arguments")[0].TryGetProperty("spreadMs", out _));
        var closed = await wire.ReceiveUntil(static m => m.TryGetProperty("type", out var type) && type.GetInt32() == 7);
        Assert.True(closed!.Value.GetProperty("allowReconnect").GetBoolean());
        Assert.Null(await wire.Receive());
        await drained;
        Assert.Empty(district.Gateways[0].Services.GetRequiredService<LocalPeople>().AllConnections());
    }

    [Fact]
    public async Task Is_cut_short_when_it_has_to_be()
    {
        await using var district = await TestDistrict.Start();
        var client = await district.SignIn(await district.Town.Person(await district.Town.School()));
        using var wire = await HubWire.Shake(district.Gateways[0].Address, client.Session!.AccessToken);
        using var now = new CancellationTokenSource();
        var drained = district.Gateways[0].Services.GetRequiredService<Draining>().Drain(now.Token);
        await now.CancelAsync();
        await drained;
    }

    [Fact]
    public async Task Moves_a_share_when_only_the_load_is_to_be_evened()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Gateways = 2 });
        var school = await district.Town.School();
        var people = await district.Town.People(school, 8, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, people);
        var turn = 0;
        var witnesses = new List<Witness>();
        foreach (var person in people)
        {
            // First to the one that is there, later to the one that has joined.
            witnesses.Add(await Witness.Join(await district.SignIn(person), o => o with { Server = () => district.Gateways[Volatile.Read(ref turn)].Address }));
        }

        turn = 1;
        Assert.Equal(4, district.Gateways[0].Services.GetRequiredService<Draining>().Shed(4));
        foreach (var witness in witnesses)
        {
            Assert.True((await witness.Line.PostAsync(chat.Value, "Все здесь")).IsDone);
        }

        foreach (var witness in witnesses)
        {
            await witness.Until(w => w.Numbers(chat.Value).Count == 8);
            Assert.Equal(RoomBench.Numbers(1, 8), witness.Numbers(chat.Value));
        }

        var counts = district.Gateways.Select(static g => g.Services.GetRequiredService<LocalPeople>());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!counts.All(static p => p.AllConnections().Length == 4))
        {
            await Task.Delay(20, patience.Token);
        }

        Assert.False(district.Gateways[0].Services.GetRequiredService<Draining>().IsOn);
        await Task.WhenAll(witnesses.Select(static w => w.DisposeAsync().AsTask()));
    }
}
