namespace Sferum.Faults;

/// <summary>Nothing gets through between one gateway and the database; no connection breaks.</summary>
internal sealed class StalledDatabase : Fault
{
    public override string Name => "stall-database";

    public override Task<string> Strike(Scene scene, CancellationToken cancel) => Stall(scene, scene.Lines.Database, scene.Between(2, 12), cancel);

    public static async Task<string> Stall(Scene scene, TcpLine line, TimeSpan time, CancellationToken cancel)
    {
        line.Stall();
        try
        {
            await Scene.Wait(time, cancel);
        }
        finally
        {
            line.Flow();
        }

        return FormattableString.Invariant($"for {time.TotalSeconds:0.0} s");
    }
}
