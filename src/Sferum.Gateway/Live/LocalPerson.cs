using Sferum.Chats;
using Sferum.People;

namespace Sferum.Live;

/// <summary>A person's connections to this gateway.</summary>
internal sealed class LocalPerson(PersonId id)
{
    private readonly HashSet<ChatId> _changed = [];
    private LocalConnection[] _connections = [];
    private bool _telling;
    private bool _gone;

    public PersonId Id { get; } = id;

    /// <summary>What is left of the permits for commands that were taken here for this person.</summary>
    public PersonPermits Permits { get; } = new();

    /// <summary>One call about this person to the cluster at a time, so that they arrive in order.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>When the person was last made known to the cluster; null when not yet, or not any more.</summary>
    public long? AttachedAt { get; set; }

    /// <summary>When the last connection closed.</summary>
    public long EmptySince { get; private set; }

    public LocalConnection[] Connections => Volatile.Read(ref _connections);

    /// <summary>Adds a connection; false when this object has been given up meanwhile.</summary>
    public bool TryAdd(LocalConnection connection)
    {
        lock (_changed)
        {
            if (_gone)
            {
                return false;
            }

            Volatile.Write(ref _connections, [.. _connections, connection]);
            return true;
        }
    }

    public void Remove(LocalConnection connection, long now)
    {
        lock (_changed)
        {
            Volatile.Write(ref _connections, [.. _connections.Where(c => c != connection)]);
            EmptySince = now;
        }
    }

    /// <summary>Gives the object up when the person has no connection.</summary>
    public bool TryRetire()
    {
        lock (_changed)
        {
            _gone = _gone || _connections.Length == 0;
            return _gone;
        }
    }

    /// <summary>Notes chats that changed; true when somebody has to begin to tell the connections.</summary>
    public bool Note(IEnumerable<ChatId> chats)
    {
        lock (_changed)
        {
            _changed.UnionWith(chats);
            var begin = !_telling && _changed.Count > 0;
            _telling |= begin;
            return begin;
        }
    }

    /// <summary>Takes the changed chats; none: whoever tells has done so.</summary>
    public ChatId[] TakeChanged()
    {
        lock (_changed)
        {
            ChatId[] taken = [.. _changed];
            _changed.Clear();
            _telling = taken.Length > 0;
            return taken;
        }
    }
}
