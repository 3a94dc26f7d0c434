namespace Sferum.History;

/// <summary>What one line of a history says.</summary>
public enum HistoryEventType : byte
{
    /// <summary>A client sends a message: Chat, Person, Request, Body.</summary>
    Invoke,

    /// <summary>The server answered with Number. Began is the time of the invoke.</summary>
    Ok,

    /// <summary>The server said no: Reason is the code.</summary>
    Refused,

    /// <summary>No answer: Reason is timeout or cut.</summary>
    Unknown,

    /// <summary>An observer of Person opened Connection (1, 2, …).</summary>
    Opened,

    /// <summary>The observer told the server that it has everything up to Number.</summary>
    Resumed,

    /// <summary>The observer saw an event.</summary>
    Seen,

    /// <summary>The observer was told that it is too far behind, or to resync: what it misses is excused until it resumes.</summary>
    TooFar,

    /// <summary>The run has settled: the observer must by now have everything up to Number.</summary>
    Fenced,

    /// <summary>A read begun at Began answered for the numbers Number..Related (Related 0: to the newest) with Holds.</summary>
    Read,

    /// <summary>The server said that between the mark Number and the head Related there are Posts unread.</summary>
    Unread,

    /// <summary>The observer's Connection ended.</summary>
    Closed,

    /// <summary>The membership of Person ended at Number; At is when that was acknowledged.</summary>
    Revoked,

    /// <summary>The membership of Person began at Number; it may read from Related on.</summary>
    Admitted,

    /// <summary>What stands up to Number was there before the run.</summary>
    Baseline,

    /// <summary>A row of the final log.</summary>
    LogRow,

    /// <summary>The final log was read to its end, which is Number (0: empty).</summary>
    LogHead,
}

/// <summary>One line of a history. Which fields count depends on <see cref="Type"/>; the others stay at their defaults.</summary>
public readonly record struct HistoryEvent
{
    /// <summary>What this line says.</summary>
    public HistoryEventType Type { get; init; }

    /// <summary>When it was recorded, in ticks of 100 ns of the machine's monotonic clock: comparable between processes of one machine.</summary>
    public long At { get; init; }

    /// <summary>When the call began that this line ends (Ok, Refused, Unknown, Read).</summary>
    public long Began { get; init; }

    /// <summary>The observer's name, unique over all files.</summary>
    public string? Observer { get; init; }

    /// <summary>The refusal's code, or why the outcome is unknown.</summary>
    public string? Reason { get; init; }

    /// <summary>Which connection of the observer, from 1.</summary>
    public int Connection { get; init; }

    /// <summary>The chat; empty only in Opened and Closed.</summary>
    public Guid Chat { get; init; }

    /// <summary>The sender, the author of what was seen, the observer's owner, or the member.</summary>
    public Guid Person { get; init; }

    /// <summary>The request id.</summary>
    public Guid Request { get; init; }

    /// <summary>The hash of the text; 0 for not known.</summary>
    public ulong Body { get; init; }

    /// <summary>The number in the chat.</summary>
    public long Number { get; init; }

    /// <summary>The other number: target of an edit, end of a read, head of an unread claim, first readable number of an admission.</summary>
    public long Related { get; init; }

    /// <summary>Posts so far, or the claimed unread; null for not known.</summary>
    public long? Posts { get; init; }

    /// <summary>What was seen.</summary>
    public EventKind Kind { get; init; }

    /// <summary>How it was seen.</summary>
    public Way Way { get; init; }

    /// <summary>The numbers that a read answered with, ascending.</summary>
    public IReadOnlyList<NumberRange>? Holds { get; init; }
}

/// <summary>Takes the events of a run: <see cref="HistoryFileWriter"/> or, within one process, <see cref="RecordedHistory"/>. Thread-safe.</summary>
public interface IHistorySink
{
    /// <summary>Takes one event; keeps the order of calls.</summary>
    void Write(in HistoryEvent recorded);
}
