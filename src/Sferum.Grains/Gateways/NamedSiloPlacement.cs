using Orleans.Placement;
using Orleans.Runtime;
using Orleans.Runtime.Placement;

namespace Sferum.Gateways;

/// <summary>Puts a grain on the silo whose address is its key, or nowhere: what it keeps is of use on that silo only.</summary>
[GenerateSerializer, Immutable, Alias("sferum.placement.named_silo")]
internal sealed class NamedSiloStrategy : PlacementStrategy;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class NamedSiloPlacementAttribute() : PlacementAttribute(new NamedSiloStrategy());

internal sealed class NamedSiloDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var wanted = target.GrainIdentity.Key.ToString();
        foreach (var silo in context.GetCompatibleSilos(target))
        {
            if (string.Equals(silo.ToParsableString(), wanted, StringComparison.Ordinal))
            {
                return Task.FromResult(silo);
            }
        }

        throw new OrleansException($"Silo {wanted} is not in the cluster.");
    }
}
