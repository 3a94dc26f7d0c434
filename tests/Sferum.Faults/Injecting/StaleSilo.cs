namespace Sferum.Faults;

/// <summary>
/// A silo stands still until the others have declared it dead and its chats live elsewhere; then it wakes with writes in hand and its old idea of every chat.
/// </summary>
internal sealed class StaleSilo : Fault
{
    public override string Name => "stale-silo";

    public override Task<string> Strike(Scene scene, CancellationToken cancel) =>
        FrozenSilo.Freeze(scene, scene.AnySilo(), scene.Between(8, 14), cancel);
}
