using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Sferum.Chats;
using Sferum.Gateways;
using Sferum.People;

namespace Sferum.Actors;

public sealed class The_feed_of_a_chat
{
    private readonly FakeTimeProvider _time = new();
    private readonly ChatId _chat = ChatId.New();
    private readonly FeedTable _table;
    private readonly ChatFeed _feed;
    private readonly RecordingNode _node = new();

    public The_feed_of_a_chat()
    {
        _table = new FeedTable(_time);
        _feed = new ChatFeed(_chat, _table, _time, NullLogger.Instance);
        _table.Follow("a", [_node], [_chat]);
        _feed.Begin(0);
    }

    [Fact]
    public void Sends_at_once_when_nothing_is_on_its_way()
    {
        _feed.Tell(Row(1));
        _feed.Tell(Row(2));

        Assert.Equal([[1], [2]], Numbers(_node));
        Assert.All(_node.Batches, static b => Assert.Equal(b.Events[^1].Number, b.Head));
    }

    [Fact]
    public async Task Collects_while_a_batch_is_on_its_way()
    {
        var taken = Hold(_node);
        _feed.Tell(Row(1));
        _feed.Tell(Row(2));
        _feed.Tell(Row(3));
        Assert.Empty(_node.Batches);

        taken.SetResult();
        await _node.Until(static n => n.Batches.Count == 2);

        Assert.Equal([[1], [2, 3]], Numbers(_node));
    }

    [Fact]
    public async Task Does_not_let_a_slow_gateway_delay_another()
    {
        var other = new RecordingNode();
        _table.Follow("b", [other], [_chat]);
        var taken = Hold(_node);
        _feed.Tell(Row(1));
        _feed.Tell(Row(2));

        Assert.Equal([[1], [2]], Numbers(other));
        taken.SetResult();
        await _node.Until(static n => n.Batches.Count == 2);
        Assert.Equal([[1], [2]], Numbers(_node));
    }

    [Fact]
    public async Task Tells_a_gateway_that_is_too_far_behind_only_how_far_the_log_goes()
    {
        var taken = Hold(_node);
        for (var n = 1; n <= ChatFeed.Kept + 10; n++)
        {
            _feed.Tell(Row(n));
        }

        taken.SetResult();
        await _node.Until(static n => n.Batches.Count >= 2);

        Assert.Equal([1], _node.Batches[0].Events.Select(static e => e.Number));
        Assert.Empty(_node.Batches[1].Events);
        Assert.Equal(ChatFeed.Kept + 10, _node.Batches[1].Head);
        _feed.Tell(Row(ChatFeed.Kept + 11));
        Assert.Equal([ChatFeed.Kept + 11], _node.Batches[^1].Events.Select(static e => e.Number));
    }

    [Fact]
    public async Task Bounds_a_batch_by_rows_and_by_text()
    {
        var taken = Hold(_node);
        for (var n = 1; n <= 600; n++)
        {
            _feed.Tell(Row(n, n > 400 ? new string('ж', 4000) : "да"));
        }

        taken.SetResult();
        await _node.Until(static n => n.Batches.Count > 0 && n.Batches[^1].Events is [.., { Number: 600 }]);

        Assert.Equal(Enumerable.Range(1, 600), _node.Events(_chat).Select(static e => (int)e.Number));
        Assert.All(_node.Batches, static b => Assert.InRange(b.Events.Count, 1, ChatFeed.PerBatch));
        Assert.All(_node.Batches, static b => Assert.InRange(b.Events.Sum(static e => e.Message!.Text!.Length), 0, ChatFeed.TextPerBatch));
    }

    [Fact]
    public async Task Sends_again_what_did_not_arrive()
    {
        var fails = 2;
        _node.Before = _ => fails-- > 0 ? Task.FromException(new TimeoutException()) : Task.CompletedTask;
        _feed.Tell(Row(1), [new MemberLeft(new PersonId(Guid.CreateVersion7()), 1)]);
        _feed.Tell(Row(2));
        await Advance(() => _node.Batches.Count > 0);

        Assert.Equal([1, 2], _node.Events(_chat).Select(static e => (int)e.Number));
        Assert.Single(_node.Batches.SelectMany(static b => b.Left));
    }

