using Orleans.Placement;
using Orleans.Statistics;
using Sferum.Calls;
using Sferum.Chats;
using Sferum.Gateways;

namespace Sferum.Operators;

/// <summary>Tells of the silo on which it runs, and runs on no other.</summary>
[GrainType("sferum.silo"), NamedSiloPlacement]
internal sealed class SiloGrain(
    ILocalSiloDetails silo, IEnvironmentStatisticsProvider statistics, IMediaServer media, IOwnCertificates certificates, SlowChats slow, TimeProvider time)
    : Grain, ISiloGrain
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async ValueTask<SiloState> State()
    {
        var machine = statistics.GetEnvironmentStatistics();
        return new SiloState
        {
            Version = ProductVersion.Current,
            Activations = await Activations(),
            Cpu = machine.FilteredCpuUsagePercentage,
            Memory = machine.FilteredMemoryUsageBytes,
            MemoryLimit = machine.MaximumAvailableMemoryBytes,
            Certificates = certificates.Ends(),
            MediaNodes = media.Nodes,
            SlowChats = slow.Slowest(),
        };
    }

    /// <summary>Only Orleans counts them, and its actor for that may be on a silo that stands still: then nobody knows, and the rest is told.</summary>
    private async Task<int?> Activations()
    {
        try
        {
            // One actor of its own per silo: the one that gateways ask for the list of silos must not wait for this.
            var counter = GrainFactory.GetGrain<IManagementGrain>(silo.SiloAddress.GetConsistentHashCode());
            return (await counter.GetRuntimeStatistics([silo.SiloAddress]).WaitAsync(Patience, time))[0].ActivationCount;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }
}
