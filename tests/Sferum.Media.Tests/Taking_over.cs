namespace Sferum.Calls;

/// <summary>The process that holds a link dies; another one goes on where it was, and nobody in the call notices.</summary>
public sealed class Taking_over(Studio studio)
{
    [Fact]
    public async Task Media_runs_on_and_the_former_link_is_told()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var (anna, boris) = await call.Pair();
        var heard = new Heard();
        await using var next = await studio.Server.Connect(studio.Sturdy.Name, call.Link.Token, heard, default);
        Assert.True(next.TookOver);
        await call.Heard.IsLost();
        await boris.Decodes("anna");

        await next.EnsureRoom(call.Room, Call.Spec, default);
        await next.Mute(call.Room, "anna", MediaKind.Video, muted: true, default);
        await boris.GetsNothing("anna", MediaKind.Video);
        await next.Mute(call.Room, "anna", MediaKind.Video, muted: false, default);
        anna.Link = boris.Link = next;
        await boris.Decodes("anna");
        Assert.NotNull(await boris.Resubscribe([], [new("anna", MediaKind.Audio)]));
        await boris.Decodes("anna");
        Assert.NotNull(await boris.Resubscribe([], [], restart: true));
        await boris.Decodes("anna");
        await anna.Ask("close", "anna");
        await heard.IsDown(await anna.LegOf("anna"));
    }

    [Fact]
    public async Task A_link_that_was_taken_over_harms_nothing_when_it_is_disposed()
    {
        await using var call = await Call.On(studio, studio.Sturdy);
        var (_, boris) = await call.Pair();
        await using var next = await studio.Server.Connect(studio.Sturdy.Name, call.Link.Token, new Heard(), default);
        await call.Link.DisposeAsync();
        await boris.Decodes("anna");
    }

    [Fact]
    public async Task Where_nothing_is_left_a_link_begins_anew()
    {
        foreach (var former in new[] { "123.456.789", "123", "", "nonsense", "1.2." + new string('9', 40) })
        {
            await using var link = await studio.Server.Connect(studio.Sturdy.Name, former, new Heard(), default);
            Assert.False(link.TookOver);
        }
    }

    [Fact]
    public async Task A_link_that_is_disposed_leaves_nothing()
    {
        var call = await Call.On(studio, studio.Sturdy);
        var (anna, boris) = await call.Pair();
        await call.Link.DisposeAsync();
        await anna.Ask("state", "anna", "closed,failed,disconnected");
        await using var next = await studio.Server.Connect(studio.Sturdy.Name, call.Link.Token, new Heard(), default);
        Assert.False(next.TookOver);
        await Assert.ThrowsAsync<MediaException>(() => next.Subscribe(call.Room, Caller.Both("anna"), default));
        Assert.DoesNotContain("lost", call.Heard.All);
        await boris.DisposeAsync();
        await call.DisposeAsync();
    }
}
