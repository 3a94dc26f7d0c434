using Sferum.History;

namespace Sferum.Faults;

/// <summary>What was done and seen over a whole drill, taken apart at the disaster: the checker knows one log of a chat, and here there are two.</summary>
internal sealed class DrillHistory : IHistorySink
{
    private readonly Lock _lock = new();
    private readonly List<HistoryEvent> _events = [];

    public void Write(in HistoryEvent recorded)
    {
        lock (_lock)
        {
            _events.Add(recorded);
        }
    }

    /// <summary>Posts that were acknowledged before a moment.</summary>
    public IReadOnlyList<HistoryEvent> AckedBefore(long moment)
    {
        lock (_lock)
        {
            return [.. _events.Where(e => e.Type == HistoryEventType.Ok && e.At < moment)];
        }
    }

    /// <summary>
    /// What was before the disaster, to be held against the restored log: everything acknowledged before the copy began is there, and what lies within it is what was
    /// said and seen. Of later posts nobody knows.
    /// </summary>
    public RecordedHistory Kept(long copyBegan, long disaster, IReadOnlyDictionary<Guid, long> restored)
    {
        var kept = new RecordedHistory();
        foreach (var e in Snapshot().Where(e => e.At < disaster))
        {
            var isWithin = restored.TryGetValue(e.Chat, out var head) && e.Number <= head;
            if (e.Type switch
            {
                HistoryEventType.Ok => e.At < copyBegan || isWithin,
                HistoryEventType.Seen => isWithin,
                HistoryEventType.Fenced => false,
                _ => true,
            })
            {
                kept.Write(e);
            }
        }

        return kept;
    }

    /// <summary>What came after the disaster, on the restored log: its rows are the baseline, and posts that had no answer yet may still arrive.</summary>
    public RecordedHistory After(long disaster, IReadOnlyDictionary<Guid, long> restored)
    {
        var all = Snapshot();
        var after = new RecordedHistory();
        var recorder = new HistoryRecorder(after, TimeProvider.System);
        foreach (var (chat, head) in restored)
        {
            recorder.Baseline(chat, head);
        }

        var answered = all.Where(e => e.Type is HistoryEventType.Ok or HistoryEventType.Refused && e.At < disaster).Select(static e => e.Request).ToHashSet();
        var opened = new HashSet<string>(StringComparer.Ordinal);
        foreach (var e in all)
        {
            var isPost = e.Type is HistoryEventType.Invoke or HistoryEventType.Ok or HistoryEventType.Refused or HistoryEventType.Unknown;
            if (isPost ? !answered.Contains(e.Request) : e.At >= disaster && (e.Observer is null || e.Type == HistoryEventType.Opened || opened.Contains(e.Observer)))
            {
                after.Write(e);
                if (e.Type == HistoryEventType.Opened)
                {
                    opened.Add(e.Observer!);
                }
            }
        }

        return after;
    }

    private HistoryEvent[] Snapshot()
    {
        lock (_lock)
        {
            return [.. _events];
        }
    }
}
