namespace Sferum.Faults;

/// <summary>kill -9 of the database server with all its workers; it recovers from its log when it is started again.</summary>
internal sealed class KilledPostgres : Fault
{
    public override string Name => "kill-postgres";

    public override bool IsKill => true;

    public override TimeSpan? Bound => TimeSpan.FromSeconds(15);

    public override async Task<string> Strike(Scene scene, CancellationToken cancel)
    {
        await scene.Cluster.Signal(LocalCluster.Postgres, "KILL");
        return LocalCluster.Postgres;
    }
}
