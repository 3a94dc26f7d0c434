namespace Sferum.History;

/// <summary>
/// What a test, a load generator or a fault runner calls to record what it did and saw. Thread-safe; a call costs a timestamp and a write to the sink.
/// </summary>
/// <param name="sink">Where events go.</param>
/// <param name="time">The clock. Its timestamps must be comparable over all files that are checked together: the system clock of one machine is.</param>
public sealed class HistoryRecorder(IHistorySink sink, TimeProvider time)
{
    /// <summary>
    /// Call before a message is sent, for each try of it; then tell the outcome to the result. An attempt without an outcome counts as unknown.
    /// </summary>
    public Attempt Invoke(Guid person, Guid chat, Guid request, ulong body)
    {
        var began = Now();
        sink.Write(new() { Type = HistoryEventType.Invoke, At = began, Person = person, Chat = chat, Request = request, Body = body });
        return new Attempt(this, new() { Began = began, Person = person, Chat = chat, Request = request, Body = body });
    }

    /// <summary>
    /// An observer: one client of <paramref name="person"/> that keeps its place over reconnects. A person with two devices has two observers.
    /// </summary>
    /// <param name="name">Unique over all files of the run.</param>
    /// <param name="person">Whose client it is.</param>
    public ObserverRecorder Observer(string name, Guid person) => new(this, name, person);

    /// <summary>What stands up to <paramref name="head"/> was there before the run and is not judged as a phantom.</summary>
    public void Baseline(Guid chat, long head) => Write(new() { Type = HistoryEventType.Baseline, Chat = chat, Number = head });

    /// <summary>
    /// Call when the end of a membership was acknowledged. From now on <paramref name="person"/> may see nothing above
    /// <paramref name="number"/> (the row that ended it) and may post nothing.
    /// </summary>
    public void Revoked(Guid chat, Guid person, long number) =>
        Write(new() { Type = HistoryEventType.Revoked, Chat = chat, Person = person, Number = number });

    /// <summary>Call when somebody became a member by the row <paramref name="number"/> and may read from <paramref name="readsFrom"/> on.</summary>
    public void Admitted(Guid chat, Guid person, long number, long readsFrom) =>
        Write(new() { Type = HistoryEventType.Admitted, Chat = chat, Person = person, Number = number, Related = readsFrom });

    /// <summary>A row of the final log, read after the run from the database or by paging the history.</summary>
    public void LogRow(Guid chat, in ChatEvent row) => Write(FromRow(HistoryEventType.LogRow, chat, row));

    /// <summary>The whole final log of the chat has been given. Without it the acks of the chat cannot be judged and the check fails.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="head">The last number that the log says it has; 0 for an empty log.</param>
    public void LogHead(Guid chat, long head) => Write(new() { Type = HistoryEventType.LogHead, Chat = chat, Number = head });

    /// <summary>The clock's reading in ticks of 100 ns; take it before a read begins.</summary>
    public long Now() => time.GetElapsedTime(0, time.GetTimestamp()).Ticks;

    internal void Write(in HistoryEvent recorded) => sink.Write(recorded with { At = Now() });

    internal static HistoryEvent FromRow(HistoryEventType type, Guid chat, in ChatEvent row) => new()
    {
        Type = type,
        Chat = chat,
        Number = row.Number,
        Kind = row.Kind,
        Person = row.Author,
        Request = row.Request,
        Body = row.Body,
        Related = row.Target,
        Posts = row.Posts,
    };
}

/// <summary>One try to send a message. Call one of its methods once.</summary>
public readonly struct Attempt
{
    private readonly HistoryRecorder _recorder;
    private readonly HistoryEvent _sent;

    internal Attempt(HistoryRecorder recorder, in HistoryEvent sent) => (_recorder, _sent) = (recorder, sent);

    /// <summary>The server acknowledged the message with its number.</summary>
    public void Ok(long number) => _recorder.Write(_sent with { Type = HistoryEventType.Ok, Number = number });

    /// <summary>The server refused it: this try may have no effect.</summary>
    public void Refused(string code) => _recorder.Write(_sent with { Type = HistoryEventType.Refused, Reason = code });

    /// <summary>Nobody knows: the message may or may not appear, at most once.</summary>
    public void Unknown(UnknownReason why) =>
        _recorder.Write(_sent with { Type = HistoryEventType.Unknown, Reason = why == UnknownReason.Cut ? "cut" : "timeout" });
}
