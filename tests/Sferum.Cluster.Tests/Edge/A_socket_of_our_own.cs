using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Edge;

public sealed class A_socket_of_our_own
{
    private static readonly DistrictShape Direct = new() { Limits = static o => o.Path = "direct" };

    [Theory]
    [InlineData("direct", 1)]
    [InlineData("stock", 0)]
    public async Task Serves_the_hub_unless_the_setting_says_otherwise(string path, int sockets)
    {
        await using var district = await TestDistrict.Start(new DistrictShape { Limits = o => o.Path = path });
        await using var witness = await Witness.Join(await Somebody(district));
        Assert.Equal(sockets, Connections(district).All.Count());
    }

    [Fact]
    public async Task Takes_an_upgrade_and_a_handshake_byte_by_byte()
    {
        await using var district = await TestDistrict.Start(Direct);
        var client = await Somebody(district);
        using var raw = await RawSocket.Connect(district.Gateways[0].Address);
        await raw.Send(
            [.. RawSocket.Upgrade(district.Gateways[0].Address, client.Session!.AccessToken), .. RawSocket.Hello, .. Resume("1"), .. new ClientFrame(9, [7, 8]).Bytes()],
            piece: 1);
        await raw.Upgraded();
        (FrameKind Kind, byte[] Payload)[] frames = [await raw.Frame(), await raw.Frame(), await raw.Frame()];
        Assert.Contains(frames, static f => f.Kind == FrameKind.Text && Encoding.UTF8.GetString(f.Payload) == "{}\u001e");
        Assert.Contains(frames, static f => f.Kind == FrameKind.Text && Encoding.UTF8.GetString(f.Payload).Contains("\"invocationId\":\"1\"", StringComparison.Ordinal));
        Assert.Contains(frames, static f => f.Kind == FrameKind.Pong && f.Payload is [7, 8]);
    }

    [Fact]
    public async Task Says_good_bye_as_it_was_said_to()
    {
        await using var district = await TestDistrict.Start(Direct);
        using var raw = await Open(district);
        await raw.Send(ClientFrame.Close(3000, "пока").Bytes());
        Assert.Equal(3000, await raw.Closed());
    }

    [Fact]
    public async Task Is_closed_with_a_reason_when_the_rules_are_broken()
    {
        await using var district = await TestDistrict.Start(Direct);
        (int Code, ClientFrame Frame)[] faults =
        [
            (1002, new ClientFrame(1, [65]) { Masked = false }), (1002, new ClientFrame(1, []) { Reserved = 4 }), (1002, new ClientFrame(9, new byte[126])),
            (1002, new ClientFrame(5, [])), (1007, new ClientFrame(1, [0xff])), (1002, ClientFrame.Close(1005)),
        ];
        foreach (var (code, frame) in faults)
        {
            using var raw = await Open(district);
            await raw.Send(frame.Bytes());
            Assert.Equal(code, await raw.Closed());
        }
    }

    [Fact]
    public async Task Is_closed_when_a_message_is_too_long()
    {
        await using var district = await TestDistrict.Start(Direct);
        using var raw = await Open(district);
        await raw.Send(ClientFrame.Text(new string('x', HubNames.MaxMessageBytes + 1)).Bytes());
        Assert.Contains("\"type\":7", Encoding.UTF8.GetString((await raw.Frame()).Payload), StringComparison.Ordinal);
        Assert.Equal(1000, await raw.Closed());
    }

    [Fact]
    public async Task Is_closed_when_nobody_shakes_hands()
    {
        await using var district = await TestDistrict.Start(Direct);
        var client = await Somebody(district);
        using var raw = await RawSocket.Connect(district.Gateways[0].Address);
        await raw.Send(RawSocket.Upgrade(district.Gateways[0].Address, client.Session!.AccessToken));
        await raw.Upgraded();
        Assert.Contains("error", Encoding.UTF8.GetString((await raw.Frame()).Payload), StringComparison.Ordinal);
        await raw.Closed();
    }

    [Fact]
    public async Task Is_closed_with_the_gateway_so_that_the_client_goes_elsewhere()
    {
        await using var district = await TestDistrict.Start(Direct);
        using var raw = await Open(district);
        var closed = raw.Closed();
        await district.Gateways[0].Stop();
        Assert.Equal(1001, await closed);
    }

