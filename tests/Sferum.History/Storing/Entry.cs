using System.Runtime.InteropServices;

namespace Sferum.History;

/// <summary>An event in 72 bytes. Ids are places in the tables of <see cref="RecordedHistory"/>, 0 for none; Posts is -1 for not known.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct Entry
{
    public Guid Request;
    public ulong Body;
    public long At;
    public long Began;
    public int Chat;
    public int Person;

    /// <summary>The observer, or the refusal code.</summary>
    public int Name;
    public int Connection;
    public int Number;
    public int Related;

    /// <summary>Posts; in a Read the place of what it holds.</summary>
    public int Posts;
    public HistoryEventType Type;
    public EventKind Kind;
    public Way Way;
}

/// <summary>Gives each value a small number, from 1.</summary>
internal sealed class Interned<T>(T none) where T : notnull
{
    private readonly Dictionary<T, int> _places = [];
    private readonly List<T> _values = [none];

    public int Count => _values.Count;

    public T this[int place] => _values[place];

    public int Place(T value)
    {
        if (EqualityComparer<T>.Default.Equals(value, _values[0])) return 0;
        if (_places.TryGetValue(value, out var place)) return place;
        _values.Add(value);
        _places.Add(value, _values.Count - 1);
        return _values.Count - 1;
    }
}

/// <summary>A list that grows by blocks: no copy of half a gigabyte at each doubling.</summary>
internal sealed class EntryList
{
    private const int BlockBits = 15;
    private const int BlockMask = (1 << BlockBits) - 1;
    private readonly List<Entry[]> _blocks = [];

    public int Count { get; private set; }

    public ref readonly Entry this[int index] => ref _blocks[index >> BlockBits][index & BlockMask];

    public void Add(in Entry entry)
    {
        if (Count >> BlockBits == _blocks.Count) _blocks.Add(new Entry[1 << BlockBits]);
        _blocks[Count >> BlockBits][Count & BlockMask] = entry;
        Count++;
    }
}
