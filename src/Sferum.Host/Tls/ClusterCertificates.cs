using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sferum.Settings;

namespace Sferum.Tls;

/// <summary>What this process shows to others of the cluster, and whose certificates it believes.</summary>
/// <param name="Own">Its certificate with key and chain.</param>
/// <param name="Authorities">The cluster's own, and nobody else's.</param>
internal sealed record ClusterCertificate(SslStreamCertificateContext Own, X509Certificate2Collection Authorities);

/// <summary>The certificate from its files, read again when they have changed. Safe for many callers.</summary>
internal sealed partial class ClusterCertificates(ClusterTlsSettings settings, ILogger<ClusterCertificates> log)
{
    private readonly Lock _lock = new();
    private string? _read;
    private ClusterCertificate? _current;

    /// <summary>
    /// What stands in the files now. Files that cannot be used, because they are being written or are wrong, leave the former certificate in force; without
    /// one they throw.
    /// </summary>
    public ClusterCertificate Current()
    {
        lock (_lock)
        {
            try
            {
                // Compared by content: a mounted secret is exchanged by links whose times tell nothing. A handshake is rare, the files are small.
                var read = string.Join('\n', [File.ReadAllText(settings.CertificateFile!), File.ReadAllText(settings.KeyFile!), File.ReadAllText(settings.AuthorityFile!)]);
                if (read != _read)
                {
                    _current = Load(settings);
                    _read = read;
                    LogLoaded(log, _current.Own.TargetCertificate.NotAfter.ToUniversalTime());
                }
            }
            catch (Exception error) when (_current is not null && IsUnusable(error))
            {
                LogKept(log, error);
            }

            return _current!;
        }
    }

    /// <summary>Reads the files; throws an exception that <see cref="IsUnusable"/> knows.</summary>
    public static ClusterCertificate Load(ClusterTlsSettings settings)
    {
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(settings.CertificateFile!);
        var own = X509Certificate2.CreateFromPemFile(settings.CertificateFile!, settings.KeyFile);
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(settings.AuthorityFile!);
        return authorities.Count > 0
            ? new ClusterCertificate(SslStreamCertificateContext.Create(own, [.. chain.Skip(1)], offline: true), authorities)
            : throw new CryptographicException("No certificate in the authority's file.");
    }

    /// <summary>Files that are not there, not readable, not certificates, or don't belong together.</summary>
    public static bool IsUnusable(Exception error) => error is CryptographicException or IOException or UnauthorizedAccessException;

    [LoggerMessage(LogLevel.Information, "The cluster's certificate was read; it ends {End:u}.")]
    private static partial void LogLoaded(ILogger logger, DateTime end);

    [LoggerMessage(LogLevel.Error, "The files of the cluster's certificate cannot be used: the former one stays in force.")]
    private static partial void LogKept(ILogger logger, Exception error);
}
