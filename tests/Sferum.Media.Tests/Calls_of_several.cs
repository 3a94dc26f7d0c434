namespace Sferum.Calls;

/// <summary>Browsers that see and hear each other over a real Janus.</summary>
public sealed class Calls_of_several(Studio studio)
{
    private static readonly RoomSpec Spec = new(Publishers: 10, VideoBitrate: 500_000);

    [Fact]
    public async Task Three_see_and_hear_each_other()
    {
        var heard = new Heard();
        await using var link = await studio.Server.Connect(studio.Sturdy.Name, null, heard, default);
        await link.EnsureRoom("three", Spec, default);
        await using var anna = await studio.Caller("anna", link, "three");
        await using var boris = await studio.Caller("boris", link, "three");
        await using var vera = await studio.Caller("vera", link, "three");
        Caller[] all = [anna, boris, vera];
        foreach (var caller in all)
        {
            await heard.IsUp(await caller.Publish());
        }

        foreach (var caller in all)
        {
            string[] others = [.. all.Where(c => c != caller).Select(c => c.Name)];
            await heard.IsUp(await caller.Subscribe(others));
        }

        foreach (var caller in all)
        {
            foreach (var other in all.Where(c => c != caller))
            {
                await caller.Decodes(other.Name);
                await caller.Hears(other.Name);
            }
        }
    }
}
