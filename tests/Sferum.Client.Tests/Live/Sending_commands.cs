using Sferum.Stub;

namespace Sferum.Live;

public sealed class Sending_commands
{
    [Fact]
    public async Task A_post_whose_answer_was_cut_off_is_sent_again_and_lands_once()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        var cuts = 2;
        server.AfterPost = context =>
        {
            if (cuts-- > 0)
            {
                context.Abort();
            }

            return Task.CompletedTask;
        };
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();

        var reply = await live.PostAsync(chat.Id, "один раз");
        await watcher.UntilHasAsync(chat, 1);

        Assert.Equal(1, reply.Must().Number);
        Assert.Equal(3, reply.Tries);
        Assert.Equal(1, chat.Head);
        Assert.Single(server.Posts.Select(static p => p.RequestId).Distinct());
        Assert.Equal([1], watcher.Numbers(chat.Id));
    }

    [Fact]
    public async Task A_refusal_that_says_later_is_obeyed()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        var refusals = 2;
        server.Refuse = method => method == HubNames.Methods.Post && refusals-- > 0 ? new RefusalDto("server.overloaded", "Позже", RetryAfterMs: 10) : null;
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();

        var reply = await live.PostAsync(chat.Id, "терпение");

        Assert.Equal(1, reply.Must().Number);
        Assert.Equal(3, server.Posts.Count);
    }

    [Fact]
    public async Task A_no_is_an_answer()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        server.Refuse = static method => method == HubNames.Methods.Post
            ? new RefusalDto("chat.text_too_long", "Длинно", Args: new Dictionary<string, string>(StringComparer.Ordinal) { ["limit"] = "4000" }) : null;
        foreach (var messagePack in new[] { false, true })
        {
            var watcher = new Watcher();
            await using var live = new LiveConnection(watcher.Options(server) with { MessagePack = messagePack }, watcher);
            live.Start();

            var reply = await live.PostAsync(chat.Id, "нет");

            Assert.True(reply.IsRefused);
            Assert.Equal("chat.text_too_long", reply.Refusal.Code);
            Assert.Equal("4000", reply.Refusal.Args?["limit"]);
            Assert.Equal(1, reply.Tries);
        }
    }

    [Fact]
    public async Task When_patience_ends_a_later_is_the_answer()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        server.Refuse = static method => method == HubNames.Methods.Post ? new RefusalDto("server.overloaded", "Позже", RetryAfterMs: 60_000) : null;
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();

        var reply = await live.PostAsync(chat.Id, "никогда", patience: TimeSpan.FromSeconds(1));

        Assert.Equal("server.overloaded", reply.Refusal?.Code);
        Assert.Equal(1, reply.Tries);
    }

    [Fact]
    public async Task Without_an_answer_the_outcome_is_unknown()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        server.AfterPost = static context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();

        var reply = await live.PostAsync(chat.Id, "кто знает", patience: TimeSpan.FromMilliseconds(300));

        Assert.True(reply.IsUnknown);
        Assert.NotNull(reply.Cause);
        Assert.Equal(1, chat.Head);
    }

    [Fact]
    public async Task When_the_server_itself_does_not_know_the_outcome_is_unknown()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        server.Refuse = static method => method == HubNames.Methods.Post ? new RefusalDto("server.outcome_unknown", "Неясно", RetryAfterMs: 60_000) : null;
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();

        var reply = await live.PostAsync(chat.Id, "неясно", patience: TimeSpan.FromSeconds(1));

        Assert.True(reply.IsUnknown);
        Assert.Equal(1, reply.Tries);
    }

    [Fact]
    public async Task With_no_server_nothing_was_sent()
    {
        var server = await StubServer.StartAsync();
        await server.DisposeAsync();
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();

        var reply = await live.PostAsync(Guid.CreateVersion7(), "в пустоту", patience: TimeSpan.FromMilliseconds(100));

        Assert.True(reply.IsUnknown);
        Assert.Equal(0, reply.Tries);
    }

    [Fact]
    public async Task Typing_is_told_once_in_three_seconds_and_a_watch_is_renewed_after_a_cut()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();

        Assert.True(await live.TypingAsync(chat.Id));
        Assert.False(await live.TypingAsync(chat.Id));
        Assert.True((await live.WatchAsync(chat.Id, on: true)).IsDone);
        await live.CutAsync();
        await watcher.UntilAsync(static w => w.Lives == 2);
        Assert.True((await live.ReactAsync(chat.Id, 1, "👍", on: true)).IsDone);

        Assert.Single(server.Typings);
        Assert.Equal(2, server.Watches.Count);
    }
}
