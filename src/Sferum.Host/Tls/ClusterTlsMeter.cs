using System.Diagnostics.Metrics;

namespace Sferum.Tls;

/// <summary>What is measured about certificates inside the cluster.</summary>
internal sealed class ClusterTlsMeter
{
    public const string Name = "Sferum.Cluster";

    private readonly Counter<long> _refused;

    public ClusterTlsMeter(IMeterFactory factory, ClusterCertificates certificates, TimeProvider clock)
    {
        var meter = factory.Create(Name);
        _refused = meter.CreateCounter<long>("sferum.cluster.tls.refused", "{connection}", "Connections inside the cluster that were cut for their certificate, or for having none.");
        meter.CreateObservableGauge(
            "sferum.cluster.certificate.remaining",
            () => (certificates.Current().Own.TargetCertificate.NotAfter.ToUniversalTime() - clock.GetUtcNow().UtcDateTime).TotalSeconds,
            "s",
            "Until this process's certificate ends.");
    }

    public void Refused() => _refused.Add(1);
}
