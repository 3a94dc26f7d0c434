namespace Sferum.Faults;

/// <summary>The database is stopped, is away for some seconds, and comes back.</summary>
internal sealed class RestartedPostgres : Fault
{
    public override string Name => "restart-postgres";

    public override TimeSpan? Bound => TimeSpan.FromSeconds(15);

    public override async Task<string> Strike(Scene scene, CancellationToken cancel)
    {
        await scene.Cluster.Part("stop", LocalCluster.Postgres);
        await Scene.Wait(scene.Between(0, 6), cancel);
        await scene.Cluster.Part("start", LocalCluster.Postgres);
        return LocalCluster.Postgres;
    }
}
