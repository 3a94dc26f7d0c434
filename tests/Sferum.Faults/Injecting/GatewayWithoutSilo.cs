namespace Sferum.Faults;

/// <summary>A gateway does not reach one of the silos; everybody else does.</summary>
internal sealed class GatewayWithoutSilo : Fault
{
    public override string Name => "cut-gateway-silo";

    public override Task<string> Strike(Scene scene, CancellationToken cancel) =>
        SilosApart.Cut(scene, scene.AnyGateway(), scene.AnySilo(), scene.Between(2, 10), cancel);
}
