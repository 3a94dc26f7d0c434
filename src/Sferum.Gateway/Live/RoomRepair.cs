using Sferum.Chats;
using Sferum.Gateways;

namespace Sferum.Live;

/// <summary>Fills a room's hole from the log. There is one at a time for a room; live batches wait in its mailbox meanwhile.</summary>
internal sealed class RoomRepair(Room room, RoomServices services)
{
    private const int RowsPerRead = 200;
    private static readonly SemaphoreSlim Readers = new(8, 8);
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Runs until there is no hole any more, however long the store is away.</summary>
    public async Task Run()
    {
        // It is begun under the room's lock.
        await Task.Yield();
        var pause = Shortest;
        while (room.Hole() is var (after, upTo))
        {
            try
            {
                await Read(after, upTo);
                pause = Shortest;
            }
            catch (Exception error) when (error is not OutOfMemoryException)
            {
                services.Log.RepairFailed(error, room.Chat.Value, after);
                await Task.Delay(pause, services.Clock);
                pause = pause * 2 < Longest ? pause * 2 : Longest;
            }
        }
    }

    private async Task Read(long after, long upTo)
    {
        await Readers.WaitAsync();
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), services.Clock);
            if (upTo - after > ChatLimits.ResumeEvents)
            {
                room.Skip(upTo, await Left(after, upTo, patience.Token));
                return;
            }

            var rows = await services.Reader.Rows(room.Chat, after, Math.Min(upTo, after + RowsPerRead), patience.Token);
            if (rows.Count == 0 || rows[0].Number != after + 1)
            {
                services.Log.HeadWithoutRows(room.Chat.Value, upTo, after);
                room.GiveUpHole();
                return;
            }

            var someLeft = rows.Any(static r => r.Members is { WentCount: > 0 });
            room.Fill(rows, someLeft ? await Left(after, rows[^1].Number, patience.Token) : []);
            services.Meter.Repaired();
        }
        finally
        {
            Readers.Release();
        }
    }

    private async Task<IReadOnlyList<MemberLeft>> Left(long after, long upTo, CancellationToken cancel) =>
        [.. (await services.Reader.Left(room.Chat, after, upTo, cancel)).Select(static l => new MemberLeft(l.Person, l.Number))];
}
