using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Sferum.Actors;
using Sferum.Calls;
using Sferum.Chats;
using Sferum.District;
using Sferum.Gateways;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Operators;

/// <summary>How the deployment is, and what the operator does to its processes.</summary>
public sealed class The_operators_console
{
    private static readonly DistrictShape WithMedia = new() { Media = new FakeMediaServer(["janus-1", "janus-2"]) };

    [Fact]
    public async Task Tells_of_every_part_of_the_deployment()
    {
        await using var district = await TestDistrict.Start(WithMedia with { Silos = 2, Gateways = 2 });
        var console = await Operator(district);
        await Known(district, 2);

        var look = (await console.ClusterAsync()).Must();

        Assert.Equal(["active", "active"], look.Silos!.Select(static s => s.Status));
        Assert.All(look.Silos!, s => Assert.Equal((look.Version, true, true), (s.Version, s.Activations > 0, s.Memory > 0 && s.Memory <= s.MemoryLimit)));
        Assert.Equal(["serving", "serving"], look.Gateways!.Select(static g => g.Status));
        Assert.All(look.Gateways!, g => Assert.Equal((look.Version, 0, true), (g.Version, g.Connections, g.Limit > 0)));
        Assert.Equal([new MediaNodeDto("janus-1", "serving", 0, 0), new MediaNodeDto("janus-2", "serving", 0, 0)], look.MediaNodes);
        Assert.All(look.Queues!, static q => Assert.Equal((0, null), (q.Waiting, q.Since)));
        Assert.StartsWith("SQLite", look.Database!.Server, StringComparison.Ordinal);
        Assert.Empty(look.SlowChats!);
        Assert.Empty(look.Works!);
        Assert.Empty(look.Certificates!);
    }

