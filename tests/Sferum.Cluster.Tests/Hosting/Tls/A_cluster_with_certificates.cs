using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Sferum.Chats;
using Sferum.Commands;
using Sferum.Live;
using Sferum.TestServers;

namespace Sferum.Hosting.Tls;

/// <summary>Silos, a gateway and a command, each with its certificate.</summary>
public sealed class A_cluster_with_certificates : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly TestAuthority _authority = new();
    private readonly TestAuthority _next = new("the next authority");

    [Fact]
    public async Task Shows_both_its_ports_only_to_those_who_have_one()
    {
        await using var database = await PostgresServer.CreateDatabase();
        await using var silo = await Silo(database, "silo");
        await using var gateway = await Gateway(database);
        await gateway.Until("ready");
        var address = silo.Services.GetRequiredService<ILocalSiloDetails>();

        foreach (var port in new[] { address.SiloAddress.Endpoint, address.GatewayAddress!.Endpoint })
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(port);
            await using var stream = new SslStream(new NetworkStream(socket), false);
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = TestAuthority.Cluster, CertificateChainPolicy = Trusting(_authority), EnabledSslProtocols = SslProtocols.Tls13,
            });
            Assert.True(await stream.IsCut());
        }

        var known = await HostProcess.Run(_folder.Path, "media-nodes", Settings(database, "command", _authority.Issue(), _authority));
        Assert.Equal((CommandRun.Done, ""), (known.Code, known.Complained));
        var unknown = await HostProcess.Run(_folder.Path, "media-nodes", ("Sferum:Postgres:ConnectionString", database.ConnectionString));
        Assert.Equal((CommandRun.Failed, CommandRun.Text("host.no_silo")), (unknown.Code, unknown.Complained));
    }

    [Fact]
    public async Task Loses_nothing_while_certificates_and_then_their_authority_are_exchanged()
    {
        await using var database = await PostgresServer.CreateDatabase();
        await using var first = await Silo(database, "first");
        await using var gateway = await Gateway(database);
        await gateway.Until("ready");
        await using var teacher = await SomebodyAtAHost.Join(first, gateway, chats: 8);
        using var enough = new CancellationTokenSource();
        var acked = new ConcurrentBag<(Guid Chat, long Number)>();
        var writing = Task.WhenAll(teacher.Chats.Select(c => Write(teacher.Line, c.Value, acked, enough.Token)));

        Files("first").Write(_authority.Issue(), _authority.Pem, _next.Pem);
        Files("gateway").Write(_authority.Issue(), _authority.Pem, _next.Pem);
        await using var second = await Silo(database, "second", _authority.Issue(), _authority, _next);
        await second.Until("ready");
        await Settled(acked);

        Files("first").Write(_next.Issue(), _authority.Pem, _next.Pem);
        Files("gateway").Write(_next.Issue(), _authority.Pem, _next.Pem);
        Files("second").Write(_next.Issue(), _authority.Pem, _next.Pem);
        await using var third = await Silo(database, "third", _next.Issue(), _next);
        await third.Until("ready");
        await Settled(acked);

        // A silo goes: what its connections carried goes over new ones, with new certificates.
        await second.DisposeAsync();
        await Settled(acked);
        await enough.CancelAsync();
        await writing;

        foreach (var chat in teacher.Chats)
        {
            var numbers = acked.Where(a => a.Chat == chat.Value).Select(static a => a.Number).ToHashSet();
            await teacher.Line.Until(w => numbers.IsSubsetOf(w.Numbers(chat.Value)));
        }
    }

    public void Dispose()
    {
        _authority.Dispose();
        _next.Dispose();
        _folder.Dispose();
    }

    /// <summary>Writes until told to stop; what is not acknowledged after all retries fails the test.</summary>
    private static async Task Write(Witness line, Guid chat, ConcurrentBag<(Guid, long)> acked, CancellationToken enough)
    {
        for (var i = 0; !enough.IsCancellationRequested; i++)
        {
            var placed = (await line.Line.PostAsync(chat, $"{i}", patience: TimeSpan.FromSeconds(60), cancel: CancellationToken.None)).Must();
            acked.Add((chat, placed.Number));
        }
    }

    /// <summary>Some hundreds more are acknowledged.</summary>
    private static async Task Settled(ConcurrentBag<(Guid, long)> acked)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var goal = acked.Count + 200; acked.Count < goal;)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private CertificateFiles Files(string process) => new(Path.Combine(_folder.Path, process));

    private (string, string)[] Settings(TestDatabase database, string process, (string, string) own, params TestAuthority[] authorities) =>
        [("Sferum:Postgres:ConnectionString", database.ConnectionString), .. Files(process).Write(own, [.. authorities.Select(static a => a.Pem)]).AsSettings];

    private Task<HostUnderTest> Silo(TestDatabase database, string process) => Silo(database, process, _authority.Issue(), _authority);

    private Task<HostUnderTest> Silo(TestDatabase database, string process, (string, string) own, params TestAuthority[] authorities) =>
        HostUnderTest.Start(new HostChoices { Role = HostRole.Silo, Data = _folder.Path }, Settings(database, process, own, authorities));

    private Task<HostUnderTest> Gateway(TestDatabase database) =>
        HostUnderTest.Start(new HostChoices { Role = HostRole.Gateway, Data = _folder.Path, Demo = 2 }, Settings(database, "gateway", _authority.Issue(), _authority));

    private static X509ChainPolicy Trusting(TestAuthority authority)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPem(authority.Pem);
        return policy;
    }
}
