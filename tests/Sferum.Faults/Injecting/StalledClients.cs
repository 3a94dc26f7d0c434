namespace Sferum.Faults;

/// <summary>Nothing gets through between half of the clients and the gateways; no connection breaks.</summary>
internal sealed class StalledClients : Fault
{
    public override string Name => "stall-clients";

    public override Task<string> Strike(Scene scene, CancellationToken cancel) =>
        StalledDatabase.Stall(scene, scene.Lines.Clients, scene.Between(2, 20), cancel);
}
