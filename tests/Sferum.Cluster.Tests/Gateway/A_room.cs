using Sferum.Gateways;

namespace Sferum.Live;

public sealed class A_room
{
    [Fact]
    public async Task Tells_batches_in_order()
    {
        var bench = new RoomBench();
        var reader = bench.Listener();
        bench.Deliver(1, 3);
        bench.Deliver(4, 4);
        await bench.Writer.Until(() => bench.Writer.Numbers(reader).Count == 4);
        Assert.Equal([1, 2, 3, 4], bench.Writer.Numbers(reader));
        Assert.Equal(0, bench.Log.Reads);
    }

    [Fact]
    public async Task Tells_together_what_came_while_it_was_writing_and_a_little_later()
    {
        var bench = new RoomBench();
        var reader = bench.Listener();
        var first = new TaskCompletionSource();
        bench.Writer.Meanwhile = () =>
        {
            bench.Writer.Meanwhile = static () => { };
            bench.Clock.Advance(TimeSpan.FromMilliseconds(3));
            bench.Deliver(2, 2);
            first.SetResult();
        };
        bench.Deliver(1, 1);
        await first.Task;
        bench.Deliver(3, 3);
        while (bench.Writer.Numbers(reader).Count < 3)
        {
            bench.Clock.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        Assert.Equal([[1], [2, 3]], bench.Writer.Messages(reader));
    }

    [Fact]
    public async Task Ignores_what_it_has_told()
    {
        var bench = new RoomBench();
        var reader = bench.Listener();
        bench.Deliver(1, 3);
        bench.Deliver(2, 3);
        bench.Deliver(2, 5);
        await bench.Writer.Until(() => bench.Writer.Numbers(reader).Count >= 5);
        Assert.Equal([1, 2, 3, 4, 5], bench.Writer.Numbers(reader));
    }

    [Fact]
    public async Task Reads_a_hole_from_the_log_before_it_tells_what_is_after()
    {
        var bench = new RoomBench();
        var reader = bench.Listener();
        bench.Log.Head = 9;
        bench.Deliver(1, 2);
        bench.Deliver(6, 9);
        bench.Deliver(10, 11);
        await bench.Writer.Until(() => bench.Writer.Numbers(reader).Count >= 11);
        Assert.Equal(RoomBench.Numbers(1, 11), bench.Writer.Numbers(reader));
    }

    [Fact]
    public async Task Tells_the_hole_once_although_batches_come_while_it_reads()
    {
        var bench = new RoomBench();
        var reader = bench.Listener();
        var held = new TaskCompletionSource();
        (bench.Log.Head, bench.Log.Held) = (20, held.Task);
        bench.Deliver(5, 5);
        await bench.Log.Asked.WaitAsync(TimeSpan.FromSeconds(30));
        bench.Deliver(6, 20);
        bench.Deliver(21, 30);
        held.SetResult();
        await bench.Writer.Until(() => bench.Writer.Numbers(reader).Count >= 30);
        Assert.Equal(RoomBench.Numbers(1, 30), bench.Writer.Numbers(reader));
    }

    [Fact]
    public async Task Tries_again_while_the_store_is_away()
    {
        var bench = new RoomBench();
        var reader = bench.Listener();
        (bench.Log.Head, bench.Log.Outages) = (3, 2);
        bench.Deliver(3, 3);
        while (bench.Log.Reads < 3)
        {
            bench.Clock.Advance(TimeSpan.FromSeconds(3));
            await Task.Yield();
        }

        await bench.Writer.Until(() => bench.Writer.Numbers(reader).Count == 3);
        Assert.Equal([1, 2, 3], bench.Writer.Numbers(reader));
    }

    [Fact]
    public async Task Catches_up_when_it_is_told_of_a_head_but_not_of_events()
    {
        var bench = new RoomBench();
        var reader = bench.Listener();
        bench.Log.Head = 4;
        bench.Room.Observe(4);
        Assert.True(bench.Room.CatchUp(TimeSpan.FromMilliseconds(250)));
        Assert.Equal(0, bench.Log.Reads);
        bench.Clock.Advance(TimeSpan.FromMilliseconds(300));
        bench.Room.CatchUp(TimeSpan.FromMilliseconds(250));
        await bench.Writer.Until(() => bench.Writer.Numbers(reader).Count == 4);
        Assert.Equal([1, 2, 3, 4], bench.Writer.Numbers(reader));
    }

    [Fact]
    public async Task Asks_its_members_to_page_when_the_hole_is_too_large()
    {
        var bench = new RoomBench();
        var reader = bench.Listener();
        bench.Log.Head = 10_000;
        bench.Deliver(9_999, 10_000);
        await bench.Writer.Until(() => bench.Writer.Names(reader).Count > 0);
        Assert.Equal([HubNames.Events.Resync], bench.Writer.Names(reader));
        Assert.Equal(10_000, bench.Room.Last);
        bench.Deliver(10_001, 10_001);
        await bench.Writer.Until(() => bench.Writer.Numbers(reader).Count > 0);
        Assert.Equal([10_001], bench.Writer.Numbers(reader));
    }

    [Fact]
    public async Task Tells_those_who_leave_nothing_after_their_last_number()
    {
        var bench = new RoomBench();
        var (stays, leaves) = (bench.Listener(), bench.Listener());
        bench.Deliver(1, 6, left: new MemberLeft(leaves.Caller.Person, 3));
        bench.Deliver(7, 7);
        await bench.Writer.Until(() => bench.Writer.Numbers(stays).Count == 7);
        Assert.Equal(RoomBench.Numbers(1, 7), bench.Writer.Numbers(stays));
        Assert.Equal([1, 2, 3], bench.Writer.Numbers(leaves));
        Assert.False(leaves.IsIn(bench.Room));
    }

    [Fact]
    public async Task Finds_in_the_log_who_left_while_it_missed_events()
    {
        var bench = new RoomBench();
        var (stays, leaves) = (bench.Listener(), bench.Listener());
        bench.Log.Head = 6;
        bench.Log.Gone.Add((leaves.Caller.Person, 2));
        bench.Deliver(6, 6);
        await bench.Writer.Until(() => bench.Writer.Numbers(stays).Count == 6);
        Assert.Equal([1, 2], bench.Writer.Numbers(leaves));
    }

    [Fact]
    public async Task Keeps_for_a_newcomer_what_is_said_before_it_listens()
    {
        var bench = new RoomBench();
        var old = bench.Listener();
        var newcomer = bench.Somebody();
        bench.Deliver(1, 2);
        await bench.Writer.Until(() => bench.Writer.Numbers(old).Count == 2);
        Assert.True(bench.Room.TryJoin(newcomer));
        bench.Deliver(3, 4);
        await bench.Writer.Until(() => bench.Writer.Numbers(old).Count == 4);
        Assert.Empty(bench.Writer.Numbers(newcomer));
        Assert.True(bench.Room.Open(newcomer, 0));
        bench.Deliver(5, 5);
        await bench.Writer.Until(() => bench.Writer.Numbers(newcomer).Count == 3);
        Assert.Equal([3, 4, 5], bench.Writer.Numbers(newcomer));
    }

    [Fact]
    public async Task Tells_a_newcomer_once_what_it_has_not_read()
    {
        var bench = new RoomBench();
        var old = bench.Listener();
        var (behind, ahead) = (bench.Somebody(), bench.Somebody());
        Assert.True(bench.Room.TryJoin(behind));
        Assert.True(bench.Room.TryJoin(ahead));
        bench.Deliver(1, 4);
        await bench.Writer.Until(() => bench.Writer.Numbers(old).Count == 4);
        Assert.True(bench.Room.Open(behind, 2));
        Assert.True(bench.Room.Open(ahead, 6));
        bench.Deliver(5, 8);
        await bench.Writer.Until(() => bench.Writer.Numbers(ahead).Count == 2);
        Assert.Equal(RoomBench.Numbers(3, 8), bench.Writer.Numbers(behind));
        Assert.Equal([7, 8], bench.Writer.Numbers(ahead));
        Assert.DoesNotContain(HubNames.Events.Resync, bench.Writer.Names(behind));
    }

    [Fact]
    public async Task Tells_a_newcomer_nothing_before_its_window()
    {
        var bench = new RoomBench();
        var newcomer = bench.Listener(from: 3);
        var old = bench.Listener();
        bench.Deliver(1, 5);
        await bench.Writer.Until(() => bench.Writer.Numbers(newcomer).Count == 2);
        Assert.Equal([4, 5], bench.Writer.Numbers(newcomer));
        Assert.Equal(RoomBench.Numbers(1, 5), bench.Writer.Numbers(old));
    }

    [Fact]
    public void Does_not_let_in_who_left_while_it_waited()
    {
        var bench = new RoomBench();
        var newcomer = bench.Somebody();
        Assert.True(bench.Room.TryJoin(newcomer));
        bench.Room.Skip(0, [new MemberLeft(newcomer.Caller.Person, 0)]);
        Assert.False(bench.Room.Open(newcomer, 0));
    }

    [Fact]
    public async Task Reads_the_log_instead_of_growing_when_more_comes_than_it_can_hold()
    {
        var bench = new RoomBench();
        var reader = bench.Listener();
        var held = new TaskCompletionSource();
        (bench.Log.Head, bench.Log.Held) = (1500, held.Task);
        bench.Deliver(2, 2);
        await bench.Log.Asked.WaitAsync(TimeSpan.FromSeconds(30));
        for (var n = 3; n <= 1500; n++)
        {
            bench.Deliver(n, n);
        }

        held.SetResult();
        await bench.Writer.Until(() => bench.Writer.Numbers(reader).Count >= 1500);
        Assert.Equal(RoomBench.Numbers(1, 1500), bench.Writer.Numbers(reader));
    }

    [Fact]
    public void Is_given_up_when_nobody_has_been_in_it_for_a_while()
    {
        var bench = new RoomBench();
        var reader = bench.Listener();
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(bench.Room.TryRetire(TimeSpan.FromSeconds(30)));
        bench.Room.Leave(reader);
        Assert.False(bench.Room.TryRetire(TimeSpan.FromSeconds(30)));
        bench.Clock.Advance(TimeSpan.FromSeconds(31));
        Assert.True(bench.Room.TryRetire(TimeSpan.FromSeconds(30)));
        Assert.False(bench.Room.TryJoin(bench.Somebody()));
    }
}
