using System.Buffers;
using System.IO.Pipelines;

namespace Sferum.Edge;

/// <summary>A pipe writer without a pipe: what is written between two flushes is sent by the flush, and the memory for it is held only meanwhile.</summary>
internal abstract class WireWriter(SocketWire wire) : PipeWriter
{
    private const int Least = 256;
    private byte[]? _buffer; // begins with room for a frame's head
    private int _length;

    public override bool CanGetUnflushedBytes => true;

    public override long UnflushedBytes => _length;

    protected SocketWire Wire { get; } = wire;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        var needed = FrameHead.Most + _length + Math.Max(sizeHint, Least);
        if (_buffer is null || _buffer.Length < needed)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, (_buffer?.Length ?? Least) * 2));
            if (_buffer is not null)
            {
                _buffer.AsSpan(0, FrameHead.Most + _length).CopyTo(larger);
                ArrayPool<byte>.Shared.Return(_buffer);
            }

            _buffer = larger;
        }

        return _buffer.AsMemory(FrameHead.Most + _length);
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes) => _length += bytes;

    public override void CancelPendingFlush()
    {
        // A flush waits for the socket only, and that is bounded.
    }

    public override void Complete(Exception? exception = null)
    {
        if (_buffer is not null)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }

        (_buffer, _length) = (null, 0);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
    {
        var open = true;
        if (_length > 0)
        {
            open = Send(_buffer, _length);
            Complete();
        }

        return open && Wire.IsCongested ? Wait(cancellationToken) : new ValueTask<FlushResult>(new FlushResult(isCanceled: false, isCompleted: !open));
    }

    /// <summary>Sends what was written: it begins after <see cref="FrameHead.Most"/> bytes of room. False when the connection is over.</summary>
    protected abstract bool Send(Span<byte> buffer, int length);

    /// <summary>Slows down who writes, as a full pipe does.</summary>
    private async ValueTask<FlushResult> Wait(CancellationToken cancel)
    {
        await Wire.Drained.WaitAsync(cancel);
        return default;
    }
}
