using Sferum.Operators;

namespace Sferum.Tls;

/// <summary>When the certificates in this process's files end.</summary>
internal sealed class EndsOfCertificates(ClusterCertificates certificates) : IOwnCertificates
{
    public CertificateEnds? Ends()
    {
        var current = certificates.Current();
        return new CertificateEnds(Utc(current.Own.TargetCertificate.NotAfter), Utc(current.Authorities.Min(static a => a.NotAfter)));
    }

    /// <summary>Certificates tell local time.</summary>
    private static DateTimeOffset Utc(DateTime end) => new(end.ToUniversalTime());
}
