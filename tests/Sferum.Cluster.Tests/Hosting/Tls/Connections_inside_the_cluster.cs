using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sferum.TestServers;

namespace Sferum.Hosting.Tls;

/// <summary>Mutual TLS between the cluster's processes: whom it lets speak.</summary>
public sealed class Connections_inside_the_cluster : IDisposable
{
    private static readonly byte[] Words = RandomNumberGenerator.GetBytes(60_000);

    private readonly TempFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _stranger = new("authority of somebody else");

    [Fact]
    public async Task Carry_every_byte_between_two_that_the_authority_knows()
    {
        await using var server = await EchoServer.Start(Good("server"));
        Assert.Equal(Words, await server.Hear(Good("client"), Words));
    }

    [Theory]
    [InlineData("of another authority")]
    [InlineData("ended")]
    [InlineData("not yet valid")]
    [InlineData("with another name")]
    [InlineData("for answering only")]
    public async Task Are_cut_when_a_certificate_is(string fault)
    {
        await using var server = await EchoServer.Start(Good("server"));
        Assert.Empty(await server.Hear(Files("client").Write(Bad(fault, TestAuthority.Answering), _authority.Pem).Settings, Words));
        Assert.Equal(Words, await server.Hear(Good("client"), Words));
    }

    [Theory]
    [InlineData("of another authority")]
    [InlineData("ended")]
    [InlineData("not yet valid")]
    [InlineData("with another name")]
    [InlineData("for asking only")]
    public async Task Are_not_begun_with_one_who_answers_with_a_certificate(string fault)
    {
        await using var server = await EchoServer.Start(Files("server").Write(Bad(fault, TestAuthority.Asking), _authority.Pem).Settings);
        Assert.Empty(await server.Hear(Good("client"), Words));
    }

    [Fact]
    public async Task Are_cut_without_a_certificate()
    {
        await using var server = await EchoServer.Start(Good("server"));
        using var socket = await Connect(server.Address);
        await using var stream = new SslStream(new NetworkStream(socket), false);
        await stream.AuthenticateAsClientAsync(ShowingNothing());
        Assert.True(await stream.IsCut());
    }

    [Fact]
    public async Task Are_cut_without_TLS()
    {
        await using var server = await EchoServer.Start(Good("server"));
        using var socket = await Connect(server.Address);
        await socket.SendAsync(Words);
        Assert.Equal(-1, (await Rest(socket)).AsSpan().IndexOf(Words.AsSpan(0, 16)));
    }

    [Fact]
    public async Task Use_a_new_certificate_as_soon_as_it_is_written_and_keep_the_old_one_when_what_is_written_is_no_use()
    {
        var files = Files("server").Write(_authority.Issue(), _authority.Pem);
        await using var server = await EchoServer.Start(files.Settings);
        Assert.Equal(Words, await server.Hear(Good("client"), Words));

        files.Write(_authority.Issue() with { Key = "half a k" }, _authority.Pem);
        Assert.Equal(Words, await server.Hear(Good("client"), Words));

        // The authority is exchanged.
        files.Write(_stranger.Issue(), _stranger.Pem);
        Assert.Empty(await server.Hear(Good("client"), Words));
        Assert.Equal(Words, await server.Hear(Files("other").Write(_stranger.Issue(), _stranger.Pem).Settings, Words));
    }

    public void Dispose()
    {
        _authority.Dispose();
        _stranger.Dispose();
        _folder.Dispose();
    }

    private CertificateFiles Files(string process) => new(Path.Combine(_folder.Path, process));

    private Settings.ClusterTlsSettings Good(string process) => Files(process).Write(_authority.Issue(), _authority.Pem).Settings;

    private (string Certificate, string Key) Bad(string fault, string wrongUse) => fault switch
    {
        "of another authority" => _stranger.Issue(),
        "ended" => _authority.Issue(toDay: -1),
        "not yet valid" => _authority.Issue(fromDay: 1),
        "with another name" => _authority.Issue(name: "database"),
        _ => _authority.Issue(uses: wrongUse),
    };

    private SslClientAuthenticationOptions ShowingNothing()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(_authority.Pem);
        return new SslClientAuthenticationOptions { TargetHost = TestAuthority.Cluster, CertificateChainPolicy = policy, EnabledSslProtocols = SslProtocols.Tls13 };
    }

    private static async Task<Socket> Connect(IPEndPoint address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address);
        return socket;
    }

    /// <summary>All that comes until the other side has closed.</summary>
    private static async Task<byte[]> Rest(Socket socket)
    {
        using var heard = new MemoryStream();
        try
        {
            await using var stream = new NetworkStream(socket);
            await stream.CopyToAsync(heard);
        }
        catch (IOException)
        {
            // Closed hard.
        }

        return heard.ToArray();
    }
}
