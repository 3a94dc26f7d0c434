namespace Sferum.Faults;

/// <summary>The database's disk is full for some seconds.</summary>
internal sealed class FullDisk : Fault
{
    public override string Name => "full-disk";

    public override async Task<string> Strike(Scene scene, CancellationToken cancel)
    {
        var time = scene.Between(3, 8);
        await scene.Cluster.Part("fill");
        try
        {
            await Scene.Wait(time, cancel);
        }
        finally
        {
            await scene.Cluster.Part("empty");
        }

        var runs = await scene.Cluster.Runs(LocalCluster.Postgres);
        return FormattableString.Invariant($"for {time.TotalSeconds:0.0} s, the server {(runs ? "stayed" : "went")}");
    }
}
