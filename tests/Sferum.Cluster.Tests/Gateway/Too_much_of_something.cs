using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Sferum.Chats;
using Sferum.District;
using Sferum.People;

namespace Sferum.Live;

/// <summary>What is too much is refused with words and a time, not absorbed (docs/overload.md).</summary>
public sealed class Too_much_of_something
{
    [Fact]
    public async Task One_person_has_one_share_over_all_gateways()
    {
        await using var district = await TestDistrict.Start(new DistrictShape
        {
            Gateways = 2,
            Limits = static o => (o.CommandsPerSecond, o.CommandBurst, o.PersonShare, o.PermitSlice) = (0.01, 30, 1, 7),
        });
        var school = await district.Town.School();
        var person = await district.Town.Person(school, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, [person]);
        var client = await district.SignIn(person);
        using var here = await HubWire.Shake(district.Gateways[0].Address, client.Session!.AccessToken);
        using var there = await HubWire.Shake(district.Gateways[1].Address, client.Session!.AccessToken);

        var (placed, refused) = (0, new List<JsonElement>());
        for (var i = 0; i < 25; i++)
        {
            foreach (var wire in new[] { here, there })
            {
                await wire.Call($"{i}", HubNames.Methods.Post, $$"""{"chatId":"{{chat}}","requestId":"{{Guid.CreateVersion7()}}","text":"{{i}}"}""");
                var answer = await wire.Answer($"{i}");
                if (answer.GetProperty("refusal") is { ValueKind: JsonValueKind.Object } refusal)
                {
                    refused.Add(refusal);
                }
                else
                {
                    placed++;
                }
            }
        }

        // Each connection alone may send 30 at once; what one gateway holds back of its last slice the other cannot use.
        Assert.InRange(placed, 24, 30);
        Assert.All(refused, static r => Assert.Equal(Refusals.TooMany.Code, r.GetProperty("code").GetString()));
        Assert.All(refused, static r => Assert.InRange(r.GetProperty("retryAfterMs").GetInt32(), 50, 60_000));
    }

    [Fact]
    public async Task While_no_silo_answers_the_share_of_the_connection_holds_alone()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Limits = static o => (o.CommandBurst, o.CommandsPerSecond, o.PersonShare) = (8, 0.01, 0.2) });
        var school = await district.Town.School();
        var person = await district.Town.Person(school, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, [person]);
        var client = await district.SignIn(person);
        using var wire = await HubWire.Shake(district.Gateways[0].Address, client.Session!.AccessToken);

        // One call, so that the connection is known to the cluster before that goes away.
        var call = $$"""{"chatId":"{{chat}}","after":0,"limit":10}""";
        await wire.Call("first", HubNames.Methods.ReadSince, call);
        await wire.Answer("first");
        await district.Silos.StopAllSilosAsync();

        var codes = new List<string?>();
        for (var i = 0; i < 8; i++)
        {
            await wire.Call($"{i}", HubNames.Methods.ReadSince, call);
            var refusal = (await wire.Answer($"{i}")).GetProperty("refusal");
            codes.Add(refusal.ValueKind == JsonValueKind.Object ? refusal.GetProperty("code").GetString() : null);
        }

        Assert.Equal([.. Enumerable.Repeat((string?)null, 7), Refusals.TooMany.Code], codes);
    }

    [Fact]
    public async Task A_gateway_without_memory_lets_nobody_new_in_and_keeps_those_who_are_there()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School();
        var person = await district.Town.Person(school, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, [person]);
        var client = await district.SignIn(person);
        await using var inside = await Witness.Join(client);
        var used = 0.99;
        var guard = district.Gateways[0].Services.GetRequiredService<MemoryGuard>();
        guard.Used = () => Volatile.Read(ref used);

        await Until(() => guard.IsFull);
        var (status, after, code) = await Knock(district, client);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, Refusals.Overloaded.Code), (status, code));
        Assert.InRange(after, 5, 10);
        Assert.True((await inside.Line.PostAsync(chat.Value, "Я ещё здесь")).IsDone);

        used = 0.5;
        await Until(() => !guard.IsFull);
        await using var outside = await Witness.Join(client);
    }

    [Fact]
    public async Task A_full_gateway_lets_nobody_in()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Limits = static o => o.Connections = 1 });
        var people = await district.Town.People(await district.Town.School(), 2);
        await using var inside = await Witness.Join(await district.SignIn(people[0]));
        var (status, after, _) = await Knock(district, await district.SignIn(people[1]));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
        Assert.InRange(after, 5, 10);
    }

    [Fact]
    public async Task Requests_that_nobody_can_work_on_are_refused_at_once()
    {
        var (reader, hold) = HoldingReader.Make();
        await using var district = await TestDistrict.Start(new DistrictShape
        {
            Limits = static o => o.RequestsAtOnce = 1,
            Adjust = (_, builder) => builder.Services.AddSingleton(reader),
        });
        var client = await district.SignIn(await district.Town.Person(await district.Town.School()));
        var held = client.HistoryAsync(Guid.CreateVersion7());
        await hold.Asked;

        using var http = new HttpClient { BaseAddress = district.Gateways[0].Address, Timeout = Timeout.InfiniteTimeSpan };
        var others = Enumerable.Range(0, 10).Select(_ => http.GetAsync(new Uri("/api/config", UriKind.Relative))).ToList();
        var waiting = others.ToList();
        while (waiting.Count > 4)
        {
            waiting.Remove(await Task.WhenAny(waiting));
        }

        hold.LetGo();
        await held;
        var answers = await Task.WhenAll(others);
        Assert.Equal(4, answers.Count(static a => a.IsSuccessStatusCode));
        foreach (var refused in answers.Where(static a => !a.IsSuccessStatusCode))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("1", refused.Headers.GetValues("Retry-After").Single());
            Assert.Equal(Refusals.Overloaded.Code, (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        }

        Array.ForEach(answers, static a => a.Dispose());
    }

    [Fact]
    public async Task Every_bound_of_the_runtime_is_set()
    {
        await using var district = await TestDistrict.Start();
        var silo = district.Silos.Silos[0].ServiceProvider;
        var shedding = silo.GetRequiredService<IOptions<LoadSheddingOptions>>().Value;
        Assert.True(shedding.LoadSheddingEnabled);
        Assert.Equal((100, 95), (shedding.CpuThreshold, shedding.MemoryThreshold));
        Assert.True(silo.GetRequiredService<IOptions<GrainCollectionOptions>>().Value.EnableActivationSheddingOnMemoryPressure);
        var messaging = silo.GetRequiredService<IOptions<SiloMessagingOptions>>().Value;
        Assert.Equal((10_000, 1024 * 1024), (messaging.MaxEnqueuedRequestsHardLimit, messaging.MaxMessageBodySize));

        var kestrel = district.Gateways[0].Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;
        Assert.NotNull(kestrel.MaxConcurrentConnections);
        Assert.NotNull(kestrel.MaxConcurrentUpgradedConnections);
        Assert.True(kestrel.MaxConcurrentUpgradedConnections >= new GatewayOptions().Connections);
        Assert.Equal(64 * 1024, kestrel.MaxRequestBodySize);
    }

    private static async Task Until(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!isSo())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<(HttpStatusCode Status, int After, string? Code)> Knock(TestDistrict district, SferumClient client)
    {
        using var http = new HttpClient { BaseAddress = district.Gateways[0].Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, HubNames.Path);
        request.Headers.Add("Connection", "Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {client.Session!.AccessToken}");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var after = response.Headers.RetryAfter?.Delta is { } delta ? (int)delta.TotalSeconds : 0;
        return (response.StatusCode, after, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
    }
}