    [Fact]
    public async Task Counts_connections_and_says_which_gateway_is_being_emptied()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Gateways = 2 });
        var person = await district.Town.Person(await district.Town.School());
        await using var witness = await Witness.Join(await district.SignIn(person));
        var console = await Operator(district);
        await Known(district, 2);
        await district.Gateways[1].Drain();

        var look = (await console.ClusterAsync()).Must();

        Assert.Equal([("draining", 0), ("serving", 1)], look.Gateways!.Select(static g => (g.Status, g.Connections!.Value)).Order());
    }

    [Fact]
    public async Task Shows_a_silo_that_was_killed_as_gone()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Silos = 2 });
        var console = await Operator(district);
        var killed = district.Silos.Silos[1];

        await district.Silos.KillSiloAsync(killed);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        ClusterDto look;
        while ((look = (await console.ClusterAsync()).Must()).Silos?.All(static s => s.Status is "active" or "silent") != false)
        {
            // The others declare it dead after two seconds.
            await Task.Delay(50, patience.Token);
        }

        var gone = Assert.Single(look.Silos!, static s => s.Status == "gone");
        Assert.Equal((killed.SiloAddress.Endpoint.ToString(), null), (gone.Address, gone.Version));
        Assert.Single(look.Silos!, static s => s.Status == "active");
    }

    [Fact]
    public async Task Says_of_a_gateway_that_stands_still_that_it_is_silent()
    {
        await using var district = await TestDistrict.Start();
        var console = await Operator(district);
        var hanging = new HangingNode();
        await (await Feed(district)).Follow("hanging", [district.Cluster.CreateObjectReference<IGatewayNode>(hanging)], []);

        var look = (await console.ClusterAsync()).Must();

        Assert.Equal(new GatewayDto { Name = "hanging", Status = "silent" }, look.Gateways!.Single(static g => g.Name == "hanging"));
        GC.KeepAlive(hanging);
    }

    [Fact]
    public async Task Tells_the_rest_when_the_database_does_not_answer()
    {
        await using var district = await TestDistrict.Start(WithMedia with { Adjust = static (_, builder) => builder.Services.AddSingleton<IDeploymentState, DatabaseThatIsAway>() });
        var console = await Operator(district);
        await Known(district, 1);

        var look = (await console.ClusterAsync()).Must();

        Assert.Null(look.Database);
        Assert.Null(look.Queues);
        Assert.Null(look.Works);
        Assert.Equal("active", Assert.Single(look.Silos!).Status);
        Assert.Equal("serving", Assert.Single(look.Gateways!).Status);
        Assert.Equal(2, look.MediaNodes!.Count);
    }

    [Fact]
    public async Task Says_of_a_media_server_that_cannot_be_used_that_it_is_away()
    {
        var media = new FakeMediaServer(["janus-1", "janus-2"]);
        media.Kill("janus-2");
        await using var district = await TestDistrict.Start(new DistrictShape { Media = media });

        var look = (await (await Operator(district)).ClusterAsync()).Must();

        Assert.Equal([("janus-1", "serving"), ("janus-2", "away")], look.MediaNodes!.Select(static m => (m.Name, m.Status)));
    }

    [Fact]
    public async Task Empties_a_media_server_lets_it_take_sessions_again_and_leaves_both_in_the_record()
    {
        await using var district = await TestDistrict.Start(WithMedia);
        var console = await Operator(district);

        (await console.DrainMediaNodeAsync("janus-2", on: true)).Must();
        Assert.Equal(["serving", "draining"], (await console.ClusterAsync()).Must().MediaNodes!.Select(static m => m.Status));
        (await console.DrainMediaNodeAsync("janus-2", on: false)).Must();
        Assert.Equal(["serving", "serving"], (await console.ClusterAsync()).Must().MediaNodes!.Select(static m => m.Status));

        Assert.Equal("request.not_found", (await console.DrainMediaNodeAsync("janus-3", on: true)).Refusal?.Code);
        Assert.Equal(
            [("media_node.admitted", "janus-2"), ("media_node.drained", "janus-2")],
            (await console.AuditAsync()).Must().Entries.Select(static e => (e.Act, e.After!.Value.GetProperty("name").GetString()!)));
    }

    [Fact]
    public async Task Evens_clients_out_over_the_gateways_and_leaves_it_in_the_record()
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Gateways = 2 });
        var console = await Operator(district);
        await Known(district, 2);

        var evened = (await console.EvenOutAsync()).Must();

        Assert.Equal([(0, 0), (0, 0)], evened.Gateways.Select(static g => (g.Connections, g.Asked)));
        Assert.Equal(["gateways.evened_out"], (await console.AuditAsync()).Must().Entries.Select(static e => e.Act));
    }

    [Fact]
    public async Task Names_slow_chats_by_kind_and_school_and_not_by_title()
    {
        await using var district = await TestDistrict.Start();
        var school = await district.Town.School("Лицей № 3");
        var chat = await district.Town.Chat(school, [await district.Town.Person(school)], "О ком никто не знает");
        var console = await Operator(district);
        district.Silos.Silos[0].ServiceProvider.GetRequiredService<SlowChats>().Answered(chat, TimeSpan.FromSeconds(2));

        var slow = Assert.Single((await console.ClusterAsync()).Must().SlowChats!);

        Assert.Equal((chat.Value, "adhoc", "Лицей № 3", 2_000), (slow.ChatId, slow.Kind, slow.School, slow.TookMs));
    }

    [Fact]
    public async Task Lists_certificates_those_that_end_first_at_the_beginning()
    {
        var (soon, later) = (new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var district = await TestDistrict.Start(new DistrictShape
        {
            Adjust = (_, builder) => builder.Services.AddSingleton<IOwnCertificates>(new Certificates(new CertificateEnds(soon, later))),
        });
        var console = await Operator(district);
        await Known(district, 1);

        var listed = (await console.ClusterAsync()).Must().Certificates!;

        Assert.Equal([("own", soon.ToUnixTimeMilliseconds()), ("authority", later.ToUnixTimeMilliseconds())], listed.Select(static c => (c.Kind, c.EndsAt)));
    }

    [Fact]
    public async Task Lists_schools_with_their_size()
    {
        await using var district = await TestDistrict.Start();
        var (first, second) = (await district.Town.School("Школа № 1"), await district.Town.School("Школа № 2"));
        await district.Town.People(first, 3);
        await district.Town.Class(first, await district.Town.Person(first, Role.ClassTeacher), []);
        var console = await Operator(district);

        var page = (await console.SchoolSizesAsync(limit: 1)).Must();

        Assert.Equal(new SchoolSizeDto(first.Value, "Школа № 1", 4, 1, 1), Assert.Single(page.Schools));
        var rest = (await console.SchoolSizesAsync(page.Next)).Must();
        Assert.Equal((second.Value, null), (Assert.Single(rest.Schools).Id, rest.Next));
        Assert.Equal("request.malformed", (await console.SchoolSizesAsync(limit: 51)).Refusal?.Code);
    }

    [Theory]
    [InlineData(Role.DistrictOfficer)]
    [InlineData(Role.SchoolAdmin)]
    [InlineData(Role.Director)]
    [InlineData(Role.Student)]
    public async Task Is_closed_to_everybody_else(Role role)
    {
        await using var district = await TestDistrict.Start(WithMedia);
        var somebody = await district.SignIn(await district.Town.Person(role == Role.DistrictOfficer ? null : await district.Town.School(), role));

        Assert.Equal(
            ["request.denied", "request.denied", "request.denied", "request.denied"],
            [
                (await somebody.ClusterAsync()).Refusal?.Code, (await somebody.SchoolSizesAsync()).Refusal?.Code,
                (await somebody.DrainMediaNodeAsync("janus-1", on: true)).Refusal?.Code, (await somebody.EvenOutAsync()).Refusal?.Code,
            ]);
    }

    private static async Task<SferumClient> Operator(TestDistrict district) => await district.SignIn(await district.Town.Person(null, Role.Operator));

    /// <summary>A gateway makes itself known within a second.</summary>
    private static async Task Known(TestDistrict district, int gateways)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        foreach (var silo in await Silos(district))
        {
            while ((await district.Cluster.GetGrain<IFeedGrain>(silo).Gateways()).Count < gateways)
            {
                await Task.Delay(50, patience.Token);
            }
        }
    }

    private static async Task<IFeedGrain> Feed(TestDistrict district) => district.Cluster.GetGrain<IFeedGrain>((await Silos(district))[0]);

    private static async Task<IReadOnlyList<string>> Silos(TestDistrict district) =>
        [.. (await district.Cluster.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Keys.Select(static s => s.ToParsableString())];

    private sealed record Certificates(CertificateEnds What) : IOwnCertificates
    {
        public CertificateEnds? Ends() => What;
    }

    /// <summary>One question fails, the others are never answered.</summary>
    private sealed class DatabaseThatIsAway : IDeploymentState
    {
        public ValueTask<DatabaseState> Database(CancellationToken cancel) => throw new TimeoutException();

        public async ValueTask<IReadOnlyList<QueueState>> Queues(CancellationToken cancel)
        {
            await new TaskCompletionSource().Task;
            return [];
        }

        public async ValueTask<IReadOnlyList<FinishedWork>> Works(CancellationToken cancel)
        {
            await new TaskCompletionSource().Task;
            return [];
        }

        public ValueTask<IReadOnlyDictionary<ChatId, ChatHome>> Homes(IReadOnlyCollection<ChatId> chats, CancellationToken cancel) => throw new TimeoutException();
    }
}
