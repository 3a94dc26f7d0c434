using System.Net;
using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sferum.Chats;
using Sferum.District;
using Sferum.People;

namespace Sferum.Live;

public sealed class The_door_of_the_hub
{
    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("not.a.token", HttpStatusCode.Unauthorized)]
    public async Task Is_shut_to_who_is_not_signed_in(string? token, HttpStatusCode status)
    {
        await using var district = await TestDistrict.Start();
        Assert.Equal(status, await Refused(district, token));
    }

    [Theory]
    [InlineData("https://stranger.example", HttpStatusCode.Forbidden)]
    [InlineData("null", HttpStatusCode.Forbidden)]
    public async Task Is_shut_to_pages_of_others(string origin, HttpStatusCode status)
    {
        await using var district = await TestDistrict.Start();
        var client = await district.SignIn(await district.Town.Person(await district.Town.School()));
        Assert.Equal(status, await Refused(district, client.Session!.AccessToken, origin));
    }

    [Fact]
    public async Task Is_open_to_our_own_page()
    {
        await using var district = await TestDistrict.Start();
        var client = await district.SignIn(await district.Town.Person(await district.Town.School()));
        var address = district.Gateways[0].Address;
        using var wire = await HubWire.Open(address, client.Session!.AccessToken, address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(WebSocketState.Open, wire.State);
    }

    [Fact]
    public async Task Lets_a_person_in_so_many_times_and_no_more()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Limits = static o => o.ConnectionsPerPerson = 2 });
        var client = await district.SignIn(await district.Town.Person(await district.Town.School()));
        await using var first = await Witness.Join(client);
        await using var second = await Witness.Join(client);
        Assert.Equal(HttpStatusCode.TooManyRequests, await Refused(district, client.Session!.AccessToken));
    }

    [Fact]
    public async Task Lets_an_address_in_so_many_times_and_no_more()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Limits = static o => o.ConnectionsPerAddress = 2 });
        var people = await district.Town.People(await district.Town.School(), 3, Role.ClassTeacher);
        await using var first = await Witness.Join(await district.SignIn(people[0]));
        var second = await Witness.Join(await district.SignIn(people[1]));
        var third = await district.SignIn(people[2]);
        Assert.Equal(HttpStatusCode.TooManyRequests, await Refused(district, third.Session!.AccessToken));
        await second.DisposeAsync();
        await using var back = await Witness.Join(third);
    }

    [Fact]
    public async Task Who_knocks_many_times_at_once_is_let_in_no_more_often()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Limits = static o => o.ConnectionsPerPerson = 2 });
        var client = await district.SignIn(await district.Town.Person(await district.Town.School()));
        var wires = new List<HubWire>();
        for (var i = 0; i < 6; i++)
        {
            // Nobody has said hello yet, so nobody counts yet.
            wires.Add(await HubWire.Open(district.Gateways[0].Address, client.Session!.AccessToken));
        }

        await Task.WhenAll(wires.Select(static w => w.Send("""{"protocol":"json","version":1}""")));
        var answered = 0;
        foreach (var wire in wires)
        {
            await wire.Receive();
            answered += await Answers(wire) ? 1 : 0;
        }

        Assert.Equal(2, answered);
        wires.ForEach(static w => w.Dispose());
    }

    [Fact]
    public async Task A_connection_has_its_share_of_commands()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Limits = static o => (o.CommandsPerSecond, o.CommandBurst) = (0.5, 7) });
        var school = await district.Town.School();
        var person = await district.Town.Person(school, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, [person]);
        var client = await district.SignIn(person);
        using var wire = await HubWire.Shake(district.Gateways[0].Address, client.Session!.AccessToken);
        for (var i = 0; i < 12; i++)
        {
            await wire.Call($"{i}", HubNames.Methods.Post, $$"""{"chatId":"{{chat}}","requestId":"{{Guid.CreateVersion7()}}","text":"{{i}}"}""");
        }

        var waits = new List<int>();
        for (var i = 0; i < 12; i++)
        {
            var answer = (await wire.Receive())!.Value.GetProperty("result");
            if (answer.GetProperty("refusal") is { ValueKind: System.Text.Json.JsonValueKind.Object } refusal)
            {
                Assert.Equal(Refusals.TooMany.Code, refusal.GetProperty("code").GetString());
                waits.Add(refusal.GetProperty("retryAfterMs").GetInt32());
            }
        }

        Assert.InRange(waits.Count, 1, 5);
        Assert.All(waits, static w => Assert.InRange(w, 50, 2000));
    }

    [Fact]
    public async Task A_token_that_runs_out_closes_the_socket_and_the_client_comes_back_with_a_fresh_one()
    {
        var clock = new ShiftedTime();
        await using var district = await TestDistrict.Start(new DistrictShape
        {
            Adjust = (_, builder) => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)),
        });
        var school = await district.Town.School();
        var people = await district.Town.People(school, 2, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, people);
        var client = await district.SignIn(people[0]);
        using var raw = await HubWire.Shake(district.Gateways[0].Address, client.Session!.AccessToken);
        clock.Shift = TimeSpan.FromMinutes(11);
        Assert.Null(await raw.ReceiveUntil(static m => !m.TryGetProperty("type", out var type) || type.GetInt32() != 7));
        Assert.Equal(HttpStatusCode.Unauthorized, await Refused(district, client.Session!.AccessToken));
        (await client.RefreshAsync()).Must();
        await using var back = await Witness.Join(client);
        Assert.Equal(1, (await back.Line.PostAsync(chat.Value, "Я снова здесь")).Must().Number);
    }

    [Fact]
    public async Task A_token_that_is_about_to_run_out_is_renewed_without_a_break()
    {
        var clock = new ShiftedTime();
        await using var district = await TestDistrict.Start(new DistrictShape
        {
            Adjust = (_, builder) => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock)),
        });
        var school = await district.Town.School();
        var people = await district.Town.People(school, 2, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, people);
        var client = await district.SignIn(people[0]);
        await using var witness = await Witness.Join(client, static o => o with { Random = new AtOnce() });
        var first = client.Session!.AccessToken;

        clock.Shift = SessionLife.AccessToken - TimeSpan.FromSeconds(50);
        await witness.Until(static w => w.Moves == 1);
        Assert.NotEqual(first, client.Session!.AccessToken);

        clock.Shift = SessionLife.AccessToken + (2 * SessionLife.ClockSkew);
        Assert.Equal(HttpStatusCode.Unauthorized, await Refused(district, first));
        Assert.Equal(1, (await witness.Line.PostAsync(chat.Value, "Я всё ещё здесь")).Must().Number);
        Assert.Equal((1, 0), (witness.Moves, witness.Downs));
    }

    private static async Task<bool> Answers(HubWire wire)
    {
        try
        {
            await wire.Call("1", HubNames.Methods.Resume, """{"known":[]}""");
        }
        catch (WebSocketException)
        {
            return false;
        }

        return await wire.ReceiveUntil(static m => m.TryGetProperty("result", out _)) is not null;
    }

    private static async Task<HttpStatusCode> Refused(TestDistrict district, string? token, string? origin = null)
    {
        using var http = new HttpClient { BaseAddress = district.Gateways[0].Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, HubNames.Path);
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }

    private sealed class AtOnce : Random
    {
        protected override double Sample() => 0;

        public override double NextDouble() => 0;
    }

    private sealed class ShiftedTime : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
    }
}