    [Fact]
    public async Task Drops_a_gateway_that_takes_nothing()
    {
        _node.Before = static _ => Task.FromException(new TimeoutException());
        _feed.Tell(Row(1));
        await Advance(() => _node.TimesForgotten == 1);

        Assert.Empty(_table.ReadersOf(_chat));
        Assert.False(_table.Renew("a", 1, FollowedChats.Sum(_chat)));
    }

    [Fact]
    public async Task Tells_who_left_with_the_last_row_that_is_theirs()
    {
        var taken = Hold(_node);
        _feed.Tell(Row(1));
        for (var n = 2; n <= ChatFeed.PerBatch + 1; n++)
        {
            _feed.Tell(Row(n));
        }

        var left = new MemberLeft(new PersonId(Guid.CreateVersion7()), ChatFeed.PerBatch + 2);
        _feed.Tell(Row(ChatFeed.PerBatch + 2), [left]);
        taken.SetResult();
        await _node.Until(static n => n.Batches.Count == 3);

        Assert.Empty(_node.Batches[1].Left);
        Assert.Equal([left], _node.Batches[2].Left);
        Assert.Equal(left.Number, _node.Batches[2].Events[^1].Number);
    }

    [Fact]
    public async Task Merges_state_that_waits()
    {
        var taken = Hold(_node);
        _feed.Tell(Row(1));
        _feed.Tell(new ChatStateChange { Rev = 4, Reactions = [Thumbs(1, 1), Thumbs(9, 1)], ReadUpTo = [1] });
        _feed.Tell(new ChatStateChange { Rev = 5, Reactions = [Thumbs(9, 2)], Typing = [] });
        taken.SetResult();
        await _node.Until(static n => n.Batches.Count == 2);

        var state = _node.Batches[1].State!;
        Assert.Equal(5, state.Rev);
        Assert.Equal([1L, 9L], state.Reactions!.Select(static r => r.Number));
        Assert.Equal(2, state.Reactions![1].Reactions[0].Count);
        Assert.Equal([1L], state.ReadUpTo!);
        Assert.Empty(state.Typing!);
    }

    [Fact]
    public void Gives_all_gateways_the_same_batch_to_encode()
    {
        var other = new RecordingNode();
        _table.Follow("b", [other], [_chat]);
        var slow = Hold(_node);
        var also = Hold(other);
        _feed.Tell(Row(1));
        _feed.Tell(Row(2));
        slow.SetResult();
        also.SetResult();

        Assert.Same(_node.Batches[0], other.Batches[0]);
    }

    [Fact]
    public void Costs_nothing_while_nobody_reads()
    {
        _table.Unfollow("a", [_chat]);
        _feed.Tell(Row(1));
        _table.Follow("a", [_node], [_chat]);
        _feed.Tell(Row(2));

        Assert.Equal([[2]], Numbers(_node));
    }

    private static ChatEvent Row(long number, string text = "да") => new()
    {
        Number = number, Kind = ChatEventKind.Posted, At = DateTimeOffset.UnixEpoch, RequestId = Guid.CreateVersion7(), Posts = number,
        Message = new MessageState { Text = text },
    };

    private static MessageReactions Thumbs(long number, int count) => new(number, [new Reaction("👍", count, null)]);

    private static List<List<int>> Numbers(RecordingNode node) => [.. node.Batches.Select(static b => b.Events.Select(static e => (int)e.Number).ToList())];

    private static TaskCompletionSource Hold(RecordingNode node)
    {
        var taken = new TaskCompletionSource();
        node.Before = _ => taken.Task;
        return taken;
    }

    private async Task Advance(Func<bool> until)
    {
        for (var i = 0; i < 100 && !until(); i++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.True(until());
    }
}
