using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sferum.Settings;

namespace Sferum.Hosting.Tls;

/// <summary>An authority that issues certificates as an operator's does, and wrong ones too.</summary>
internal sealed class TestAuthority : IDisposable
{
    public const string Cluster = "sferum-cluster";
    public const string Asking = "1.3.6.1.5.5.7.3.2";
    public const string Answering = "1.3.6.1.5.5.7.3.1";

    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    public TestAuthority(string name = "authority of the cluster")
    {
        var request = new CertificateRequest($"CN={name}", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        _certificate = request.CreateSelfSigned(Now.AddDays(-30), Now.AddDays(30));
    }

    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>A certificate and its key.</summary>
    public (string Certificate, string Key) Issue(string name = Cluster, int fromDay = -2, int toDay = 2, params string[] uses)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=process", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        OidCollection may = [];
        foreach (var use in uses.Length > 0 ? uses : [Asking, Answering])
        {
            may.Add(new Oid(use));
        }

        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension(may, critical: false));
        using var issued = request.Create(_certificate, Now.AddDays(fromDay), Now.AddDays(toDay), RandomNumberGenerator.GetBytes(16));
        return (issued.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }
}

/// <summary>The three files of one process, in a folder.</summary>
internal sealed class CertificateFiles(string folder)
{
    public ClusterTlsSettings Settings { get; } = new()
    {
        CertificateFile = Path.Combine(folder, "tls.crt"), KeyFile = Path.Combine(folder, "tls.key"), AuthorityFile = Path.Combine(folder, "ca.crt"),
    };

    public (string Key, string Value)[] AsSettings =>
    [
        ("Sferum:Cluster:Tls:CertificateFile", Settings.CertificateFile!),
        ("Sferum:Cluster:Tls:KeyFile", Settings.KeyFile!),
        ("Sferum:Cluster:Tls:AuthorityFile", Settings.AuthorityFile!),
    ];

    public CertificateFiles Write((string Certificate, string Key) own, params string[] authorities)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Settings.CertificateFile!, own.Certificate);
        File.WriteAllText(Settings.KeyFile!, own.Key);
        File.WriteAllText(Settings.AuthorityFile!, string.Join('\n', authorities));
        return this;
    }
}
