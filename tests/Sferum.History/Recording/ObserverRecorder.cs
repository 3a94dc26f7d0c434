namespace Sferum.History;

/// <summary>
/// Records what one client sees. Its calls must be made in the order in which the client got things: the order of calls is what is judged.
/// </summary>
public sealed class ObserverRecorder
{
    private readonly HistoryRecorder _recorder;
    private readonly string _name;
    private readonly Guid _person;
    private int _connection;

    internal ObserverRecorder(HistoryRecorder recorder, string name, Guid person) => (_recorder, _name, _person) = (recorder, name, person);

    /// <summary>A connection was opened. Call it before anything else, and again at each reconnect.</summary>
    public void Opened()
    {
        _connection++;
        Write(new() { Type = HistoryEventType.Opened, Person = _person });
    }

    /// <summary>The client told the server that in this chat it has everything up to <paramref name="from"/>: all later numbers are owed, once, in order.</summary>
    public void Resumed(Guid chat, long from) => Write(new() { Type = HistoryEventType.Resumed, Chat = chat, Number = from });

    /// <summary>An event arrived.</summary>
    public void Seen(Guid chat, in ChatEvent seen, Way way) => Write(HistoryRecorder.FromRow(HistoryEventType.Seen, chat, seen) with { Way = way });

    /// <summary>The server said "too far behind" or "resync": numbers missed until the next <see cref="Resumed"/> are excused.</summary>
    public void TooFar(Guid chat) => Write(new() { Type = HistoryEventType.TooFar, Chat = chat });

    /// <summary>The run has settled and the client had its time: everything up to <paramref name="head"/> must have arrived before this call.</summary>
    public void Fenced(Guid chat, long head) => Write(new() { Type = HistoryEventType.Fenced, Chat = chat, Number = head });

    /// <summary>A page of history was read. Record its rows by <see cref="Seen"/> too if their content is to be judged.</summary>
    /// <param name="chat">The chat.</param>
    /// <param name="began"><see cref="HistoryRecorder.Now"/> before the request was sent.</param>
    /// <param name="from">The first number that the page answers for.</param>
    /// <param name="to">The last number that it answers for; 0 when it goes to the newest.</param>
    /// <param name="holds">The numbers that it held, ascending.</param>
    public void Read(Guid chat, long began, long from, long to, IReadOnlyList<NumberRange> holds) =>
        Write(new() { Type = HistoryEventType.Read, Chat = chat, Began = began, Number = from, Related = to, Holds = holds });

    /// <summary>The server claimed that <paramref name="unread"/> posts stand after <paramref name="mark"/>, up to <paramref name="head"/>.</summary>
    public void Unread(Guid chat, long mark, long head, long unread) =>
        Write(new() { Type = HistoryEventType.Unread, Chat = chat, Number = mark, Related = head, Posts = unread });

    /// <summary>The connection ended, by whomever.</summary>
    public void Closed() => Write(new() { Type = HistoryEventType.Closed });

    private void Write(in HistoryEvent recorded) => _recorder.Write(recorded with { Observer = _name, Connection = _connection });
}
