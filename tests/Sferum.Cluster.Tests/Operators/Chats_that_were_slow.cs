using Microsoft.Extensions.Time.Testing;
using Sferum.Chats;

namespace Sferum.Operators;

/// <summary>What a silo remembers of chats in which a message took long.</summary>
public sealed class Chats_that_were_slow
{
    private readonly FakeTimeProvider _clock = new();
    private readonly SlowChats _slow;

    public Chats_that_were_slow() => _slow = new SlowChats(_clock);

    [Fact]
    public void Are_those_above_the_bound_each_with_its_slowest_message()
    {
        var (first, second) = (ChatId.New(), ChatId.New());

        _slow.Answered(first, TimeSpan.FromSeconds(1));
        _slow.Answered(second, TimeSpan.FromSeconds(2));
        _slow.Answered(first, TimeSpan.FromSeconds(3));
        _slow.Answered(first, TimeSpan.FromSeconds(1));
        _slow.Answered(ChatId.New(), SlowChats.Slow - TimeSpan.FromTicks(1));

        Assert.Equal([(first, 3), (second, 2)], _slow.Slowest().Select(static c => (c.Chat, (int)c.Took.TotalSeconds)));
    }

    [Fact]
    public void Are_the_twenty_slowest()
    {
        for (var i = 1; i <= 100; i++)
        {
            _slow.Answered(ChatId.New(), TimeSpan.FromSeconds(i));
        }

        Assert.Equal(Enumerable.Range(81, 20).Reverse(), _slow.Slowest().Select(static c => (int)c.Took.TotalSeconds));
    }

    [Fact]
    public void Are_forgotten_after_an_hour()
    {
        _slow.Answered(ChatId.New(), TimeSpan.FromSeconds(1));

        _clock.Advance(TimeSpan.FromMinutes(61));

        Assert.Empty(_slow.Slowest());
    }
}
