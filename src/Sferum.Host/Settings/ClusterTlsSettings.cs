using System.ComponentModel.DataAnnotations;

namespace Sferum.Settings;

/// <summary>
/// Mutual TLS between the processes of a cluster: all three files, or none and no TLS. The files are looked at again for each new connection, so a
/// certificate is exchanged by writing new files, without a restart.
/// </summary>
internal sealed class ClusterTlsSettings
{
    /// <summary>PEM file with this process's certificate, and what stands between it and the authority.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>PEM file with the certificate's private key.</summary>
    public string? KeyFile { get; set; }

    /// <summary>PEM file with the cluster's own authority; the old one and the new one while they are exchanged. No other authority counts.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>The DNS name that each certificate of this cluster carries: another certificate of the same authority opens nothing.</summary>
    [Required(ErrorMessage = "config.required"), StringLength(250, ErrorMessage = "config.too_long|250")]
    public string Name { get; set; } = "sferum-cluster";

    public bool IsSet => CertificateFile is not null || KeyFile is not null || AuthorityFile is not null;
}
