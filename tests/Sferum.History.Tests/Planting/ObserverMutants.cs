using static Sferum.History.HistoryEventType;
using static Sferum.History.ViolationKind;

namespace Sferum.History;

/// <summary>Faults of delivery, of reads, of access.</summary>
internal static class ObserverMutants
{
    public static IEnumerable<Mutant> All =>
    [
        new("a live event comes twice", SeenTwice, plant =>
        {
            var seen = plant.Pick(e => e.Type == Seen && e.Way == Way.Live);
            plant.InsertAfter(seen, seen);
        }),

        new("an event of a resume comes again live", SeenTwice, plant =>
        {
            var seen = plant.Pick(e => e.Type == Seen && e.Way == Way.Resume && IsPrincipals(plant, e));
            plant.InsertAfter(seen, seen with { Way = Way.Live });
        }),

        new("a live event is skipped and never fetched", HoleSeen, plant =>
        {
            var (seen, _) = Pair(plant, Way.Live, IsHeldToIt);
            var own = plant.Of(seen).Where(one => one.Event.Type == Seen && one.Event.Number == seen.Number).Select(one => one.Event).ToList();
            foreach (var sight in own) plant.Events.Remove(sight);
        }),

        new("a page of history leaves out a number", HoleSeen, plant =>
        {
            var read = plant.Pick(e => e.Type == Read && IsPrincipals(plant, e) && e.Holds!.Any(range => range.To - range.From >= 2));
            var holds = read.Holds!.ToList();
            var place = holds.FindIndex(range => range.To - range.From >= 2);
            var range = holds[place];
            holds[place] = new NumberRange(range.From, range.From);
            holds.Insert(place + 1, new NumberRange(range.From + 2, range.To));
            plant.Replace(read, read with { Holds = holds });
        }, StaleRead),

        new("a hole is filled after ten seconds", LateRepair, plant =>
        {
            var repair = plant.Pick(e => e.Type == Seen && e.Way == Way.Repair && FillsHole(plant, e));
            for (var i = plant.PlaceOf(repair); i < plant.Events.Count; i++) plant.Events[i] = plant.Events[i] with { At = plant.Events[i].At + TimeSpan.FromSeconds(100).Ticks };
        }) { Options = new CheckOptions { JudgeLateRepairs = true, RepairWithin = TimeSpan.FromSeconds(90) } },

        new("an observer sees two events in each other's place", OrderDisagreement, plant =>
        {
            var (one, other) = Pair(plant, Way.Live);
            plant.Replace(one, other with { Number = one.Number, At = one.At });
            plant.Replace(other, one with { Number = other.Number, At = other.At });
        }, PostsDisagreement, Phantom),

        new("observers differ, and there is no log to say who is right", OrderDisagreement, plant =>
        {
            var (one, other) = Pair(plant, Way.Live, (p, e) => p.Events.Count(s => s.Type == Seen && s.Chat == e.Chat && s.Number == e.Number) > 1);
            plant.Replace(one, one with { Person = Guid.CreateVersion7(DateTimeOffset.UnixEpoch), Request = other.Request });
            plant.Events.RemoveAll(e => e.Type is LogRow or LogHead);
        }, Phantom),

        new("two live events come in the wrong order", OutOfOrder, plant =>
        {
            var pairs = plant.Neighbours(Way.Live);
            var (first, second) = pairs[plant.Random.Next(pairs.Count)];
            (plant.Events[first], plant.Events[second]) =
                (plant.Events[second] with { At = plant.Events[first].At }, plant.Events[first] with { At = plant.Events[second].At });
        }),

        new("an observer sees a refused message that is not in the log", Phantom, plant =>
        {
            var sent = plant.Pick(e => e.Type == Invoke && plant.IsRefusedForGood(e));
            SeeAtTheEnd(plant, sent with { Kind = EventKind.Posted });
        }, SeenNotLogged),

        new("an observer sees a row that was never logged", SeenNotLogged, plant =>
        {
            var row = plant.Pick(e => e.Type == LogRow);
            SeeAtTheEnd(plant, row with { Kind = EventKind.Access, Posts = null, Related = 0 });
        }),

        new("somebody sees what came after leaving", EventAfterRevocation, plant =>
        {
            var end = plant.Pick(e => e.Type == Revoked && IsAfter(plant, e, e.Number + 1));
            var opened = plant.Events.Last(e => e.Type == Opened && e.Person == end.Person && plant.PlaceOf(e) < plant.PlaceOf(end));
            var row = plant.Row(end.Chat, end.Number + 1);
            plant.InsertAfter(end, row with { Type = Seen, Observer = opened.Observer, Connection = opened.Connection, At = end.At + 1, Way = Way.Live });
        }, ResumeSkipped),

        new("a leaver reads a page that goes on after the end", EventAfterRevocation, plant =>
        {
            var end = plant.Pick(e => e.Type == Revoked && plant.IsLastWord(e) && plant.HasRow(e.Chat, e.Number + 2));
            var opened = plant.Events.Last(e => e.Type == Opened && e.Person == end.Person);
            var row = plant.Row(end.Chat, end.Number + 2);
            plant.Events.Add(row with { Type = Seen, Observer = opened.Observer, Connection = opened.Connection, Way = Way.History });
        }),

        new("a read does not hold what its reader was acked before", StaleRead, plant =>
        {
            var ack = plant.Pick(e => e.Type == Ok && plant.Events.Exists(o => o.Type == Opened && o.Person == e.Person) && e.Number > 1);
            var opened = plant.Events.Last(e => e.Type == Opened && e.Person == ack.Person);
            var last = plant.Events[^1].At;
            plant.Events.Add(new()
            {
                Type = Read, Observer = opened.Observer, Connection = opened.Connection, Chat = ack.Chat, Began = last, At = last + 1,
                Number = ack.Number - 1, Related = ack.Number, Holds = [new NumberRange(ack.Number - 1, ack.Number - 1)],
            });
        }),

        new("a resume sends again what the client named", ResumeRepeated, plant =>
        {
            var resumed = plant.Pick(e => e.Type == Resumed && e.Number > 0 && IsPrincipals(plant, e));
            var row = plant.Row(resumed.Chat, resumed.Number);
            plant.InsertAfter(resumed, row with { Type = Seen, Observer = resumed.Observer, Connection = resumed.Connection, At = resumed.At, Way = Way.Resume });
        }),

        new("a resume leaves out a number", ResumeSkipped, plant =>
        {
            var (seen, _) = Pair(plant, Way.Resume, IsPrincipals);
            plant.Events.Remove(seen);
        }, HoleSeen),

        new("the last event never arrives", UndeliveredTail, plant =>
        {
            var fence = plant.Pick(e => e.Type == Fenced && plant.Of(e).Exists(one => one.Event.Type == Seen && one.Event.Number == e.Number && one.Event.Way != Way.History)
                && !plant.Of(e).Exists(one => one.Event.Type == Resumed && one.Event.Number >= e.Number));
            foreach (var (_, sight) in plant.Of(fence).Where(one => one.Event.Type == Seen && one.Event.Number == fence.Number)) plant.Events.Remove(sight);
        }),

        new("an observer is told a wrong count of unread", UnreadDisagreement, plant =>
        {
            var told = plant.Pick(e => e.Type == Unread);
            plant.Replace(told, told with { Posts = told.Posts + 1 });
        }),
    ];

