using System.Net;

namespace Sferum.Edge;

/// <summary>A connected socket that a shard looks after. What comes is read on the shard's thread; anybody may send.</summary>
internal sealed partial class SocketWire(EpollShard shard, int descriptor, EndPoint local, EndPoint? remote, SocketBounds bounds)
    : EpollTarget(shard, descriptor), IShardWork
{
    private readonly Lock _gate = new();
    private Backlog? _backlog;
    private bool _paused;
    private bool _sealed; // nothing new is sent
    private bool _broken; // nothing is sent at all
    private bool _over; // nothing comes any more
    private bool _closed; // handed to the shard to be closed
    private bool _closing; // to be closed when the backlog is out
    private long _patienceEnds = long.MaxValue;

    public EndPoint Local { get; } = local;

    public EndPoint? Remote { get; } = remote;

    /// <summary>Who is told what comes. Set on the shard's thread.</summary>
    public IReceiver? Receiver { get; set; }

    /// <summary>Reads no more for now: the other side's TCP waits.</summary>
    public void Pause()
    {
        lock (_gate)
        {
            _paused = true;
            Watch();
        }
    }

    public void Resume()
    {
        lock (_gate)
        {
            _paused = false;
            Watch();
        }
    }

    /// <summary>Cuts the connection; its receiver is told on the shard's thread.</summary>
    public void Abort()
    {
        lock (_gate)
        {
            Break();
        }
    }

    /// <summary>Nothing more may be sent; what waits still goes out, for some seconds, then the socket is closed.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _sealed = true;
            _closing = true;
            if (_backlog is null || _over)
            {
                Finish();
            }
            else
            {
                LimitPatience();
            }
        }
    }

    public override void OnReady(uint events, Span<byte> scratch)
    {
        if ((events & Libc.Writable) != 0)
        {
            Drain();
        }

        if ((events & ~Libc.Writable) == 0)
        {
            return;
        }

        var count = Receive(scratch);
        if (count > 0)
        {
            Receiver?.OnBytes(scratch[..count]);
        }
        else if (count == 0)
        {
            End();
        }
    }

    public override void OnTurn(long now)
    {
        lock (_gate)
        {
            if (now > _patienceEnds)
            {
                Break();
            }
        }

        Receiver?.OnTurn();
    }

    /// <summary>The shard stops, or failed at this connection.</summary>
    public override void Drop()
    {
        lock (_gate)
        {
            Break();
            _closed = true;
        }

        Shard.Close(this);
        Receiver?.OnEnd();
        Receiver = null;
    }

    /// <summary>Closes the descriptor: on the shard's thread, so that its number is not given away under a read.</summary>
    void IShardWork.Run() => Shard.Close(this);

    private unsafe int Receive(Span<byte> scratch)
    {
        fixed (byte* buffer = scratch)
        {
            return Libc.Receive(Descriptor, buffer, scratch.Length);
        }
    }

    private void End()
    {
        lock (_gate)
        {
            _over = _broken = true;
            Shard.Watch(Libc.Change.Delete, Descriptor, 0);
            GiveUpBacklog();
            if (_closing)
            {
                Finish();
            }
        }

        Receiver?.OnEnd();
    }

    /// <summary>Nothing is sent any more; the shard then sees the end of the stream.</summary>
    private void Break()
    {
        if (!_broken && !_closed)
        {
            _broken = true;
            _ = Libc.Shutdown(Descriptor, Libc.ShutBoth);
            GiveUpBacklog();
        }
    }

    private void Finish()
    {
        if (_closed)
        {
            return;
        }

        _closed = true;
        _ = Libc.Shutdown(Descriptor, Libc.ShutWrite);
        GiveUpBacklog();
        Shard.Post(this);
    }

    private void LimitPatience() => _patienceEnds = Math.Min(_patienceEnds, Environment.TickCount64 + SocketBounds.LingerMilliseconds);

    private void Watch()
    {
        if (!_closed && !_over)
        {
            Shard.Watch(Libc.Change.Modify, Descriptor, (_paused ? 0 : Libc.Readable) | (_backlog is null ? 0 : Libc.Writable));
        }
    }
}
