using Sferum.Gateways;

namespace Sferum.Live;

/// <summary>What may happen in the same instant happens in some order, and both sides agree about the outcome.</summary>
public sealed class A_room_in_a_hurry
{
    private const int Rounds = 5_000;

    [Fact]
    public async Task Somebody_who_is_removed_while_he_comes_in_is_in_or_out_and_knows_it()
    {
        var bench = new RoomBench();
        var connection = bench.Somebody();
        using var together = new Barrier(2);
        var removing = Task.Factory.StartNew(
            () =>
            {
                for (var n = 1; n <= Rounds; n++)
                {
                    together.SignalAndWait();
                    bench.Deliver(n, n, n, new MemberLeft(connection.Caller.Person, n));
                    bench.Room.Execute();
                    SpinWait.SpinUntil(() => bench.Room.Last >= n);
                    together.SignalAndWait();
                }
            },
            TaskCreationOptions.LongRunning);
        var disagreed = 0;
        for (var n = 1; n <= Rounds; n++)
        {
            together.SignalAndWait();
            bench.Room.TryJoin(connection);
            together.SignalAndWait();
            disagreed += bench.Room.Open(connection, long.MaxValue) == connection.IsIn(bench.Room) ? 0 : 1;
            bench.Room.Leave(connection);
        }

        await removing;
        Assert.Equal(0, disagreed);
    }

    [Fact]
    public async Task Somebody_who_is_gone_while_he_comes_in_is_not_in()
    {
        var bench = new RoomBench();
        using var together = new Barrier(2);
        var coming = new LocalConnection[1];
        var closing = Task.Factory.StartNew(
            () =>
            {
                for (var n = 0; n < Rounds; n++)
                {
                    together.SignalAndWait();
                    foreach (var room in coming[0].Close())
                    {
                        room.Leave(coming[0]);
                    }

                    together.SignalAndWait();
                }
            },
            TaskCreationOptions.LongRunning);
        var stayed = 0;
        for (var n = 0; n < Rounds; n++)
        {
            coming[0] = bench.Somebody();
            together.SignalAndWait();
            bench.Room.TryJoin(coming[0]);
            together.SignalAndWait();
            stayed += bench.Room.Open(coming[0], 0) ? 1 : 0;
            bench.People.Remove(coming[0]);
        }

        await closing;
        Assert.Equal(0, stayed);
    }
}