    private static (HistoryEvent First, HistoryEvent Second) Pair(Plant plant, Way way, Func<Plant, HistoryEvent, bool>? fits = null)
    {
        var pairs = plant.Neighbours(way).ToArray();
        plant.Random.Shuffle(pairs);
        var place = Array.FindIndex(pairs, pair => fits is null || fits(plant, plant.Events[pair.First]));
        if (place < 0) throw new InvalidOperationException("nothing fits: the maker made no such events");
        var (first, second) = pairs[place];
        return (plant.Events[first], plant.Events[second]);
    }

    /// <summary>The observer is never told that it is too far behind, and later names a number above, or is fenced.</summary>
    private static bool IsHeldToIt(Plant plant, HistoryEvent seen)
    {
        var place = plant.PlaceOf(seen);
        var later = plant.Of(seen).Where(one => one.Place > place).Select(one => one.Event).ToList();
        return !later.Exists(e => e.Type == TooFar) && later.Exists(e => e.Type is Resumed or Fenced && e.Number >= seen.Number);
    }

    private static bool FillsHole(Plant plant, HistoryEvent repair)
    {
        var place = plant.PlaceOf(repair);
        return !plant.Of(repair).Exists(one => one.Place < place && one.Event.Type == Seen && one.Event.Number == repair.Number);
    }

    private static bool IsAfter(Plant plant, HistoryEvent end, long number) =>
        plant.HasRow(end.Chat, number)
        && !plant.Events.Exists(e => e.Type == Admitted && e.Chat == end.Chat && e.Person == end.Person && e.Number == number);

    private static bool IsPrincipals(Plant plant, HistoryEvent resumed) =>
        plant.Events.Exists(e => e.Type == Opened && e.Observer == resumed.Observer && e.Person == plant.Made.Principal);

    /// <summary>Lets the principal's client, which is open at the end, see one more before the log is read.</summary>
    private static void SeeAtTheEnd(Plant plant, HistoryEvent what)
    {
        var fence = plant.Events.First(e => e.Type == Fenced && e.Chat == what.Chat && IsPrincipals(plant, e));
        plant.InsertAfter(fence, what with
        {
            Type = Seen, Number = fence.Number + 1, Observer = fence.Observer, Connection = fence.Connection, At = fence.At, Way = Way.Live, Reason = null,
        });
    }
}
