using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Tasks.Sources;

namespace Sferum.Edge;

/// <summary>A pipe reader without a pipe: payload bytes as SignalR reads them. The memory for them is held only while something is unread.</summary>
internal sealed class HubReader(SocketWire wire) : PipeReader, IValueTaskSource<ReadResult>
{
    private const int PauseAbove = 64 * 1024;
    private const int Least = 256;
    private readonly Lock _gate = new();
    private ManualResetValueTaskSourceCore<ReadResult> _core = new() { RunContinuationsAsynchronously = true };
    private byte[]? _buffer;
    private byte[]? _handed; // what the reader looks at
    private int _handedStart;
    private int _start;
    private int _end;
    private int _examined;
    private bool _waiting;
    private bool _ended;
    private bool _cancelled;
    private bool _paused;

    /// <summary>Something has come.</summary>
    public void Append(ReadOnlySpan<byte> part)
    {
        lock (_gate)
        {
            if (_ended || part.IsEmpty)
            {
                return;
            }

            MakeRoom(part.Length);
            part.CopyTo(_buffer.AsSpan(_end));
            _end += part.Length;
            if (!_waiting && !_paused && _end - _start > PauseAbove)
            {
                _paused = true;
                wire.Pause();
            }
        }
    }

    /// <summary>Wakes whoever waits; called once after everything that came together.</summary>
    public void Signal()
    {
        ReadResult result;
        lock (_gate)
        {
            if (!_waiting || !HasNews)
            {
                return;
            }

            _waiting = false;
            result = Take();
        }

        _core.SetResult(result);
    }

    /// <summary>Nothing comes any more.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = true;
        }

        Signal();
    }

    public override bool TryRead(out ReadResult result)
    {
        lock (_gate)
        {
            result = HasNews ? Take() : default;
            return result.IsCanceled || result.IsCompleted || !result.Buffer.IsEmpty;
        }
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (cancellationToken.CanBeCanceled)
        {
            return ReadUnless(cancellationToken);
        }

        lock (_gate)
        {
            return HasNews ? new ValueTask<ReadResult>(Take()) : Wait();
        }
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        lock (_gate)
        {
            var used = Place(consumed);
            var seen = Math.Max(used, Place(examined));
            if (_handed is not null && _handed != _buffer)
            {
                ArrayPool<byte>.Shared.Return(_handed);
            }

            _handed = null;
            _examined = _start + seen;
            _start += used;
            if (_start == _end && _buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
                (_buffer, _start, _end, _examined) = (null, 0, 0, 0);
            }
        }
    }

    public override void CancelPendingRead()
    {
        lock (_gate)
        {
            _cancelled = true;
        }

        Signal();
    }

    public override void Complete(Exception? exception = null) => End();

    ReadResult IValueTaskSource<ReadResult>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ReadResult>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<ReadResult>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private bool HasNews => _end > _examined || _ended || _cancelled;

    /// <summary>Only the handshake reads with a limit of time.</summary>
    private async ValueTask<ReadResult> ReadUnless(CancellationToken cancel)
    {
        await using (cancel.UnsafeRegister(static reader => ((HubReader)reader!).CancelPendingRead(), this))
        {
            var result = await ReadAsync(CancellationToken.None);
            if (result.IsCanceled)
            {
                cancel.ThrowIfCancellationRequested();
            }

            return result;
        }
    }

    private ValueTask<ReadResult> Wait()
    {
        _core.Reset();
        _waiting = true;
        if (_paused)
        {
            _paused = false;
            wire.Resume();
        }

        return new ValueTask<ReadResult>(this, _core.Version);
    }

    private ReadResult Take()
    {
        (_handed, _handedStart) = (_buffer, _start);
        var result = new ReadResult(
            _buffer is null ? default : new ReadOnlySequence<byte>(_buffer, _start, _end - _start), _cancelled, _ended);
        _cancelled = false;
        return result;
    }

    private void MakeRoom(int count)
    {
        if (_buffer is not null && _buffer.Length - _end >= count)
        {
            return;
        }

        var length = _end - _start;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Least, (length + count) * (length == 0 ? 1 : 2)));
        _buffer.AsSpan(_start, length).CopyTo(larger);
        if (_buffer is not null && _buffer != _handed)
        {
            // One that is being looked at goes back when the reader has done.
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        _examined -= _start;
        (_buffer, _start, _end) = (larger, 0, length);
    }

    private int Place(SequencePosition position) =>
        _handed is not null && ReferenceEquals(position.GetObject(), _handed) ? (position.GetInteger() & int.MaxValue) - _handedStart : 0;
}
