using Sferum.People;
using Sferum.Stub;

namespace Sferum.Live;

public sealed class The_end_of_a_session
{
    [Fact]
    public async Task A_token_that_is_not_taken_is_renewed()
    {
        await using var server = await StubServer.StartAsync();
        server.TakesToken = static token => token == "second";
        var watcher = new Watcher { Token = static renew => renew ? "second" : "first" };
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();

        Assert.True(await live.WhenLiveAsync());
        Assert.Contains("down", watcher.Story);
    }

    [Fact]
    public async Task Signed_out_by_the_server_it_stays_away()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();

        await server.SendAsync(HubNames.Events.SignedOut, new SignedOut("revoked"));
        await watcher.UntilAsync(static w => w.End is not null);
        var reply = await live.PostAsync(chat.Id, "поздно");

        Assert.Equal(new LiveEnd("revoked"), watcher.End);
        Assert.Equal(0, reply.Tries);
        Assert.False(await live.WhenLiveAsync());
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Without_a_token_it_is_over()
    {
        await using var server = await StubServer.StartAsync();
        var watcher = new Watcher { Token = static _ => null };
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();

        Assert.False(await live.WhenLiveAsync());
        await watcher.UntilAsync(static w => w.End is not null);
        Assert.Equal(LiveEnd.SignInNeeded, watcher.End);
    }

    [Fact]
    public async Task Stopped_by_its_owner_it_says_so_last()
    {
        await using var server = await StubServer.StartAsync();
        var watcher = new Watcher();
        var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();

        await live.DisposeAsync();

        Assert.Equal(LiveEnd.Stopped, watcher.End);
        Assert.False(live.IsLive);
    }
}
