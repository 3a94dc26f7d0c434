using Sferum.Chats;

namespace Sferum.Actors;

public sealed class The_gate_of_a_chat
{
    [Fact]
    public async Task Lets_posts_pass_together_and_changes_alone()
    {
        var gate = new ChatGate();
        Assert.True(await gate.EnterShared());
        Assert.True(await gate.EnterShared());

        var change = gate.EnterExclusive().AsTask();
        Assert.False(change.IsCompleted);
        gate.ExitShared();
        Assert.False(change.IsCompleted);
        gate.ExitShared();

        Assert.True(await change);
        var post = gate.EnterShared().AsTask();
        Assert.False(post.IsCompleted);
        gate.ExitExclusive();
        Assert.True(await post);
    }

    [Fact]
    public async Task Keeps_the_order_of_arrival()
    {
        var gate = new ChatGate();
        await gate.EnterShared();
        var change = gate.EnterExclusive().AsTask();
        var post = gate.EnterShared().AsTask();
        var another = gate.EnterExclusive().AsTask();

        gate.ExitShared();
        await change;
        Assert.False(post.IsCompleted);
        gate.ExitExclusive();
        await post;
        Assert.False(another.IsCompleted);
        gate.ExitShared();
        Assert.True(await another);
    }

    [Fact]
    public async Task Refuses_more_than_it_can_hold()
    {
        var gate = new ChatGate(waitersLimit: 2, sharedLimit: 2);
        await gate.EnterShared();
        await gate.EnterShared();
        Assert.False(await gate.EnterShared());

        var first = gate.EnterExclusive().AsTask();
        var second = gate.EnterExclusive().AsTask();
        Assert.False(await gate.EnterExclusive());
        Assert.False(await gate.EnterShared());

        gate.ExitShared();
        gate.ExitShared();
        Assert.True(await first);
        gate.ExitExclusive();
        Assert.True(await second);
    }
}
