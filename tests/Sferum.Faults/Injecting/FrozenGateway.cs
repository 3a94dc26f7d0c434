namespace Sferum.Faults;

/// <summary>A gateway stands still with its clients' sockets open.</summary>
internal sealed class FrozenGateway : Fault
{
    public override string Name => "freeze-gateway";

    public override Task<string> Strike(Scene scene, CancellationToken cancel) =>
        FrozenSilo.Freeze(scene, scene.Cluster.BusiestGateway(), scene.Between(0.5, 12), cancel);
}
