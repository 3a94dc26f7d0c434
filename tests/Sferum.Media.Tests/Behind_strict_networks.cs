using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Sferum.Calls;

/// <summary>Browsers that may reach nobody but a TURN server.</summary>
public sealed class Behind_strict_networks(Studio studio)
{
    [Theory]
    [InlineData("udp")]
    [InlineData("tcp")]
    [InlineData("tls")]
    public async Task Media_flows_over_the_relay(string way)
    {
        var config = Relayed(Credentials(way).For("anna"));
        await using var call = await Call.On(studio, studio.Sturdy);
        var anna = await call.Speaks("anna", config);
        var boris = await call.Comes("boris");
        await boris.Subscribe(Caller.Both("anna"), config);
        await boris.Decodes("anna");
        await boris.Hears("anna");
        Assert.Equal($"relay {way}", await anna.Ask<string>("pair", "anna"));
        Assert.Equal($"relay {way}", await boris.Ask<string>("pair", Caller.Incoming));
    }

    [Fact]
    public async Task A_wrong_or_old_credential_opens_nothing()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var anna = await call.Comes("anna");
        var yesterday = new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(-1));
        IceServer[] bad =
        [
            .. Credentials("udp", yesterday).For("anna"),
            .. Credentials("udp", secret: "another").For("anna"),
            .. Credentials("udp").For("anna").Select(s => s with { Username = s.Username + "x" }),
        ];
        foreach (var (number, server) in bad.Index())
        {
            await anna.Ask<string>("offer", $"bad-{number}", new { kind = "camera", config = Relayed([server]) });
            Assert.Empty(await anna.Ask<string[]>("candidates", $"bad-{number}"));
        }

        await anna.Ask<string>("offer", "good", new { kind = "camera", config = Relayed(Credentials("udp").For("anna")) });
        Assert.NotEmpty(await anna.Ask<string[]>("candidates", "good"));
    }

    [Fact]
    public void A_credential_says_until_when_and_for_whom()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddSeconds(1_000_000.5));
        var turn = new TurnSettings { Urls = ["turn:one", "turns:two"], Secret = "shared", Lifetime = TimeSpan.FromHours(1) };
        var server = Assert.Single(new TurnCredentials(turn, time).For("p-7"));
        Assert.Equal(["turn:one", "turns:two"], server.Urls);
        Assert.Equal("1003600:p-7", server.Username);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(1_003_600), server.ExpiresAt);
#pragma warning disable CA5350 // What coturn knows.
        Assert.Equal(HMACSHA1.HashData(Encoding.UTF8.GetBytes("shared"), Encoding.UTF8.GetBytes("1003600:p-7")), Convert.FromBase64String(server.Credential!));
#pragma warning restore CA5350
        Assert.DoesNotContain("shared", turn.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_servers_there_are_no_credentials() => Assert.Empty(new TurnCredentials(null, TimeProvider.System).For("p-7"));

    private TurnCredentials Credentials(string way, TimeProvider? time = null, string? secret = null)
    {
        var turn = studio.Network.Turn!;
        var url = way switch { "udp" => turn.Udp, "tcp" => turn.Tcp, _ => turn.Tls };
        return new TurnCredentials(new TurnSettings { Urls = [url], Secret = secret ?? studio.Network.TurnSecret }, time ?? TimeProvider.System);
    }

    private static object Relayed(IReadOnlyList<IceServer> servers) => new
    {
        iceTransportPolicy = "relay",
        iceServers = servers.Select(s => new { urls = s.Urls, username = s.Username, credential = s.Credential }).ToArray(),
    };
}
