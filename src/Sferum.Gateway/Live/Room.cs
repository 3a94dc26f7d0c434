using Sferum.Chats;
using Sferum.People;

namespace Sferum.Live;

/// <summary>
/// One chat on this gateway: its local members, and the number up to which they have been told. Batches are put into a bounded mailbox and worked
/// off by one thread at a time, so that what comes while sockets are being written goes out together. A hole is filled from the log before anything
/// after it is told (docs/adr/0003).
/// </summary>
internal sealed partial class Room
{
    private readonly Lock _gate = new();
    private readonly RoomServices _services;
    private readonly RoomMembers _members;
    private readonly TaskCompletionSource _followed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _last;
    private long _emptySince;
    private bool _retired;

    public Room(ChatId chat, long last, RoomServices services)
    {
        Chat = chat;
        _last = last;
        _services = services;
        _members = new RoomMembers(chat, services.Writer);
        _emptySince = services.Clock.GetTimestamp();
    }

    public ChatId Chat { get; }

    /// <summary>Done when each silo delivers this chat here, or will be told again soon.</summary>
    public Task Followed => _followed.Task;

    /// <summary>The last number that local members have been told.</summary>
    public long Last => Volatile.Read(ref _last);

    public void SetFollowed() => _followed.TrySetResult();

    /// <summary>A connection comes in; false when the room has been given up meanwhile.</summary>
    public bool TryJoin(LocalConnection connection)
    {
        lock (_gate)
        {
            if (_retired)
            {
                return false;
            }

            // Under one lock: whoever removes it meanwhile removes both, or neither.
            if (connection.Remember(this))
            {
                _members.Join(connection);
            }
        }

        return true;
    }

    /// <summary>The connection begins to listen; false when its person left meanwhile.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="from">It is told what is after this number: its person has read or will read up to there, or may not.</param>
    /// <param name="told">Told just before the first event.</param>
    public bool Open(LocalConnection connection, long from, LiveMessage? told = null)
    {
        lock (_gate)
        {
            if (!_members.Has(connection))
            {
                return false;
            }

            if (told is not null)
            {
                _services.Writer.Write(connection, told);
            }

            return _members.Open(connection, from, _last);
        }
    }

    public void Leave(LocalConnection connection)
    {
        lock (_gate)
        {
            connection.Forget(this);
            if (_members.Leave(connection) && _members.IsEmpty)
            {
                _emptySince = _services.Clock.GetTimestamp();
            }
        }
    }

    public void Watch(LocalConnection connection, bool on)
    {
        lock (_gate)
        {
            _members.Watch(connection, on);
        }
    }

    /// <summary>Gives the room up when it has had no members for some time.</summary>
    public bool TryRetire(TimeSpan empty)
    {
        lock (_gate)
        {
            _retired = _retired || (_members.IsEmpty && !_repairing && _services.Clock.GetElapsedTime(_emptySince) >= empty);
            return _retired;
        }
    }

    private void Remove(PersonId person)
    {
        foreach (var connection in _services.People.Connections(person))
        {
            connection.Forget(this);
            _members.Leave(connection);
        }

        if (_members.IsEmpty)
        {
            _emptySince = _services.Clock.GetTimestamp();
        }

        // Told at once that the chat is gone; and whoever came back meanwhile is let in again.
        _services.PersonChats.Value.Changed(person, [Chat]);
    }
}