    [Fact]
    public async Task Leaves_nothing_behind_when_it_is_cut_in_the_middle_of_traffic()
    {
        await using var district = await TestDistrict.Start(Direct);
        var school = await district.Town.School();
        var people = await district.Town.People(school, 21, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, people);
        await using var author = await Witness.Join(await district.SignIn(people[0]));
        var shards = district.Gateways[0].Services.GetRequiredService<EpollShards>();
        var killed = new List<RawSocket>();
        foreach (var person in people.Skip(1))
        {
            var raw = await RawSocket.Open(district.Gateways[0].Address, (await district.SignIn(person)).Session!.AccessToken);
            await raw.Send(Resume("1"));
            await raw.Frame();
            killed.Add(raw);
        }

        var open = shards.Count;
        var posts = Enumerable.Range(0, 50).Select(i => author.Line.PostAsync(chat.Value, $"{i}")).ToList();
        killed.ForEach(static k => k.Kill());
        await Task.WhenAll(posts);
        await author.Until(w => w.Numbers(chat.Value).Count == 50);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (shards.Count != open - killed.Count)
        {
            await timer.WaitForNextTickAsync(patience.Token);
        }

        Assert.Single(Connections(district).All);
        Assert.Single(district.Gateways[0].Services.GetRequiredService<LocalPeople>().AllConnections());
    }

    [Fact]
    public async Task Shares_its_rooms_with_those_who_come_over_TLS()
    {
        using var certificate = Certificate();
        await using var district = await TestDistrict.Start(Direct with
        {
            Adjust = (_, builder) => builder.WebHost.ConfigureKestrel(o =>
            {
                o.Listen(IPAddress.Loopback, 0);
                o.Listen(IPAddress.Loopback, 0, l => l.UseHttps(certificate));
            }),
        });
        var school = await district.Town.School();
        var people = await district.Town.People(school, 2, Role.ClassTeacher);
        var chat = await district.Town.Chat(school, people);
        await using var plain = await Witness.Join(await district.SignIn(people[0]));
        var secret = (await district.SignIn(people[1])).Session!.AccessToken;
        var addresses = district.Gateways[0].Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features
            .Get<Microsoft.AspNetCore.Hosting.Server.Features.IServerAddressesFeature>()!.Addresses;
        using var wire = await HubWire.Shake(new Uri(addresses.Single(static a => a.StartsWith("https", StringComparison.Ordinal))), secret);
        await wire.Call("1", HubNames.Methods.Resume, """{"known":[]}""");
        await wire.Answer("1");
        Assert.Single(Connections(district).All);
        (await plain.Line.PostAsync(chat.Value, "Всем")).Must();
        await plain.Until(w => w.Numbers(chat.Value).Count == 1);
        Assert.NotNull(await wire.ReceiveUntil(static m => m.TryGetProperty("target", out var t) && t.GetString() == HubNames.Events.Chat));
    }

    [Fact]
    public async Task Carries_a_long_answer_of_HTTP_to_a_slow_reader()
    {
        const int Length = 4_000_000;
        await using var district = await TestDistrict.Start(Direct with
        {
            Adjust = static (_, builder) => builder.Services.AddSingleton<IStartupFilter>(new LongAnswer(Length)),
        });
        using var raw = await RawSocket.Connect(district.Gateways[0].Address, buffer: 32 * 1024);
        await raw.Send("GET /long HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"u8.ToArray());
        var seen = 0;
        var last = new byte[4];
        while (!last.AsSpan().SequenceEqual("\r\n\r\n"u8))
        {
            last = [.. last[1..], (await raw.Bytes(1))[0]];
        }

        while (seen < Length)
        {
            var bytes = await raw.Bytes(Math.Min(100_000, Length - seen));
            Assert.Equal(Enumerable.Range(seen, bytes.Length).Select(static i => (byte)(i % 251)), bytes);
            seen += bytes.Length;
        }

        Assert.True(await raw.IsOver());
    }

    private static byte[] Resume(string id) =>
        RawSocket.Call($$"""{"type":1,"invocationId":"{{id}}","target":"{{HubNames.Methods.Resume}}","arguments":[{"known":[]}]}""");

    private static EdgeConnections Connections(TestDistrict district) => district.Gateways[0].Services.GetRequiredService<EdgeConnections>();

    private static async Task<SferumClient> Somebody(TestDistrict district) => await district.SignIn(await district.Town.Person(await district.Town.School()));

    private static async Task<RawSocket> Open(TestDistrict district) =>
        await RawSocket.Open(district.Gateways[0].Address, (await Somebody(district)).Session!.AccessToken);

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private sealed class LongAnswer(int length) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Map("/long", branch => branch.Run(async context =>
            {
                context.Response.ContentLength = length;
                var chunk = new byte[50_000];
                for (var at = 0; at < length; at += chunk.Length)
                {
                    for (var i = 0; i < chunk.Length; i++)
                    {
                        chunk[i] = (byte)((at + i) % 251);
                    }

                    await context.Response.Body.WriteAsync(chunk);
                }
            }));
            next(app);
        };
    }
}
