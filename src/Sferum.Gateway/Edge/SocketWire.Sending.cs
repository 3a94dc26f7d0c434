namespace Sferum.Edge;

/// <content>What goes out: at once while the socket takes it, through a bounded backlog while it is full.</content>
internal sealed partial class SocketWire
{
    private byte[]? _owed; // told when the backlog is out; until then nothing is published
    private bool _muted; // nothing is published any more

    /// <summary>More waits than an answer should be added to.</summary>
    public bool IsCongested => Volatile.Read(ref _backlog) is { Length: > SocketBounds.Congested };

    /// <summary>Done when <see cref="IsCongested"/> is over, or the connection is.</summary>
    public Task Drained
    {
        get
        {
            lock (_gate)
            {
                return _backlog is { Length: > SocketBounds.Congested } backlog ? backlog.Drained : Task.CompletedTask;
            }
        }
    }

    /// <summary>Sends what must arrive; never blocks. A piece goes out whole or not at all. False when the connection is over.</summary>
    /// <param name="piece">A frame, or a part of an HTTP answer.</param>
    /// <param name="last">Nothing is sent after it.</param>
    public bool Send(ReadOnlySpan<byte> piece, bool last = false)
    {
        lock (_gate)
        {
            if (_sealed || _broken)
            {
                return false;
            }

            _sealed = last;
            if (_backlog is { Length: > SocketBounds.Most })
            {
                Break();
                return false;
            }

            Put(piece);
            EndSending();
            return !_broken;
        }
    }

    /// <summary>
    /// Sends what many are told; never blocks. While the socket is full a bounded backlog keeps it. What does not fit is dropped, and from then on
    /// everything, until the backlog is out and what is owed has been sent. False when the dropping begins.
    /// </summary>
    /// <param name="frame">The frame.</param>
    /// <param name="mayBeLost">A full socket may miss it without being told.</param>
    /// <param name="owed">A frame that tells the client that it has missed something.</param>
    public bool Publish(ReadOnlySpan<byte> frame, bool mayBeLost, byte[] owed)
    {
        lock (_gate)
        {
            if (_muted || _sealed || _broken || _owed is not null)
            {
                return true;
            }

            if (_backlog is { } backlog)
            {
                if (mayBeLost)
                {
                    return true;
                }

                if (backlog.Pieces >= bounds.Pieces || backlog.Length + frame.Length > bounds.Bytes)
                {
                    _owed = owed;
                    return false;
                }
            }

            Put(frame);
            return true;
        }
    }

    /// <summary>Publishes one last frame: what waits is dropped, nothing is published after it, and the client has some seconds to take it. False when that was done before.</summary>
    public bool PublishLast(ReadOnlySpan<byte> frame)
    {
        lock (_gate)
        {
            if (_muted || _sealed || _broken)
            {
                return false;
            }

            _muted = true;
            _owed = null;
            _backlog?.KeepBegun();
            LimitPatience();
            Put(frame);
            return true;
        }
    }

    /// <summary>Whether the socket has been full, and has taken nothing, for so long.</summary>
    public bool IsStuck(TimeSpan time)
    {
        lock (_gate)
        {
            return _backlog is { } backlog && bounds.Clock.GetElapsedTime(backlog.Since) >= time;
        }
    }

    private void Put(ReadOnlySpan<byte> piece)
    {
        if (_backlog is { } backlog)
        {
            backlog.Add(piece, begun: false);
            return;
        }

        var taken = Libc.Send(Descriptor, piece);
        if (taken < 0)
        {
            Break();
        }
        else if (taken < piece.Length)
        {
            _backlog = new Backlog(bounds.Clock);
            _backlog.Add(piece[taken..], begun: taken > 0);
            Watch();
        }
    }

    /// <summary>The socket takes something again; on the shard's thread.</summary>
    private void Drain()
    {
        lock (_gate)
        {
            if (_backlog is not { } backlog || _broken || _closed)
            {
                return;
            }

            var taken = Libc.Send(Descriptor, backlog.Bytes);
            if (taken < 0)
            {
                Break();
                return;
            }

            backlog.Took(taken);
            if (backlog.Length <= SocketBounds.Congested)
            {
                backlog.Relieve();
            }

            if (backlog.Length == 0)
            {
                Emptied();
            }
        }
    }

    private void Emptied()
    {
        GiveUpBacklog();
        if (_owed is { } owed)
        {
            _owed = null;
            Put(owed);
        }

        if (_backlog is null && _closing)
        {
            Finish();
        }
        else
        {
            EndSending();
            Watch();
        }
    }

    /// <summary>After the last piece the other side is told at once that nothing follows. It may still speak: closing now could cost it what is on its way.</summary>
    private void EndSending()
    {
        if (_sealed && _backlog is null && !_broken)
        {
            _ = Libc.Shutdown(Descriptor, Libc.ShutWrite);
        }
    }

    private void GiveUpBacklog()
    {
        _backlog?.GiveUp();
        Volatile.Write(ref _backlog, null);
    }
}
