using Sferum.Chats;
using Sferum.Stub;

namespace Sferum.Live;

public sealed class Following_chats
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Own_and_foreign_messages_come_over_either_protocol(bool messagePack)
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat(messages: 3);
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server) with { MessagePack = messagePack }, watcher);
        live.Start();
        Assert.True(await live.WhenLiveAsync());

        var mine = await live.PostAsync(chat.Id, "привет");
        await server.SayAsync(chat, "и тебе");
        await watcher.UntilHasAsync(chat, 5);

        Assert.Equal(4, mine.Must().Number);
        Assert.Equal([4, 5], watcher.Numbers(chat.Id));
        Assert.Equal("и тебе", watcher.Events[chat.Id][1].Message?.Text);
        Assert.Equal("Аня", watcher.Events[chat.Id][1].Author?.Name);
    }

    [Fact]
    public async Task After_a_cut_what_was_missed_comes_once_and_in_order()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();
        for (var i = 0; i < 20; i++)
        {
            await server.SayAsync(chat, "до");
            await live.CutAsync();
            await server.SayAsync(chat, "после");
        }

        await watcher.UntilHasAsync(chat, 40);

        Assert.Equal(Enumerable.Range(1, 40).Select(static n => (long)n), watcher.Numbers(chat.Id));
        Assert.True(server.Connections > 1);
    }

    [Fact]
    public async Task A_hole_in_live_numbers_is_read()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat(messages: 1);
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();

        server.LosesEvents = true;
        await server.SayAsync(chat, "потеряно");
        server.LosesEvents = false;
        await server.SayAsync(chat, "дошло");
        await watcher.UntilHasAsync(chat, 3);

        Assert.Equal([2, 3], watcher.Numbers(chat.Id));
        Assert.Contains(EventSource.ReadSince, watcher.Sources);
    }

    [Fact]
    public async Task Told_that_events_were_dropped_it_resumes_on_the_same_connection()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();

        server.LosesEvents = true;
        await server.SayAsync(chat, "раз");
        await server.SayAsync(chat, "два");
        await server.SendAsync(HubNames.Events.Resync);
        await watcher.UntilHasAsync(chat, 2);

        Assert.Equal([1, 2], watcher.Numbers(chat.Id));
        Assert.Equal(["resuming", "fell behind"], watcher.Story);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Live_events_that_overtake_the_answer_to_resume_wait_for_it()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat(messages: 5);
        server.BeforeResumeAnswer = async caller =>
        {
            var (row, _) = chat.Append("раньше ответа", Guid.CreateVersion7());
            await caller.SendCoreAsync(HubNames.Events.Chat, [new ChatEvents(chat.Id, [row])]);
        };
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server) with { Known = [new KnownChat(chat.Id, 2)] }, watcher);
        live.Start();
        await watcher.UntilHasAsync(chat, 6);

        Assert.Equal([3, 4, 5, 6], watcher.Numbers(chat.Id));
    }

    [Fact]
    public async Task Too_far_behind_it_goes_on_at_the_head_and_says_so()
    {
        await using var server = await StubServer.StartAsync();
        server.MostMissed = 5;
        var chat = server.Chat(messages: 100);
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server) with { Known = [new KnownChat(chat.Id, 10)] }, watcher);
        live.Start();
        await live.WhenLiveAsync();
        await server.SayAsync(chat, "новое");
        await watcher.UntilHasAsync(chat, 101);

        Assert.Equal([101], watcher.Numbers(chat.Id));
        Assert.Contains("too far: 10 of 100", watcher.Story);
    }

    [Fact]
    public async Task Too_far_behind_it_reads_all_when_asked_to()
    {
        await using var server = await StubServer.StartAsync();
        server.MostMissed = 5;
        var chat = server.Chat(messages: 700);
        var watcher = new Watcher();
        var options = watcher.Options(server) with { Known = [new KnownChat(chat.Id, 10)], WhenTooFar = WhenTooFar.ReadAll };
        await using var live = new LiveConnection(options, watcher);
        live.Start();
        await watcher.UntilHasAsync(chat, 700);

        Assert.Equal(Enumerable.Range(11, 690).Select(static n => (long)n), watcher.Numbers(chat.Id));
    }

    [Fact]
    public async Task A_consumer_that_can_take_no_more_gets_the_same_later()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        var offers = 0;
        var watcher = new Watcher { Takes = () => ++offers > 2 };
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();
        await server.SayAsync(chat, "раз");
        await server.SayAsync(chat, "два");
        await watcher.UntilHasAsync(chat, 2);

        Assert.Equal([1, 2], watcher.Numbers(chat.Id));
    }

    [Fact]
    public async Task Chats_come_and_go_with_the_list()
    {
        await using var server = await StubServer.StartAsync();
        var first = server.Chat();
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();
        var second = server.Chat(messages: 3);

        await server.SendAsync(HubNames.Events.Chats, new ChatListChange([second.Summary()], [first.Id]));
        await server.SayAsync(first, "мимо");
        await server.SayAsync(second, "сюда");
        await watcher.UntilHasAsync(second, 4);

        Assert.Equal([4], watcher.Numbers(second.Id));
        Assert.Empty(watcher.Numbers(first.Id));
        Assert.Contains("list: +1 -1", watcher.Story);
    }

    [Fact]
    public async Task State_only_moves_forward()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();
        foreach (var rev in new[] { 2, 1, 2, 3, 0 })
        {
            await server.SendAsync(HubNames.Events.State, new ChatState { ChatId = chat.Id, Rev = rev });
        }

        await watcher.UntilAsync(static w => w.Story.Contains("state 0"));

        Assert.Equal(["state 2", "state 3", "state 0"], watcher.Story.Where(static s => s.StartsWith("state", StringComparison.Ordinal)));
    }
}
