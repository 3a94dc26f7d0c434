using System.Buffers.Binary;

namespace Sferum.Load.Wire;

/// <summary>What a WebSocket frame is.</summary>
internal enum FrameKind : byte
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}

/// <summary>
/// Takes WebSocket frames apart as their bytes come, wherever reads split them. It keeps a head that has not come whole, never a payload. Whoever
/// reads from a client has its mask taken off in place.
/// </summary>
internal sealed class FrameReader
{
    private const int LongestHead = 14;

    private readonly byte[] _head = new byte[LongestHead];
    private int _have;
    private uint _mask;
    private long _left = -1;
    private int _at;

    /// <summary>The frame that the last piece belongs to.</summary>
    public FrameKind Kind { get; private set; }

    /// <summary>Whether the last piece ended its frame.</summary>
    public bool IsEnd => _left < 0;

    /// <summary>The next piece of a frame's payload; an empty piece is a frame without one.</summary>
    /// <param name="input">What came; shortened by what was read.</param>
    /// <param name="piece">The piece.</param>
    /// <returns>False when more bytes must come first.</returns>
    public bool TryRead(ref Span<byte> input, out Span<byte> piece)
    {
        piece = default;
        if (_left < 0 && !TryReadHead(ref input))
        {
            return false;
        }

        if (_left > 0 && input.Length == 0)
        {
            return false;
        }

        var length = (int)Math.Min(_left, input.Length);
        piece = input[..length];
        input = input[length..];
        if (_mask != 0)
        {
            Unmask(piece);
        }

        _left -= length;
        if (_left == 0)
        {
            _left = -1;
        }

        return true;
    }

    private bool TryReadHead(ref Span<byte> input)
    {
        for (;;)
        {
            var needs = _have < 2 ? 2 : HeadLength(_head[1]);
            if (_have == needs)
            {
                break;
            }

            var take = Math.Min(needs - _have, input.Length);
            if (take == 0)
            {
                return false;
            }

            input[..take].CopyTo(_head.AsSpan(_have));
            input = input[take..];
            _have += take;
        }

        Kind = (FrameKind)(_head[0] & 0x0f);
        _left = (_head[1] & 0x7f) switch
        {
            126 => BinaryPrimitives.ReadUInt16BigEndian(_head.AsSpan(2)),
            127 => BinaryPrimitives.ReadInt64BigEndian(_head.AsSpan(2)),
            var small => small,
        };
        _mask = (_head[1] & 0x80) == 0 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(_head.AsSpan(_have - 4));
        (_have, _at) = (0, 0);
        return true;
    }

    private static int HeadLength(byte second) =>
        2 + ((second & 0x7f) switch { 126 => 2, 127 => 8, _ => 0 }) + ((second & 0x80) == 0 ? 0 : 4);

    private void Unmask(Span<byte> piece)
    {
        for (var i = 0; i < piece.Length; i++)
        {
            piece[i] ^= (byte)(_mask >> ((_at++ & 3) * 8));
        }
    }
}
