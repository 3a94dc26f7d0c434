using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sferum.Settings;
using Sferum.Tls;

namespace Sferum.Hosting.Tls;

/// <summary>A port that says back what it hears, behind the cluster's TLS.</summary>
internal sealed class EchoServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EchoServer(WebApplication app) => _app = app;

    public IPEndPoint Address => IPEndPoint.Parse(new Uri(_app.Urls.First()).Authority);

    public static async Task<EchoServer> Start(ClusterTlsSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(o => o.Listen(IPAddress.Loopback, 0, connections =>
        {
            For(settings).Answer(connections);
            connections.Run(Echo);
        }));
        var app = builder.Build();
        await app.StartAsync();
        return new EchoServer(app);
    }

    /// <summary>Connects as another process of the cluster does, and says something; what comes back, or nothing from one that was cut.</summary>
    public async Task<byte[]> Hear(ClusterTlsSettings settings, byte[] said)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(Address);
        await using var wire = new NetworkStream(socket, ownsSocket: false);
        var heard = new byte[said.Length];
        var got = 0;
        var connections = new ConnectionBuilder(new ServiceCollection().BuildServiceProvider());
        For(settings).Ask(connections);
        connections.Run(async connection =>
        {
            await connection.Transport.Output.WriteAsync(said);
            while (got < heard.Length && await connection.Transport.Input.ReadAsync() is { Buffer.IsEmpty: false } read)
            {
                read.Buffer.CopyTo(heard.AsSpan(got));
                got += (int)read.Buffer.Length;
                connection.Transport.Input.AdvanceTo(read.Buffer.End);
            }
        });

        // Not disposed: its abort works on after it has returned.
        var context = new DefaultConnectionContext("test") { Transport = new StreamPipe(wire) };
        try
        {
            await connections.Build()(context);
        }
        catch (IOException)
        {
            // It was cut while it spoke.
        }

        return heard[..got];
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static ClusterTls For(ClusterTlsSettings settings)
    {
        var certificates = new ClusterCertificates(settings, NullLogger<ClusterCertificates>.Instance);
        var meters = new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<System.Diagnostics.Metrics.IMeterFactory>();
        return new ClusterTls(certificates, settings, new ClusterTlsMeter(meters, certificates, TimeProvider.System), NullLogger<ClusterTls>.Instance);
    }

    private static async Task Echo(ConnectionContext connection)
    {
        while (await connection.Transport.Input.ReadAsync() is { IsCompleted: false } read)
        {
            foreach (var part in read.Buffer)
            {
                await connection.Transport.Output.WriteAsync(part);
            }

            connection.Transport.Input.AdvanceTo(read.Buffer.End);
        }
    }

    private sealed class StreamPipe(Stream wire) : System.IO.Pipelines.IDuplexPipe
    {
        public System.IO.Pipelines.PipeReader Input { get; } = System.IO.Pipelines.PipeReader.Create(wire);

        public System.IO.Pipelines.PipeWriter Output { get; } = System.IO.Pipelines.PipeWriter.Create(wire);
    }
}
