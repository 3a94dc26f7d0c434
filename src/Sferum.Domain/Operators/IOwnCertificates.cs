namespace Sferum.Operators;

/// <summary>The certificates that this process uses inside the cluster.</summary>
public interface IOwnCertificates
{
    /// <summary>When they end.</summary>
    /// <returns>The ends; null when the cluster speaks without TLS.</returns>
    CertificateEnds? Ends();
}

/// <summary>The cluster speaks without TLS.</summary>
public sealed class NoCertificates : IOwnCertificates
{
    /// <inheritdoc/>
    public CertificateEnds? Ends() => null;
}
