using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;
using Sferum.Live;

namespace Sferum.Edge;

/// <summary>
/// One message to very many: cut into parts that the threads of the pool take from each other. It returns when every part is written, so that the
/// order of messages on each connection stays the order of the calls; whoever called writes too, so that it never waits for a thread that is not there.
/// </summary>
internal sealed class WideWrite : IThreadPoolWorkItem
{
    /// <summary>From so many on.</summary>
    public const int Wide = 512;

    private const int Part = 256;
    private readonly LocalConnection[] _to;
    private readonly int _count;
    private readonly int _parts;
    private readonly LiveMessage _message;
    private readonly DirectSocketWriter _writer;
    private readonly object _end = new();
    private int _taken;
    private int _done;
    private ExceptionDispatchInfo? _error;

    private WideWrite(LocalConnection[] to, int count, LiveMessage message, DirectSocketWriter writer)
    {
        (_to, _count, _message, _writer) = (to, count, message, writer);
        _parts = (count + Part - 1) / Part;
    }

    public static void Run(ReadOnlySpan<LocalConnection> to, LiveMessage message, DirectSocketWriter writer)
    {
        var copy = ArrayPool<LocalConnection>.Shared.Rent(to.Length);
        to.CopyTo(copy);
        var write = new WideWrite(copy, to.Length, message, writer);
        for (var helpers = Math.Min(Environment.ProcessorCount, write._parts) - 1; helpers > 0; helpers--)
        {
            ThreadPool.UnsafeQueueUserWorkItem(write, preferLocal: false);
        }

        write.Execute();
        write.WaitForOthers();
        ArrayPool<LocalConnection>.Shared.Return(copy, clearArray: true);
        write._error?.Throw();
    }

    /// <summary>Writes parts until none is left.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "It is thrown where the call came from.")]
    public void Execute()
    {
        int part;
        while ((part = Interlocked.Increment(ref _taken) - 1) < _parts)
        {
            var start = part * Part;
            try
            {
                _writer.WritePart(_to.AsSpan(start, Math.Min(Part, _count - start)), _message);
            }
            catch (Exception error)
            {
                _error = ExceptionDispatchInfo.Capture(error);
            }

            if (Interlocked.Increment(ref _done) == _parts)
            {
                lock (_end)
                {
                    Monitor.PulseAll(_end);
                }
            }
        }
    }

    private void WaitForOthers()
    {
        var spin = default(SpinWait);
        while (!spin.NextSpinWillYield && Volatile.Read(ref _done) < _parts)
        {
            spin.SpinOnce();
        }

        lock (_end)
        {
            while (Volatile.Read(ref _done) < _parts)
            {
                Monitor.Wait(_end);
            }
        }
    }
}
