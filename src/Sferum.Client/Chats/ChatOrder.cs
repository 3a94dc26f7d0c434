namespace Sferum.Chats;

/// <summary>
/// One chat's place in its log, by the three lines of the protocol: last + 1 is applied, a later number opens a hole that is read, an earlier one is
/// ignored. It only says what is next; the place moves when the consumer has taken it.
/// </summary>
internal sealed class ChatOrder
{
    /// <summary>Live events kept while a hole before them is read; more are dropped and read too.</summary>
    public const int MostWaiting = 512;

    private List<ChatEventDto> _waiting = [];
    private long _known;

    /// <summary>The last number that the consumer has; null until the chat has been listed.</summary>
    public long? Last { get; private set; }

    /// <summary>The last revision of reactions and receipts that the consumer has.</summary>
    public long Rev { get; set; }

    /// <summary>Whether rows are known to exist that the consumer does not have and that will not come by themselves.</summary>
    public bool IsBehind => Last < _known;

    /// <summary>The consumer has everything up to a number, or is not owed it.</summary>
    public void Place(long last)
    {
        Last = last;
        _waiting.RemoveAll(e => e.Number <= last);
    }

    /// <summary>A backup was restored, or the cache is to be dropped: the place is this one whatever it was.</summary>
    public void Replace(long last)
    {
        (_known, _waiting) = (last, []);
        Last = last;
    }

    /// <summary>The reader's window begins after a number: what is before is not theirs.</summary>
    public void Skip(long from)
    {
        if (Last < from)
        {
            Place(from);
        }
    }

    /// <summary>A row of this number exists.</summary>
    public void Exists(long number) => _known = Math.Max(_known, number);

    /// <summary>The server has nothing more for this reader: what was said to exist is not theirs.</summary>
    public void NothingMore() => _known = Last ?? 0;

    /// <summary>Live events: those that are next. Later ones wait for the hole before them.</summary>
    public IReadOnlyList<ChatEventDto> Live(IReadOnlyList<ChatEventDto> events)
    {
        if (events.Count == 0)
        {
            return [];
        }

        Exists(events[^1].Number);
        if (Continues(events))
        {
            return events;
        }

        foreach (var one in events)
        {
            if (one.Number > (Last ?? -1) && _waiting.Count < MostWaiting)
            {
                _waiting.Add(one);
            }
        }

        return Due();
    }

    /// <summary>Rows in answer to "what is after my last": what they leave out does not exist for this reader.</summary>
    public IReadOnlyList<ChatEventDto> Answered(IReadOnlyList<ChatEventDto> rows)
    {
        if (rows.Count == 0 || Last is not { } last)
        {
            return [];
        }

        Exists(rows[^1].Number);
        return rows[0].Number > last ? rows : [.. rows.Where(r => r.Number > last)];
    }

    /// <summary>Those that waited and whose turn it is.</summary>
    public IReadOnlyList<ChatEventDto> Due()
    {
        if (_waiting.Count == 0 || Last is not { } last)
        {
            return [];
        }

        var due = new List<ChatEventDto>();
        foreach (var one in _waiting.OrderBy(static e => e.Number))
        {
            if (one.Number == last + 1)
            {
                due.Add(one);
                last++;
            }
        }

        return due;
    }

    /// <summary>The consumer could take no more: forget what waits, it will be read.</summary>
    public void Stall() => _waiting = [];

    private bool Continues(IReadOnlyList<ChatEventDto> events)
    {
        if (_waiting.Count > 0 || Last is not { } last)
        {
            return false;
        }

        foreach (var one in events)
        {
            if (one.Number != ++last)
            {
                return false;
            }
        }

        return true;
    }
}
