namespace Sferum.Faults;

/// <summary>SIGTERM of a silo: it leaves the cluster in order, as in a rolling restart.</summary>
internal sealed class StoppedSilo : Fault
{
    public override string Name => "term-silo";

    public override TimeSpan? Bound => TimeSpan.FromSeconds(5);

    public override async Task<string> Strike(Scene scene, CancellationToken cancel)
    {
        var silo = scene.AnySilo();
        await scene.Cluster.Part("stop", silo);
        return silo;
    }
}
