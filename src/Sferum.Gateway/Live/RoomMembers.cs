using Sferum.Chats;

namespace Sferum.Live;

/// <summary>
/// The connections in a room. Those that listen stand densely in an array, ready for the writer. Those that have just come wait: what is said
/// meanwhile is kept for them until it is known what they have read already. Used under the room's lock.
/// </summary>
internal sealed class RoomMembers(ChatId chat, ISocketWriter writer)
{
    private readonly Dictionary<LocalConnection, int> _places = [];
    private readonly Dictionary<LocalConnection, Newcomer> _waiting = [];
    private readonly HashSet<LocalConnection> _watchers = [];
    private LocalConnection[] _listening = [];
    private int _count;

    public bool IsEmpty => _count == 0 && _waiting.Count == 0;

    /// <summary>The lowest number after which somebody who waits begins to listen; none: the highest there is.</summary>
    public long NextOpening => _waiting.Count == 0 ? long.MaxValue : _waiting.Values.Min(static w => w.From ?? long.MaxValue);

    public bool Has(LocalConnection connection) => _places.ContainsKey(connection) || _waiting.ContainsKey(connection);

    /// <summary>Comes in, and waits.</summary>
    public void Join(LocalConnection connection)
    {
        if (!_places.ContainsKey(connection))
        {
            _waiting.TryAdd(connection, new Newcomer());
        }
    }

    /// <summary>Begins to listen after a number: gets what was said meanwhile, and everything from now on. False when it is not in the room (any more).</summary>
    public bool Open(LocalConnection connection, long from, long last)
    {
        if (!_waiting.TryGetValue(connection, out var newcomer))
        {
            return _places.ContainsKey(connection);
        }

        if (last < from)
        {
            newcomer.OpenLater(from);
            return true;
        }

        _waiting.Remove(connection);
        Listen(connection);
        newcomer.Tell(chat, connection, from, writer);
        return true;
    }

    /// <summary>Lets in those whose window begins at a number that has been reached.</summary>
    public void OpenThose(long last)
    {
        foreach (var connection in _waiting.Where(w => w.Value.From <= last).Select(static w => w.Key).ToList())
        {
            Open(connection, _waiting[connection].From!.Value, last);
        }
    }

    public bool Leave(LocalConnection connection)
    {
        _watchers.Remove(connection);
        if (!_places.Remove(connection, out var place))
        {
            return _waiting.Remove(connection);
        }

        var moved = _listening[--_count];
        _listening[_count] = null!;
        if (place != _count)
        {
            _listening[place] = moved;
            _places[moved] = place;
        }

        return true;
    }

    /// <summary>Looks at the chat, or no longer does.</summary>
    public void Watch(LocalConnection connection, bool on)
    {
        if (on && Has(connection))
        {
            _watchers.Add(connection);
        }
        else
        {
            _watchers.Remove(connection);
        }
    }

    /// <summary>Events, to everybody.</summary>
    public void Write(LiveMessage message, IReadOnlyList<ChatEvent> events)
    {
        writer.Write(_listening.AsSpan(0, _count), message);
        foreach (var newcomer in _waiting.Values)
        {
            newcomer.Keep(message, events);
        }
    }

    /// <summary>State, to those who listen.</summary>
    public void Write(LiveMessage state) => writer.Write(_listening.AsSpan(0, _count), state);

    /// <summary>State, to those who look at the chat.</summary>
    public void WriteToWatchers(LiveMessage state)
    {
        foreach (var watcher in _watchers)
        {
            writer.Write(watcher, state);
        }
    }

    public IEnumerable<LocalConnection> All() => [.. _places.Keys, .. _waiting.Keys];

    private void Listen(LocalConnection connection)
    {
        if (_count == _listening.Length)
        {
            Array.Resize(ref _listening, Math.Max(4, _count * 2));
        }

        _places[connection] = _count;
        _listening[_count++] = connection;
    }
}
