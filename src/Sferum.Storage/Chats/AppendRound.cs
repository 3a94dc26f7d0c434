using Microsoft.Extensions.Logging;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>Brings a batch into the log, whatever stands in its way: each row is answered in the end.</summary>
internal sealed partial class AppendRound(ILogWriter writer, ILogger log)
{
    // A conflict that can't be found again is a rival that rolled back, a deadlock its victim: some tries, then the callers may retry.
    private const int FruitlessTries = 5;

    public async Task Place(IReadOnlyList<PendingRow> rows)
    {
        var fruitless = 0;
        while (rows.Count > 0)
        {
            var (round, later) = Number(rows);
            var before = round.Count;
            if (before > 0)
            {
                await Write(round);
                Repeat(round, later);
                round.RemoveAll(static r => r.IsAnswered);
                fruitless = round.Count < before || round.Exists(static r => r.Tail.IsBroken) ? 0 : fruitless + 1;
                if (fruitless == FruitlessTries)
                {
                    round.ForEach(static r => r.Complete(AppendStatus.Overloaded));
                    round.Clear();
                }
            }

            rows = [.. round, .. later];
        }
    }

    /// <summary>
    /// Gives the next numbers to the rows that can be written together. A second tail of the same chat, and a request that is in the round
    /// already, wait for the next round, with everything their tails have after them.
    /// </summary>
    private static (List<PendingRow> Round, List<PendingRow> Later) Number(IReadOnlyList<PendingRow> rows)
    {
        var round = new List<PendingRow>(rows.Count);
        var later = new List<PendingRow>();
        var ends = new Dictionary<Guid, (ChatTail Tail, ChatHead Head)>();
        var requests = new HashSet<(Guid, Guid, Guid)>(rows.Count);
        var waiting = new HashSet<ChatTail>();
        foreach (var row in rows)
        {
            var tail = row.Tail;
            if (tail.IsBroken)
            {
                row.Complete(AppendStatus.Rival);
                continue;
            }

            var end = ends.TryGetValue(tail.Chat.Value, out var known) ? known : (Tail: tail, tail.Head);
            if (waiting.Contains(tail) || end.Tail != tail || !requests.Add(row.Request))
            {
                waiting.Add(tail);
                later.Add(row);
                continue;
            }

            row.Place = new ChatHead(end.Head.Number + 1, end.Head.Posts + (row.Row.Kind == ChatEventKind.Posted ? 1 : 0));
            ends[tail.Chat.Value] = (tail, row.Place);
            round.Add(row);
        }

        return (round, later);
    }

    /// <summary>Answers those that waited only because the same request was in the round and is in the log now.</summary>
    private static void Repeat(List<PendingRow> round, List<PendingRow> later)
    {
        if (later.Count == 0)
        {
            return;
        }

        var placed = round.Where(static r => r.IsPlaced).ToDictionary(static r => r.Request);
        foreach (var row in later)
        {
            if (placed.TryGetValue(row.Request, out var first) && !row.Tail.IsBroken)
            {
                row.Complete(new TakenRow(first.Place, first.At, first.Row.BodyHash).Answer(row.Row.BodyHash));
            }
        }

        later.RemoveAll(static r => r.IsAnswered);
    }

    /// <summary>Writes one round; rows without an answer afterwards are to be numbered and written again.</summary>
    private async Task Write(List<PendingRow> round)
    {
        try
        {
            if (await writer.Write(round))
            {
                AppendMeter.Committed(round.Count);
                foreach (var row in round)
                {
                    row.Tail.Advance(row.Place);
                    row.Complete(new Appended(AppendStatus.Placed, row.Place, DateTimeOffset.FromUnixTimeMilliseconds(row.At)));
                }

                return;
            }

            Settle(round, await writer.Taken(round));
        }
        catch (OutcomeUnknownException error)
        {
            LogUnknown(error, round.Count);
            foreach (var row in round)
            {
                row.Tail.Break();
                row.Fail(error);
            }
        }
        catch (Exception error) when (error is RowRefusedException || error.IsAboutContent())
        {
            await Bisect(round);
        }
        catch (Exception error) when (error.IsCollision())
        {
            LogCollision(error);
        }
        catch (Exception error)
        {
            LogAway(error, round.Count);
            round.ForEach(static r => r.Complete(AppendStatus.Overloaded));
        }
    }

    private async Task Bisect(List<PendingRow> round)
    {
        if (round.Count == 1)
        {
            round[0].Complete(AppendStatus.Rejected);
            return;
        }

        await Place(round[..(round.Count / 2)]);
        await Place(round[(round.Count / 2)..]);
    }

    private static void Settle(List<PendingRow> round, TakenRows taken)
    {
        foreach (var row in round)
        {
            if (taken.Requests.TryGetValue(row.Request, out var first))
            {
                if (first.Head.Number > row.Tail.Head.Number)
                {
                    row.Tail.Break();
                }

                row.Complete(first.Answer(row.Row.BodyHash));
            }
            else if (taken.Numbers.Contains((row.Tail.Chat.Value, row.Place.Number)))
            {
                row.Tail.Break();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody knows whether {Rows} rows were committed; their chats load again.")]
    private partial void LogUnknown(Exception error, int rows);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Rows} rows could not be written; nothing was.")]
    private partial void LogAway(Exception error, int rows);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Two writers met; one tries again.")]
    private partial void LogCollision(Exception error);
}
