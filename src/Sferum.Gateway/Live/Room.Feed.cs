using System.Collections.Concurrent;
using Sferum.Chats;
using Sferum.Gateways;

namespace Sferum.Live;

/// <content>What comes from the chat: order, holes, and who is told.</content>
internal sealed partial class Room : IThreadPoolWorkItem
{
    private const int MailboxEvents = 2048;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(5);

    private readonly ConcurrentQueue<ChatBatch> _mailbox = new();
    private readonly RoomPage _page = new();
    private int _mail;
    private int _scheduled;
    private long _wanted;
    private long _behindSince;
    private bool _repairing;
    private ITimer? _pause;

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

    /// <summary>Works off the mailbox; called by the thread pool, or by the pause.</summary>
    public void Execute()
    {
        do
        {
            var began = _services.Clock.GetTimestamp();
            lock (_gate)
            {
                Drain();
            }

            // What came while the sockets were written waits as long again: then more goes out in one write to each. A room that keeps up never waits.
            if (!_mailbox.IsEmpty && _services.Clock.GetElapsedTime(began) is var took && took >= ShortestPause)
            {
                Pause(took < LongestPause ? took : LongestPause);
                return;
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

    /// <summary>Goes on a little later; meanwhile the room counts as scheduled.</summary>
    private void Pause(TimeSpan time)
    {
        _pause ??= _services.Clock.CreateTimer(static room => ((Room)room!).Execute(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _pause.Change(time, Timeout.InfiniteTimeSpan);
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
                    _members.Write(ChatEncoder.Events(Chat, piece.Events), piece.Events);
                    _services.Meter.Told(piece.Events[^1].At, _services.Clock);
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
}
