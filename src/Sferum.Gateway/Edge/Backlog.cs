using System.Buffers;

namespace Sferum.Edge;

/// <summary>Bytes that a full socket has not taken yet, in order, and where in them the pieces end. Exists only while there are any; used under the wire's lock.</summary>
/// <param name="clock">Tells since when nothing was taken.</param>
internal sealed class Backlog(TimeProvider clock)
{
    private readonly Queue<int> _pieces = new();
    private TaskCompletionSource? _drained;
    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private int _first; // of the first piece so much is left
    private bool _begun; // a part of the first piece has gone out

    public int Length => _end - _start;

    public int Pieces => _pieces.Count + (_first > 0 ? 1 : 0);

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(_start, Length);

    /// <summary>When the socket last took something.</summary>
    public long Since { get; private set; } = clock.GetTimestamp();

    /// <summary>Done when it is short again, or given up.</summary>
    public Task Drained => (_drained ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Add(ReadOnlySpan<byte> piece, bool begun)
    {
        if (_bytes.Length - _end < piece.Length)
        {
            var length = Length;
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(4096, (length + piece.Length) * 2));
            Bytes.CopyTo(larger);
            GiveBack();
            (_bytes, _start, _end) = (larger, 0, length);
        }

        piece.CopyTo(_bytes.AsSpan(_end));
        _end += piece.Length;
        if (_first == 0)
        {
            (_first, _begun) = (piece.Length, begun);
        }
        else
        {
            _pieces.Enqueue(piece.Length);
        }
    }

    public void Took(int count)
    {
        _start += count;
        Since = clock.GetTimestamp();
        while (count >= _first && _first > 0)
        {
            count -= _first;
            _begun = false;
            _pieces.TryDequeue(out _first);
        }

        _first -= count;
        _begun |= count > 0;
    }

    /// <summary>Forgets everything but the rest of a piece that has been begun.</summary>
    public void KeepBegun()
    {
        _pieces.Clear();
        _first = _begun ? _first : 0;
        _end = _start + _first;
    }

    public void Relieve()
    {
        _drained?.TrySetResult();
        _drained = null;
    }

    public void GiveUp()
    {
        GiveBack();
        (_bytes, _start, _end, _first) = ([], 0, 0, 0);
        _pieces.Clear();
        Relieve();
    }

    private void GiveBack()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }
    }
}
