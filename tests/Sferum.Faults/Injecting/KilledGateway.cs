namespace Sferum.Faults;

/// <summary>kill -9 of a gateway: its clients find another one.</summary>
internal sealed class KilledGateway : Fault
{
    public override string Name => "kill-gateway";

    public override bool IsKill => true;

    public override TimeSpan? Bound => TimeSpan.FromSeconds(5);

    public override async Task<string> Strike(Scene scene, CancellationToken cancel)
    {
        var gateway = scene.Cluster.BusiestGateway();
        await scene.Cluster.Signal(gateway, "KILL");
        return gateway;
    }
}
