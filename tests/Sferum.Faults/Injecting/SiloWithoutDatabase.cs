namespace Sferum.Faults;

/// <summary>A silo does not reach the database; the others do, and reach it.</summary>
internal sealed class SiloWithoutDatabase : Fault
{
    public override string Name => "cut-silo-database";

    public override Task<string> Strike(Scene scene, CancellationToken cancel) =>
        SilosApart.Cut(scene, scene.AnySilo(), LocalCluster.Postgres, scene.Between(2, 10), cancel);
}
