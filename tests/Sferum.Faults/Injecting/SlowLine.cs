namespace Sferum.Faults;

/// <summary>Everything between one gateway and the database, and between half of the clients and the gateways, arrives later.</summary>
internal sealed class SlowLine : Fault
{
    public override string Name => "slow-line";

    public override async Task<string> Strike(Scene scene, CancellationToken cancel)
    {
        var (delay, time) = (scene.Between(0.05, 0.6), scene.Between(4, 8));
        scene.Lines.Database.Delay = scene.Lines.Clients.Delay = delay;
        try
        {
            await Scene.Wait(time, cancel);
        }
        finally
        {
            scene.Lines.Database.Delay = scene.Lines.Clients.Delay = TimeSpan.Zero;
        }

        return FormattableString.Invariant($"{delay.TotalMilliseconds:0} ms later for {time.TotalSeconds:0.0} s");
    }
}
