using System.Collections.Concurrent;
using Sferum.Chats;
using Sferum.Gateways;
using Sferum.People;

namespace Sferum.Live;

/// <summary>
/// One chat on this gateway: its local members, and the number up to which they have been told. Batches are put into a bounded mailbox and worked
/// off by one thread at a time, so that what comes while sockets are being written goes out together. A hole is filled from the log before anything
/// after it is told (docs/adr/0003).
/// </summary>
internal sealed class Room : IThreadPoolWorkItem
{
    private const int MailboxEvents = 2048;

    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<ChatBatch> _mailbox = new();
    private readonly RoomServices _services;
    private readonly RoomMembers _members;
    private readonly RoomPage _page = new();
    private readonly TaskCompletionSource _followed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _mail;
    private int _scheduled;
    private long _last;
    private long _wanted;
    private long _behindSince;
    private long _emptySince;
    private bool _repairing;
    private bool _retired;

    public Room(ChatId chat, long last, RoomServices services)
    {
        Chat = chat;
        _last = last;
        _services = services;
        _members = new RoomMembers(services.Writer);
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

            _members.Join(connection);
        }

        if (!connection.Remember(this))
        {
            Leave(connection);
        }

        return true;
    }

    /// <summary>The connection begins to listen; false when its person left meanwhile.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="from">Where its person's window begins.</param>
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
        connection.Forget(this);
        lock (_gate)
        {
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

    /// <summary>Takes a batch; never blocks. What does not fit is read from the log.</summary>
    public void Deliver(ChatBatch batch)
    {
        var weight = batch.Events.Count + 1;
        if (Interlocked.Add(ref _mail, weight) > MailboxEvents)
        {
            Interlocked.Add(ref _mail, -weight);
            Observe(batch.Head);
            return;
        }

        _mailbox.Enqueue(batch);
        Schedule();
    }

    /// <summary>The log goes at least this far.</summary>
    public void Observe(long head)
    {
        lock (_gate)
        {
            Want(head);
        }
    }

    /// <summary>Reads the log when the room has been behind for a while and no batch has come to help it. True while it is behind.</summary>
    public bool CatchUp(TimeSpan patience)
    {
        lock (_gate)
        {
            if (_wanted > _last && !_repairing && _services.Clock.GetElapsedTime(_behindSince) >= patience)
            {
                Repair();
            }

            return _wanted > _last;
        }
    }

    /// <summary>Works off the mailbox; called by the thread pool.</summary>
    public void Execute()
    {
        do
        {
            lock (_gate)
            {
                Drain();
            }

            Interlocked.Exchange(ref _scheduled, 0);
        }
        while (!_mailbox.IsEmpty && !Volatile.Read(ref _repairing) && Interlocked.CompareExchange(ref _scheduled, 1, 0) == 0);
    }

    /// <summary>Rows from the log, right after the last number: how a hole is filled.</summary>
    internal void Fill(IReadOnlyList<ChatEvent> rows, IReadOnlyList<MemberLeft> left)
    {
        lock (_gate)
        {
            _page.TryAdd(rows, _last);
            _page.AddLeft(left);
            Tell();
        }
    }

    /// <summary>The hole is too large to be told: members page the history themselves.</summary>
    internal void Skip(long to, IReadOnlyList<MemberLeft> left)
    {
        lock (_gate)
        {
            foreach (var gone in left)
            {
                Remove(gone.Person);
            }

            Volatile.Write(ref _last, Math.Max(_last, to));
            _members.OpenThose(_last);
            foreach (var connection in _members.All())
            {
                _services.Writer.Write(connection, LiveMessage.Resync);
            }
        }
    }

    /// <summary>Where the next read of the log begins and ends; null when there is no hole left, and live events go on.</summary>
    internal (long After, long UpTo)? Hole()
    {
        lock (_gate)
        {
            if (_wanted > _last && !_retired)
            {
                return (_last, _wanted);
            }

            Volatile.Write(ref _repairing, false);
        }

        Schedule();
        return null;
    }

    /// <summary>The log does not hold what was announced.</summary>
    internal void GiveUpHole()
    {
        lock (_gate)
        {
            _wanted = _last;
        }
    }

    private void Schedule()
    {
        if (Interlocked.CompareExchange(ref _scheduled, 1, 0) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    private void Drain()
    {
        while (!_repairing && _mailbox.TryDequeue(out var batch))
        {
            Interlocked.Add(ref _mail, -(batch.Events.Count + 1));
            if (!_page.TryAdd(batch.Events, _last))
            {
                Tell();
                Want(Math.Max(batch.Head, batch.Events[^1].Number));
                Repair();
                return;
            }

            _page.AddLeft(batch.Left);
            if (batch.State is not null)
            {
                Tell();
                TellState(batch.State);
            }
            else if (_page.IsFull)
            {
                Tell();
            }

            Want(batch.Head);
        }

        Tell();
    }

    private void Want(long head)
    {
        if (head > _wanted)
        {
            if (_wanted <= _last)
            {
                _behindSince = _services.Clock.GetTimestamp();
            }

            _wanted = head;
        }
    }

    private void Repair()
    {
        Volatile.Write(ref _repairing, true);
        _ = new RoomRepair(this, _services).Run();
    }

    /// <summary>Tells the collected events: all of them in one message, or in pieces when somebody comes or goes in between.</summary>
    private void Tell()
    {
        while (_page.NextPiece(_members.NextOpening) is { } piece)
        {
            if (piece.Events.Count > 0)
            {
                if (!_members.IsEmpty)
                {
                    _members.Write(ChatEncoder.Events(Chat, piece.Events), piece.Events[0].Number, piece.Events[^1].Number);
                }

                Volatile.Write(ref _last, piece.Events[^1].Number);
                _members.OpenThose(_last);
            }

            foreach (var person in piece.Leaving)
            {
                Remove(person);
            }
        }
    }

    private void TellState(ChatStateChange state)
    {
        if (ChatEncoder.State(Chat, state) is { } forAll)
        {
            _members.Write(forAll);
        }

        if (ChatEncoder.Presence(Chat, state) is { } forWatchers)
        {
            _members.WriteToWatchers(forWatchers);
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
