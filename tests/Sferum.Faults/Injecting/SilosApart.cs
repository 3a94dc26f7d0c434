namespace Sferum.Faults;

/// <summary>Two silos do not reach each other; everybody else reaches both.</summary>
internal sealed class SilosApart : Fault
{
    public override string Name => "cut-silo-silo";

    public override Task<string> Strike(Scene scene, CancellationToken cancel)
    {
        var pair = scene.Cluster.Silos.ToArray();
        scene.Random.Shuffle(pair);
        return Cut(scene, pair[0], pair[1], scene.Between(2, 10), cancel);
    }

    /// <summary>Nothing goes between two parts for a time, and nobody is told.</summary>
    public static async Task<string> Cut(Scene scene, string one, string other, TimeSpan time, CancellationToken cancel)
    {
        await scene.Cluster.Part("cut", one, other);
        try
        {
            await Scene.Wait(time, cancel);
        }
        finally
        {
            await scene.Cluster.Part("mend", one, other);
        }

        return FormattableString.Invariant($"{one} – {other} for {time.TotalSeconds:0.0} s");
    }
}
