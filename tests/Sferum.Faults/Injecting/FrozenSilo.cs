namespace Sferum.Faults;

/// <summary>A silo stands still for a moment, too short to be taken for dead, or just long enough.</summary>
internal sealed class FrozenSilo : Fault
{
    public override string Name => "freeze-silo";

    public override Task<string> Strike(Scene scene, CancellationToken cancel) => Freeze(scene, scene.AnySilo(), scene.Between(0.3, 4), cancel);

    /// <summary>SIGSTOP, a time, SIGCONT.</summary>
    public static async Task<string> Freeze(Scene scene, string part, TimeSpan time, CancellationToken cancel)
    {
        await scene.Cluster.Signal(part, "STOP");
        try
        {
            await Scene.Wait(time, cancel);
        }
        finally
        {
            await scene.Cluster.Signal(part, "CONT");
        }

        return FormattableString.Invariant($"{part} for {time.TotalSeconds:0.0} s");
    }
}
