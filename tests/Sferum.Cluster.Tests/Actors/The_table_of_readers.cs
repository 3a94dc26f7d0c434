using Microsoft.Extensions.Time.Testing;
using Sferum.Chats;
using Sferum.Gateways;

namespace Sferum.Actors;

public sealed class The_table_of_readers
{
    private readonly FakeTimeProvider _time = new();
    private readonly FeedTable _table;
    private readonly ChatId _first = ChatId.New();
    private readonly ChatId _second = ChatId.New();
    private readonly RecordingNode _node = new();

    public The_table_of_readers() => _table = new FeedTable(_time);

    [Fact]
    public void Knows_who_reads_a_chat()
    {
        _table.Follow("a", [_node], [_first, _second]);
        _table.Follow("b", [_node], [_first]);

        Assert.Equal(["a", "b"], _table.ReadersOf(_first).Select(static r => r.Name));
        Assert.Equal(["a"], _table.ReadersOf(_second).Select(static r => r.Name));
        Assert.Empty(_table.ReadersOf(ChatId.New()));

        _table.Unfollow("a", [_first, ChatId.New()]);
        Assert.Equal(["b"], _table.ReadersOf(_first).Select(static r => r.Name));
    }

    [Fact]
    public void Renews_a_gateway_that_means_the_same_chats()
    {
        _table.Follow("a", [_node], [_first]);
        _table.Follow("a", [_node], [_first, _second]);

        Assert.True(_table.Renew("a", 2, FollowedChats.Sum(_first) ^ FollowedChats.Sum(_second)));
        _table.Unfollow("a", [_second]);
        Assert.True(_table.Renew("a", 1, FollowedChats.Sum(_first)));
    }

    [Fact]
    public void Asks_a_gateway_that_means_others_for_all_of_them()
    {
        _table.Follow("a", [_node], [_first]);

        Assert.False(_table.Renew("a", 1, FollowedChats.Sum(_second)));
        Assert.Empty(_table.ReadersOf(_first));
        _table.Follow("a", [_node], [_second]);
        Assert.True(_table.Renew("a", 1, FollowedChats.Sum(_second)));
    }

    [Fact]
    public void Asks_a_gateway_that_it_does_not_know_for_all_its_chats()
    {
        Assert.False(_table.Renew("a", 1, FollowedChats.Sum(_first)));
        Assert.False(_table.Renew("b", 0, 0));
        _table.Follow("b", [_node], []);
        Assert.True(_table.Renew("b", 0, 0));
        Assert.Equal(["b"], _table.Gateways().Select(static g => g.Name));
    }

    [Fact]
    public void Forgets_a_gateway_that_has_said_nothing_for_90_seconds()
    {
        _table.Follow("a", [_node], [_first]);
        _table.Follow("b", [_node], [_first]);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.True(_table.Renew("b", 1, FollowedChats.Sum(_first)));
        _time.Advance(TimeSpan.FromSeconds(31));

        Assert.True(_table.Renew("b", 1, FollowedChats.Sum(_first)));

        Assert.Equal(["b"], _table.ReadersOf(_first).Select(static r => r.Name));
        Assert.False(_table.Renew("a", 1, FollowedChats.Sum(_first)));
    }

    [Fact]
    public void Keeps_a_chat_on_one_port()
    {
        RecordingNode[] nodes = [new(), new(), new()];
        _table.Follow("a", nodes, [_first, _second]);
        var reader = _table.ReadersOf(_first).Single();

        Assert.Same(reader.PortFor(_first), reader.PortFor(_first));
        Assert.Equal(3, Enumerable.Range(0, 100).Select(_ => reader.PortFor(ChatId.New())).Distinct().Count());
    }

    [Fact]
    public async Task Is_read_while_it_changes()
    {
        var chats = Enumerable.Range(0, 50).Select(static _ => ChatId.New()).ToArray();
        var gateways = Enumerable.Range(0, 4).Select(i => Task.Run(() =>
        {
            for (var round = 0; round < 200; round++)
            {
                _table.Follow($"g{i}", [_node], chats);
                _table.Unfollow($"g{i}", chats[..25]);
            }
        })).ToArray();
        while (!Task.WhenAll(gateways).IsCompleted)
        {
            Assert.All(chats, chat => Assert.InRange(_table.ReadersOf(chat).Length, 0, 4));
        }

        await Task.WhenAll(gateways);
        Assert.All(chats[..25], chat => Assert.Empty(_table.ReadersOf(chat)));
        Assert.All(chats[25..], chat => Assert.Equal(4, _table.ReadersOf(chat).Length));
    }
}
