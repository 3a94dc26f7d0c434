namespace Sferum.History;

/// <summary>
/// A history in memory, about 72 bytes an event: ten million fit well below 2 GB. Fill it from files (<see cref="HistoryFileReader"/>) or record into
/// it directly; then give it to <see cref="HistoryChecker"/>. Writing is thread-safe; checking while writing is not.
/// </summary>
public sealed class RecordedHistory : IHistorySink
{
    private readonly Lock _lock = new();
    private readonly EntryList _entries = new();
    private readonly List<NumberRange[]> _holds = [];
    private readonly Dictionary<int, ObserverFacts> _observers = [];

    /// <summary>How many events it holds.</summary>
    public int Count => _entries.Count;

    internal EntryList Entries => _entries;

    internal Interned<Guid> Chats { get; } = new(Guid.Empty);

    internal Interned<Guid> Persons { get; } = new(Guid.Empty);

    internal Interned<string> Names { get; } = new("");

    internal IReadOnlyDictionary<int, ObserverFacts> Observers => _observers;

    /// <summary>Takes one event.</summary>
    /// <exception cref="BadHistoryException">The event lacks what its type needs.</exception>
    public void Write(in HistoryEvent recorded)
    {
        HistoryEventShape.Demand(recorded);
        lock (_lock)
        {
            var entry = Pack(recorded);
            Note(entry);
            _entries.Add(entry);
        }
    }

    internal NumberRange[] Holds(in Entry read) => _holds[read.Posts];

    private Entry Pack(in HistoryEvent recorded) => new()
    {
        Type = recorded.Type,
        At = recorded.At,
        Began = recorded.Began,
        Name = Names.Place(recorded.Observer ?? recorded.Reason ?? ""),
        Connection = recorded.Connection,
        Chat = Chats.Place(recorded.Chat),
        Person = Persons.Place(recorded.Person),
        Request = recorded.Request,
        Body = recorded.Body,
        Number = (int)recorded.Number,
        Related = (int)recorded.Related,
        Posts = recorded.Type == HistoryEventType.Read ? Keep(recorded.Holds!) : (int)(recorded.Posts ?? -1),
        Kind = recorded.Kind,
        Way = recorded.Way,
    };

    private int Keep(IReadOnlyList<NumberRange> holds)
    {
        _holds.Add([.. holds]);
        return _holds.Count - 1;
    }

    private void Note(in Entry entry)
    {
        if (entry.Type == HistoryEventType.Opened)
        {
            if (!_observers.TryGetValue(entry.Name, out var known)) _observers.Add(entry.Name, known = new ObserverFacts(entry.Person));
            if (known.Person != entry.Person) throw new BadHistoryException($"observer \"{Names[entry.Name]}\" belongs to two persons");
            if (!known.Connections.Add(entry.Connection))
            {
                throw new BadHistoryException($"observer \"{Names[entry.Name]}\" opened its connection {entry.Connection} twice: a name used twice, or a file given twice");
            }
        }
        else if (HistoryEventShape.HasObserver(entry.Type))
        {
            if (!_observers.TryGetValue(entry.Name, out var known))
            {
                throw new BadHistoryException($"observer \"{Names[entry.Name]}\" was never opened");
            }

            if (entry.Type == HistoryEventType.Closed) known.ClosedAt[entry.Connection] = entry.At;
        }
    }
}

/// <summary>Whose an observer is, and when its connections ended.</summary>
internal sealed class ObserverFacts(int person)
{
    public int Person => person;

    public HashSet<int> Connections { get; } = [];

    public Dictionary<int, long> ClosedAt { get; } = [];
}
