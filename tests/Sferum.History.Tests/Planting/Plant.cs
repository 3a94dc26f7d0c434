using System.Collections.Concurrent;

namespace Sferum.History;

/// <summary>A correct history, and what is needed to break it in one place.</summary>
internal sealed class Plant(int seed)
{
    private static readonly ConcurrentDictionary<int, MadeHistory> Histories = new();

    public MadeHistory Made { get; } = Histories.GetOrAdd(seed, made => MadeHistory.From(made, acts: 150));

    public List<HistoryEvent> Events => field ??= [.. Made.Events];

    public Random Random { get; } = new(seed ^ 0x5eed);

    /// <summary>A random event that fits; a seed without one is an error of the maker.</summary>
    public HistoryEvent Pick(Func<HistoryEvent, bool> fits)
    {
        var fitting = Events.Where(fits).ToList();
        return fitting.Count > 0 ? fitting[Random.Next(fitting.Count)] : throw new InvalidOperationException("nothing fits: the maker made no such event");
    }

    public int PlaceOf(HistoryEvent wanted) => Events.FindIndex(recorded => recorded.At == wanted.At && recorded.Equals(wanted));

    public void Replace(HistoryEvent old, HistoryEvent by) => Events[PlaceOf(old)] = by;

    public void InsertAfter(HistoryEvent old, params HistoryEvent[] added) => Events.InsertRange(PlaceOf(old) + 1, added);

    public HistoryEvent HeadOf(Guid chat) => Events.Single(recorded => recorded.Type == HistoryEventType.LogHead && recorded.Chat == chat);

    public HistoryEvent Row(Guid chat, long number) => Events.Single(recorded => recorded.Type == HistoryEventType.LogRow && recorded.Chat == chat && recorded.Number == number);

    public bool HasRow(Guid chat, long number) => Events.Exists(recorded => recorded.Type == HistoryEventType.LogRow && recorded.Chat == chat && recorded.Number == number);

    /// <summary>Adds a row behind the head, as if the log had one more.</summary>
    public HistoryEvent Append(Guid chat, HistoryEvent row)
    {
        var head = HeadOf(chat);
        var last = Row(chat, head.Number);
        var added = row with
        {
            Type = HistoryEventType.LogRow,
            Number = head.Number + 1,
            Posts = last.Posts + (row.Kind == EventKind.Posted ? 1 : 0),
            At = last.At,
            Observer = null,
            Connection = 0,
            Way = default,
        };
        InsertAfter(last, added);
        Replace(head, head with { Number = added.Number });
        return added;
    }

    /// <summary>The events of one observer in one chat, with their places.</summary>
    public List<(int Place, HistoryEvent Event)> Of(HistoryEvent like) =>
        [.. Events.Select((recorded, place) => (place, recorded)).Where(one => one.recorded.Observer == like.Observer && one.recorded.Chat == like.Chat)];

    /// <summary>Pairs of pushes to one observer in one chat over one connection, with nothing of that chat between them.</summary>
    public List<(int First, int Second)> Neighbours(Way way)
    {
        var pairs = new List<(int First, int Second)>();
        var last = new Dictionary<(string?, Guid), int>();
        for (var i = 0; i < Events.Count; i++)
        {
            var recorded = Events[i];
            if (recorded.Observer is null || recorded.Chat == Guid.Empty) continue;
            var key = (recorded.Observer, recorded.Chat);
            if (last.TryGetValue(key, out var before) && IsPush(recorded, way) && IsPush(Events[before], way) && Events[before].Connection == recorded.Connection) pairs.Add((before, i));
            last[key] = i;
        }

        return pairs;
    }

    /// <summary>Whether after this act the person neither came nor left again.</summary>
    public bool IsLastWord(HistoryEvent act) =>
        Events.FindLastIndex(recorded => recorded.Chat == act.Chat && recorded.Person == act.Person && recorded.Type is HistoryEventType.Revoked or HistoryEventType.Admitted) == PlaceOf(act);

    public bool IsRefusedForGood(HistoryEvent sent)
    {
        var tries = Events.Where(recorded => recorded.Request == sent.Request && HistoryEventShape.IsAttempt(recorded.Type)).ToList();
        return tries.Count == 2 && tries[1].Type == HistoryEventType.Refused;
    }

    private static bool IsPush(HistoryEvent recorded, Way way) => recorded.Type == HistoryEventType.Seen && recorded.Way == way;
}

/// <summary>One way to break a history.</summary>
/// <param name="Name">What is done.</param>
/// <param name="Kind">What must be found.</param>
/// <param name="Break">Does it.</param>
/// <param name="Also">What may be found with it, because it follows from it.</param>
internal sealed record Mutant(string Name, ViolationKind Kind, Action<Plant> Break, params ViolationKind[] Also)
{
    public CheckOptions Options { get; init; } = new();
}
