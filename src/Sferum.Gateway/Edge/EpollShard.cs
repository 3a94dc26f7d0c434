using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Microsoft.Extensions.Logging;

namespace Sferum.Edge;

/// <summary>
/// One thread with one epoll: receives for its sockets, drains those that were full, turns the wheel of its connections. Only this thread reads
/// from and closes descriptors, so that none can be closed, and its number given to another, under a read.
/// </summary>
internal sealed unsafe class EpollShard
{
    private const int EventsAtOnce = 512;
    private const int ScratchBytes = 64 * 1024;

    private readonly int _epoll = Libc.OpenEpoll();
    private readonly int _wake = Libc.OpenWake();
    private readonly ConcurrentQueue<IShardWork> _work = new();
    private readonly TurningWheel _wheel;
    private readonly Thread _thread;
    private readonly ILogger _log;
    private EpollTarget?[] _targets = new EpollTarget?[256];
    private readonly Lock _gate = new();
    private volatile bool _stopping;
    private volatile bool _stopped;
    private int _count;

    public EpollShard(int number, TimeSpan keepAlive, ILogger log)
    {
        (_log, _wheel) = (log, new TurningWheel(keepAlive));
        Libc.Watch(_epoll, Libc.Change.Add, _wake, Libc.Readable);
        _thread = new Thread(Loop) { IsBackground = true, Name = $"edge {number}" };
        _thread.Start();
    }

    /// <summary>Descriptors that it looks after.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>From any thread.</summary>
    public void Post(IShardWork work)
    {
        lock (_gate)
        {
            if (!_stopped)
            {
                _work.Enqueue(work);
                Libc.Wake(_wake);
                return;
            }
        }

        work.Run();
    }

    /// <summary>What the kernel shall tell about a descriptor; from any thread while it is open.</summary>
    public void Watch(Libc.Change change, int descriptor, uint events) => Libc.Watch(_epoll, change, descriptor, events);

    /// <summary>Takes care of a descriptor; on the shard's thread.</summary>
    public void Adopt(EpollTarget target)
    {
        if (_stopped)
        {
            // Nobody will look after it.
            target.Drop();
            if (target is SocketWire)
            {
                _ = Libc.Close(target.Descriptor);
            }

            return;
        }

        if (target.Descriptor >= _targets.Length)
        {
            Array.Resize(ref _targets, Math.Max(target.Descriptor + 1, _targets.Length * 2));
        }

        _targets[target.Descriptor] = target;
        _count++;
        if (!Libc.Watch(_epoll, Libc.Change.Add, target.Descriptor, Libc.Readable))
        {
            target.Drop();
        }
    }

    /// <summary>Closes a descriptor; on the shard's thread.</summary>
    public void Close(EpollTarget target)
    {
        if (Forget(target))
        {
            _ = Libc.Close(target.Descriptor);
        }
    }

    /// <summary>Looks after a descriptor no longer, without closing it; on the shard's thread.</summary>
    public bool Forget(EpollTarget target)
    {
        if (_stopped || target.Descriptor >= _targets.Length || _targets[target.Descriptor] != target)
        {
            return false;
        }

        _targets[target.Descriptor] = null;
        _count--;
        Libc.Watch(_epoll, Libc.Change.Delete, target.Descriptor, 0);
        return true;
    }

    public void Stop()
    {
        _stopping = true;
        Libc.Wake(_wake);
        _thread.Join();
    }

    private void Loop()
    {
        var events = (byte*)NativeMemory.Alloc(EventsAtOnce * 16);
        var scratch = (byte*)NativeMemory.Alloc(ScratchBytes);
        while (!_stopping)
        {
            var count = Libc.Wait(_epoll, events, EventsAtOnce, _wheel.Patience(Environment.TickCount64));
            for (var i = 0; i < count; i++)
            {
                var (descriptor, what) = Libc.Event(events, i);
                Tell(descriptor, what, new Span<byte>(scratch, ScratchBytes));
            }

            Work();
            foreach (var target in _wheel.Turn(Environment.TickCount64, _targets))
            {
                Guarded(target, static t => t.OnTurn(Environment.TickCount64));
            }
        }

        foreach (var target in _targets)
        {
            target?.Drop();
        }

        lock (_gate)
        {
            // From here on nobody uses their numbers, which will be given to others.
            _stopped = true;
            _ = Libc.Close(_wake);
            _ = Libc.Close(_epoll);
        }

        Work();
        NativeMemory.Free(events);
        NativeMemory.Free(scratch);
    }

    [SuppressMessage("Design", "CA1031", Justification = "What goes wrong with one connection must not end the others.")]
    private void Tell(int descriptor, uint what, Span<byte> scratch)
    {
        if (descriptor == _wake)
        {
            Libc.TakeWake(_wake);
            return;
        }

        if (descriptor >= _targets.Length || _targets[descriptor] is not { } target)
        {
            return;
        }

        try
        {
            target.OnReady(what, scratch);
        }
        catch (Exception error)
        {
            _log.TargetFailed(error);
            target.Drop();
        }
    }

    private void Work()
    {
        while (_work.TryDequeue(out var work))
        {
            Guarded(work, static w => w.Run());
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "What goes wrong with one connection must not end the others.")]
    private void Guarded<T>(T what, Action<T> act)
    {
        try
        {
            act(what);
        }
        catch (Exception error)
        {
            _log.TargetFailed(error);
            (what as EpollTarget)?.Drop();
        }
    }
}
