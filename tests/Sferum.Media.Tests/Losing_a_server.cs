namespace Sferum.Calls;

/// <summary>Media servers that die or hang, and come back.</summary>
public sealed class Losing_a_server(Studio studio)
{
    [Fact]
    public async Task A_server_that_dies_is_lost_until_it_is_back()
    {
        await using (var call = await Call.On(studio, studio.Frail))
        {
            await call.Pair();
            await studio.Frail.Kill();
            await call.Heard.IsLost();
            await Assert.ThrowsAsync<MediaException>(() => call.Link.EnsureRoom("later", Call.Spec, default));
            await Assert.ThrowsAsync<MediaException>(() => studio.Server.Connect(studio.Frail.Name, call.Link.Token, new Heard(), default));
            await studio.Frail.StartAsync();
            await using var next = await studio.Server.Connect(studio.Frail.Name, call.Link.Token, new Heard(), default);
            Assert.False(next.TookOver);
            Assert.Equal("lost", call.Heard.All[^1]);
            Assert.Single(call.Heard.All, "lost");
        }

        await using var again = await Call.On(studio, studio.Frail);
        await again.Pair();
    }

    [Fact]
    public async Task A_server_that_hangs_is_lost_although_its_connections_stand()
    {
        await using var call = await Call.On(studio, studio.Frail);
        await call.Pair();
        await studio.Frail.Freeze();
        try
        {
            var asked = call.Link.EnsureRoom("later", Call.Spec, default);
            await call.Heard.IsLost();
            await Assert.ThrowsAsync<MediaException>(() => asked);
        }
        finally
        {
            await studio.Frail.Thaw();
        }

        Assert.Single(call.Heard.All, "lost");
        await using var again = await Call.On(studio, studio.Frail);
        await again.Pair();
    }
}
