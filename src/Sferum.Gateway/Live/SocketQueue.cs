namespace Sferum.Live;

/// <summary>What waits for one socket. Empty and without storage while the socket keeps up. Used under its own lock.</summary>
internal sealed class SocketQueue
{
    private Queue<LiveMessage>? _waiting;
    private int _bytes;

    public Lock Gate { get; } = new();

    /// <summary>A write is under way.</summary>
    public bool Busy { get; set; }

    /// <summary>When the socket last took something, while <see cref="Busy"/>.</summary>
    public long BusySince { get; set; }

    /// <summary>The queue was full: nothing is kept until the socket has drained, then a resync is sent.</summary>
    public bool Dropping { get; private set; }

    /// <summary>Nothing is written any more.</summary>
    public bool Closed { get; set; }

    /// <summary>Keeps a message for later; false when it did not fit, and everything that waited was dropped.</summary>
    public bool Keep(LiveMessage message, int size, int maxMessages, int maxBytes)
    {
        if (Dropping || message.MayBeLost)
        {
            return true;
        }

        _waiting ??= new Queue<LiveMessage>();
        if (_waiting.Count >= maxMessages || _bytes + size > maxBytes)
        {
            Clear();
            Dropping = true;
            return false;
        }

        _waiting.Enqueue(message);
        _bytes += size;
        return true;
    }

    /// <summary>The next message to write; null when there is none, and the socket is idle again.</summary>
    public LiveMessage? Next(Func<LiveMessage, int> size)
    {
        if (_waiting is not null && _waiting.TryDequeue(out var next))
        {
            _bytes -= size(next);
            return next;
        }

        _waiting = null;
        if (Dropping)
        {
            Dropping = false;
            return LiveMessage.Resync;
        }

        return null;
    }

    public void Clear()
    {
        _waiting = null;
        _bytes = 0;
    }
}
