using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Nerdbank.Streams;
using Sferum.Settings;

namespace Sferum.Tls;

/// <summary>
/// Mutual TLS 1.3 under Orleans' connections: between silos, and from gateways and commands to silos. Both sides show a certificate of the cluster's own
/// authority with the cluster's name, for the use that they make of it; whoever does not is cut before Orleans reads a byte (docs/adr/0029).
/// </summary>
internal sealed partial class ClusterTls(ClusterCertificates certificates, ClusterTlsSettings settings, ClusterTlsMeter meter, ILogger<ClusterTls> log)
{
    /// <summary>Who has connected and says nothing holds a socket for so long at most.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // A record of TLS holds 16 KB: whole ones at a time.
    private static readonly StreamPipeReaderOptions Reading = new(bufferSize: 32 * 1024, leaveOpen: true);
    private static readonly StreamPipeWriterOptions Writing = new(leaveOpen: true);

    /// <summary>For connections that others open to this process.</summary>
    public void Answer(IConnectionBuilder connections) =>
        connections.Use(next => connection => Secure(connection, next, (stream, cancel) => stream.AuthenticateAsServerAsync(ForAnswering(), cancel)));

    /// <summary>For connections that this process opens.</summary>
    public void Ask(IConnectionBuilder connections) =>
        connections.Use(next => connection => Secure(connection, next, (stream, cancel) => stream.AuthenticateAsClientAsync(ForAsking(), cancel)));

    private async Task Secure(ConnectionContext connection, ConnectionDelegate next, Func<SslStream, CancellationToken, Task> shake)
    {
        var plain = connection.Transport;
        await using var stream = new SslStream(plain.AsStream(ownsPipe: false), leaveInnerStreamOpen: true);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
            patience.CancelAfter(Patience);
            await shake(stream, patience.Token);
        }
        catch (Exception error) when (error is AuthenticationException or IOException or OperationCanceledException || ClusterCertificates.IsUnusable(error))
        {
            meter.Refused();
            LogRefused(log, $"{connection.RemoteEndPoint}", error.Message);
            connection.Abort();
            return;
        }

        connection.Transport = new Secured(PipeReader.Create(stream, Reading), PipeWriter.Create(stream, Writing));
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = plain;
        }
    }

    private SslServerAuthenticationOptions ForAnswering()
    {
        var current = certificates.Current();
        return new SslServerAuthenticationOptions
        {
            ServerCertificateContext = current.Own,
            ClientCertificateRequired = true,
            EnabledSslProtocols = SslProtocols.Tls13,
            CertificateChainPolicy = Policy(current.Authorities),

            // The name of whoever asks is ours to check; that of whoever answers is checked by the stream.
            RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
                errors == SslPolicyErrors.None && certificate is X509Certificate2 shown && shown.MatchesHostname(settings.Name),
        };
    }

    private SslClientAuthenticationOptions ForAsking()
    {
        var current = certificates.Current();
        return new SslClientAuthenticationOptions
        {
            TargetHost = settings.Name,
            ClientCertificateContext = current.Own,
            EnabledSslProtocols = SslProtocols.Tls13,
            CertificateChainPolicy = Policy(current.Authorities),
        };
    }

    /// <summary>Only the cluster's own authority. Lists of revoked certificates are not asked for: certificates are short-lived, and an authority that was betrayed is exchanged.</summary>
    private static X509ChainPolicy Policy(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }

    [LoggerMessage(LogLevel.Warning, "A connection inside the cluster was refused, with {Other}: {Reason}")]
    private static partial void LogRefused(ILogger logger, string other, string reason);

    private sealed record Secured(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
