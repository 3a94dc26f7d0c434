using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Time.Testing;
using Sferum.Chats;
using Sferum.Stub;

namespace Sferum.Live;

public sealed class Moving_to_another_gateway
{
    private static readonly GoAway AtOnce = new(0);

    [Fact]
    public async Task Is_no_break()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();
        await server.SayAsync(chat, "раз");

        await server.SendAsync(HubNames.Events.GoAway, AtOnce);
        await watcher.UntilAsync(static w => w.Story.Contains("moved"));
        Assert.True(live.IsLive);
        await server.SayAsync(chat, "два");
        await watcher.UntilHasAsync(chat, 2);

        Assert.Equal([1, 2], watcher.Numbers(chat.Id));
        Assert.Equal(2, server.Connections);
        Assert.Equal(1, watcher.Lives);
        Assert.DoesNotContain("down", watcher.Story);
    }

    [Fact]
    public async Task Loses_and_doubles_nothing_under_load_however_often_it_happens()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();

        for (var move = 1; move <= 10; move++)
        {
            var posts = Enumerable.Range(0, 20).Select(_ => live.PostAsync(chat.Id, "слово")).ToList();
            await server.SendAsync(HubNames.Events.GoAway, AtOnce);
            var others = Enumerable.Range(0, 20).Select(_ => server.SayAsync(chat, "другое")).ToList();
            Assert.All(await Task.WhenAll(posts), static r => Assert.True(r.IsDone));
            await Task.WhenAll(others);
            var moves = move;
            await watcher.UntilAsync(w => w.Story.Count(static s => s == "moved") == moves);
        }

        await watcher.UntilHasAsync(chat, 400);
        Assert.Equal(Enumerable.Range(1, 400).Select(static n => (long)n), watcher.Numbers(chat.Id));
        Assert.DoesNotContain("down", watcher.Story);
    }

    [Fact]
    public async Task Waits_for_an_answer_that_is_due_on_the_old_line()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        var (stored, answer) = (new TaskCompletionSource(), new TaskCompletionSource());
        server.AfterPost = _ =>
        {
            stored.TrySetResult();
            return answer.Task;
        };
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();
        var post = live.PostAsync(chat.Id, "в пути");
        await stored.Task;

        await server.SendAsync(HubNames.Events.GoAway, AtOnce);
        await watcher.UntilAsync(static w => w.Story.Contains("moved"));
        answer.SetResult();

        Assert.Equal(1, (await post).Tries);
        Assert.Single(server.Posts);
    }

    [Fact]
    public async Task Brings_what_comes_while_the_new_line_resumes_once()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();
        server.BeforeResumeAnswer = async _ =>
        {
            // Both lines are in the group by now; the answer that is made after this holds the row as well.
            var number = await server.SayAsync(chat, "между");
            await watcher.UntilHasAsync(chat, number);
        };

        await server.SendAsync(HubNames.Events.GoAway, AtOnce);
        await watcher.UntilAsync(static w => w.Story.Contains("moved"));
        await server.SayAsync(chat, "после");
        await watcher.UntilHasAsync(chat, 2);

        Assert.Equal([1, 2], watcher.Numbers(chat.Id));
    }

    [Fact]
    public async Task Goes_on_on_the_old_line_until_another_gateway_lets_it_in()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.WhenLiveAsync();
        var refusals = 3;
        server.SendsAway = () => refusals-- > 0 ? 0 : null;

        await server.SendAsync(HubNames.Events.GoAway, AtOnce);
        Assert.True((await live.PostAsync(chat.Id, "пока здесь")).IsDone);
        await watcher.UntilAsync(static w => w.Story.Contains("moved"));

        Assert.True(refusals < 0);
        Assert.DoesNotContain("down", watcher.Story);
    }

    [Fact]
    public async Task Succeeds_when_the_old_line_breaks_meanwhile()
    {
        await using var server = await StubServer.StartAsync();
        var chat = server.Chat();
        HubCallerContext? first = null;
        server.AfterPost = context =>
        {
            first ??= context;
            return Task.CompletedTask;
        };
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server), watcher);
        live.Start();
        await live.PostAsync(chat.Id, "раз");
        var gone = new TaskCompletionSource();
        server.BeforeResumeAnswer = _ =>
        {
            first!.Abort();
            gone.TrySetResult();
            return Task.CompletedTask;
        };

        await server.SendAsync(HubNames.Events.GoAway, AtOnce);
        await gone.Task;
        await watcher.UntilAsync(static w => w.Story.Contains("moved"));

        Assert.Equal(2, (await live.PostAsync(chat.Id, "два")).Must().Number);
        Assert.DoesNotContain("down", watcher.Story);
    }

    [Fact]
    public async Task A_server_that_sends_everybody_away_is_left_alone_for_as_long_as_it_says()
    {
        await using var server = await StubServer.StartAsync();
        var asked = 0;
        server.SendsAway = () => Interlocked.Increment(ref asked) == 1 ? 60 : null;
        var clock = new FakeTimeProvider();
        var watcher = new Watcher();
        await using var live = new LiveConnection(watcher.Options(server) with { Clock = clock, AttemptLasts = TimeSpan.FromHours(1) }, watcher);
        live.Start();
        await watcher.UntilAsync(static w => w.Story.Contains("down"));

        var sentAway = clock.GetTimestamp();
        while (Volatile.Read(ref asked) < 2)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.True(clock.GetElapsedTime(sentAway) >= TimeSpan.FromSeconds(60));
        Assert.True(await live.WhenLiveAsync());
    }
}
