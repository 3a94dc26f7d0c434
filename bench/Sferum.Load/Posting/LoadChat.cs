namespace Sferum.Load.Posting;

/// <summary>One chat of the run: who is in it, what was posted, and when the next post is due. Its members write in turn.</summary>
internal sealed class LoadChat(Guid id, int? window, LoadCounts counts, Random random)
{
    private readonly Lock _turn = new();
    private readonly List<ILine> _members = [];
    private volatile bool _open;
    private long _sent;
    private long _acked;
    private long _refused;
    private long _forgotten;
    private long _delivered;
    private long _firstNumber = long.MaxValue;
    private long _lastNumber;
    private int _next;

    public Guid Id => id;

    public IReadOnlyList<ILine> Members => _members;

    public long Sent => Volatile.Read(ref _sent);

    public long Acked => Volatile.Read(ref _acked);

    public long Refused => Volatile.Read(ref _refused);

    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>The numbers that its posts got, if any got one.</summary>
    public (long First, long Last)? Numbers => _lastNumber == 0 ? null : (_firstNumber, _lastNumber);

    /// <summary>Whether everything that was answered has reached everybody.</summary>
    public bool IsQuiet => Acked + Refused >= Sent && (Numbers is not { } n || _members.TrueForAll(m => m.Numbers.Lost(n.First, n.Last) == 0));

    /// <summary>How much has come by now: when it does not change, the chat stands still.</summary>
    public long Progress => Acked + Refused + Delivered;

    public void Join(ILine line)
    {
        lock (_turn)
        {
            _members.Add(line);
        }
    }

    public void Open() => _open = true;

    public void Close() => _open = false;

    /// <summary>Posts once, whatever is under way.</summary>
    public void PostOne()
    {
        lock (_turn)
        {
            if (_open && _members.Count > 0)
            {
                Interlocked.Increment(ref _sent);
                _members[_next++ % _members.Count].Post(Stamp.Text(random));
            }
        }
    }

    /// <summary>Posts as long as fewer are under way than may be.</summary>
    public void PostDue()
    {
        if (window is not { } most)
        {
            return;
        }

        lock (_turn)
        {
            while (_open && _members.Count > 0 && UnderWay() < most)
            {
                PostOne();
            }
        }
    }

    /// <summary>What is under way is not waited for any longer.</summary>
    public void Forget()
    {
        lock (_turn)
        {
            _forgotten += UnderWay();
        }

        PostDue();
    }

    /// <summary>A post was answered.</summary>
    public void Answered(long number, long sentAt)
    {
        counts.Acked(sentAt);
        lock (_turn)
        {
            _firstNumber = Math.Min(_firstNumber, number);
            _lastNumber = Math.Max(_lastNumber, number);
        }

        Interlocked.Increment(ref _acked);
        PostDue();
    }

    /// <summary>A post was refused, or nobody knows: the next one waits for the clock, not to make a storm of refusals.</summary>
    public void WasRefused() => Interlocked.Increment(ref _refused);

    /// <summary>An event came to a member.</summary>
    public void Came(long sentAt, long now)
    {
        counts.Delivered(sentAt, now);
        if (Interlocked.Increment(ref _delivered) % _members.Count == 0)
        {
            PostDue();
        }
    }

    private long UnderWay() => Sent - Refused - _forgotten - Math.Min(Acked, Delivered / _members.Count);
}
