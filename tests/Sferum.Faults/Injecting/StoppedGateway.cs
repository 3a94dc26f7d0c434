namespace Sferum.Faults;

/// <summary>SIGTERM of a gateway: it hands its clients over, as in a rolling restart.</summary>
internal sealed class StoppedGateway : Fault
{
    public override string Name => "term-gateway";

    public override TimeSpan? Bound => TimeSpan.FromSeconds(5);

    public override async Task<string> Strike(Scene scene, CancellationToken cancel)
    {
        var gateway = scene.Cluster.BusiestGateway();
        await scene.Cluster.Part("stop", gateway);
        return gateway;
    }
}
