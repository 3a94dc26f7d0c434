using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sferum.TestServers;

/// <summary>The TURN server of a <see cref="MediaNetwork"/>.</summary>
public sealed class CoturnProcess : IAsyncDisposable
{
    internal const int TlsPort = 5349;
    private const int Port = 3478;

    private readonly ServerProcess _process;

    private CoturnProcess(ServerProcess process, string address, string authority)
    {
        _process = process;
        Authority = authority;
        Udp = string.Create(CultureInfo.InvariantCulture, $"turn:{address}:{Port}?transport=udp");
        Tcp = string.Create(CultureInfo.InvariantCulture, $"turn:{address}:{Port}?transport=tcp");
        Tls = string.Create(CultureInfo.InvariantCulture, $"turns:{address}:{TlsPort}?transport=tcp");
    }

    /// <summary>Its address for browsers, over UDP.</summary>
    public string Udp { get; }

    /// <summary>Over TCP.</summary>
    public string Tcp { get; }

    /// <summary>Over TLS, with a certificate of <see cref="Authority"/>.</summary>
    public string Tls { get; }

    /// <summary>The file with the certificate of the authority that nobody knows.</summary>
    public string Authority { get; }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    internal static async Task<CoturnProcess> StartAsync(string address, string folder, Func<string, ProcessStartInfo> start)
    {
        Directory.CreateDirectory(folder);
        var authority = await WriteCertificate(folder, IPAddress.Parse(address));
        var process = new ServerProcess(start(folder), address, TlsPort);
        try
        {
            await process.StartAsync();
            return new CoturnProcess(process, address, authority);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    private static async Task<string> WriteCertificate(string folder, IPAddress address)
    {
        var (from, until) = (TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(7));
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authorityRequest = new CertificateRequest("CN=Sferum test authority", authorityKey, HashAlgorithmName.SHA256);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        authorityRequest.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        using var authority = authorityRequest.CreateSelfSigned(from, until);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=turn.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false)); // a server's
        using var certificate = request.Create(authority, from, until, RandomNumberGenerator.GetBytes(8));

        await File.WriteAllTextAsync(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        var path = Path.Combine(folder, "authority.pem");
        await File.WriteAllTextAsync(path, authority.ExportCertificatePem());
        return path;
    }
}
