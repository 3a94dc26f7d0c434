using Sferum.Stub;

namespace Sferum.Live;

public sealed class Asking_a_feed
{
    [Fact]
    public async Task A_slow_reader_gets_everything_once_and_in_order()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        var feed = new LiveFeed(capacity: 10);
        await using var live = new LiveConnection(new Watcher().Options(server), feed);
        live.Start();
        await live.WhenLiveAsync();
        for (var i = 0; i < 100; i++)
        {
            await server.SayAsync(chat, "поток");
        }

        var numbers = new List<long>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await foreach (var item in feed.ReadAllAsync(patience.Token))
        {
            numbers.AddRange(item is EventsCame came ? came.Events.Select(static e => e.Number) : []);
            if (numbers is [.., 100])
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(1, 100).Select(static n => (long)n), numbers);
    }

    [Fact]
    public async Task It_ends_with_the_connection()
    {
        await using var server = await StubServer.StartAsync();
        server.Chat();
        var feed = new LiveFeed();
        var live = new LiveConnection(new Watcher().Options(server), feed);
        live.Start();
        await live.WhenLiveAsync();
        await live.DisposeAsync();

        var items = new List<LiveItem>();
        await foreach (var item in feed.ReadAllAsync())
        {
            items.Add(item);
        }

        Assert.IsType<ChatsListed>(items[0]);
        Assert.Contains(new LineChanged(true), items);
        Assert.Equal(new Ended(LiveEnd.Stopped), items[^1]);
    }
}
