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

    private CoturnProcess(ServerProcess process, string address, string keyHash)
    {
        _process = process;
        KeyHash = keyHash;
        Udp = string.Create(CultureInfo.InvariantCulture, $"turn:{address}:{Port}?transport=udp");
        Tcp = string.Create(CultureInfo.InvariantCulture, $"turn:{address}:{Port}?transport=tcp");
        Tls = string.Create(CultureInfo.InvariantCulture, $"turns:{address}:{TlsPort}?transport=tcp");
    }

    /// <summary>Its address for browsers, over UDP.</summary>
    public string Udp { get; }

    /// <summary>Over TCP.</summary>
    public string Tcp { get; }

    /// <summary>Over TLS, with a certificate that Chromium believes by <see cref="MediaNetwork.ChromiumArguments"/>.</summary>
    public string Tls { get; }

    /// <summary>SHA-256 of the certificate's key.</summary>
    internal string KeyHash { get; }

    /// <summary>Ends it without a word to anybody.</summary>
    /// <returns>When it has ended.</returns>
    public Task KillAsync() => _process.KillAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    internal static async Task<CoturnProcess> StartAsync(string address, string folder, Func<string, ProcessStartInfo> start)
    {
        Directory.CreateDirectory(folder);
        var keyHash = await WriteCertificate(folder, IPAddress.Parse(address));
        var process = new ServerProcess(start(folder), address, TlsPort);
        try
        {
            await process.StartAsync();
            return new CoturnProcess(process, address, keyHash);
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Signed by itself: whoever believes it, believes it by its key.</summary>
    /// <returns>The SHA-256 of the key, as browsers take it.</returns>
    private static async Task<string> WriteCertificate(string folder, IPAddress address)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=turn.test", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(7));
        await File.WriteAllTextAsync(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        return Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
    }
}
