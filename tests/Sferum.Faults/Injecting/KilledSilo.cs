namespace Sferum.Faults;

/// <summary>kill -9 of a silo.</summary>
internal sealed class KilledSilo : Fault
{
    public override string Name => "kill-silo";

    public override bool IsKill => true;

    public override TimeSpan? Bound => TimeSpan.FromSeconds(20);

    public override async Task<string> Strike(Scene scene, CancellationToken cancel)
    {
        var silo = scene.AnySilo();
        await scene.Cluster.Signal(silo, "KILL");
        return silo;
    }
}
