using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Unicode;

namespace Sferum.Edge;

/// <summary>
/// Reads the frames that a client sends (RFC 6455, 5), whatever the pieces they come in. It keeps no payload: parts of messages are unmasked where
/// they lie and handed on at once. Knows no socket.
/// </summary>
internal sealed class FrameReader
{
    private const int MostControl = 125;
    private Head _head;
    private int _taken; // bytes of the head
    private bool _inPayload;
    private uint _key;
    private ulong _left; // bytes of the payload
    private FrameKind? _message; // a message is under way
    private byte[]? _control;
    private Utf8Check _text;

    /// <summary>Nothing is read any more: the other side has closed, or broken the rules.</summary>
    public bool IsOver { get; private set; }

    private FrameKind Kind => (FrameKind)(_head[0] & 15);

    private bool IsControl => Kind >= FrameKind.Close;

    private bool IsFinal => (_head[0] & 0x80) != 0;

    private int HeadLength => (_head[1] & 0x7f) switch { 126 => 8, 127 => 14, _ => 6 };

    /// <summary>Reads what has come, and overwrites it.</summary>
    /// <returns>The code to close with, when the other side has broken the rules; otherwise 0.</returns>
    public ushort Read(Span<byte> data, IFrameSink sink)
    {
        while (!IsOver)
        {
            ushort fault = 0;
            if (!_inPayload && !TakeHead(ref data, ref fault))
            {
                return fault;
            }

            var part = data[..(int)Math.Min(_left, (ulong)data.Length)];
            data = data[part.Length..];
            _left -= (ulong)part.Length;
            Unmask(part);
            fault = IsControl ? Control(part, sink) : Data(part, sink);
            if (fault != 0)
            {
                return Over(fault);
            }

            if (_left > 0)
            {
                return 0;
            }

            (_inPayload, _taken) = (false, 0);
        }

        return 0;
    }

    /// <summary>Takes the head of a frame; false when it is not whole yet, or wrong.</summary>
    private bool TakeHead(ref Span<byte> data, ref ushort fault)
    {
        if (!Take(ref data, 2))
        {
            return false;
        }

        fault = Check();
        if (fault != 0)
        {
            Over(fault);
            return false;
        }

        if (!Take(ref data, HeadLength))
        {
            return false;
        }

        Span<byte> head = _head;
        _key = BinaryPrimitives.ReadUInt32LittleEndian(head[(HeadLength - 4)..]);
        _left = HeadLength switch
        {
            6 => (ulong)(head[1] & 0x7f),
            8 => BinaryPrimitives.ReadUInt16BigEndian(head[2..]),
            _ => BinaryPrimitives.ReadUInt64BigEndian(head[2..]),
        };
        if (_left > long.MaxValue)
        {
            fault = Over(CloseCode.ProtocolError);
            return false;
        }

        Begin();
        return true;
    }

    private bool Take(ref Span<byte> data, int until)
    {
        var count = Math.Clamp(until - _taken, 0, data.Length);
        Span<byte> head = _head;
        data[..count].CopyTo(head[_taken..]);
        data = data[count..];
        _taken += count;
        return _taken >= until;
    }

    /// <summary>What the first two bytes tell: no extension was agreed, clients mask, control frames are short and whole, messages don't mix.</summary>
    private ushort Check()
    {
        var right = (_head[0] & 0x70) == 0 && (_head[1] & 0x80) != 0 && Kind switch
        {
            FrameKind.Continuation => _message is not null,
            FrameKind.Text or FrameKind.Binary => _message is null,
            FrameKind.Close or FrameKind.Ping or FrameKind.Pong => IsFinal && (_head[1] & 0x7f) <= MostControl,
            _ => false,
        };
        return right ? (ushort)0 : CloseCode.ProtocolError;
    }

    private void Begin()
    {
        _inPayload = true;
        if (IsControl)
        {
            _control = _left == 0 ? [] : new byte[_left];
        }
        else if (_message is null)
        {
            _message = Kind;
            _text = default;
        }
    }

    private void Unmask(Span<byte> part)
    {
        var key = _key;
        foreach (ref var eight in MemoryMarshal.Cast<byte, ulong>(part))
        {
            eight ^= key | ((ulong)key << 32);
        }

        for (var i = part.Length & ~7; i < part.Length; i++)
        {
            part[i] ^= (byte)(key >> (8 * (i & 3)));
        }

        _key = BitOperations.RotateRight(key, 8 * (part.Length & 3));
    }

    private ushort Data(ReadOnlySpan<byte> part, IFrameSink sink)
    {
        var text = _message == FrameKind.Text;
        var end = IsFinal && _left == 0;
        if (text && !(_text.Add(part) && (!end || _text.IsWhole)))
        {
            return CloseCode.NotText;
        }

        if (end)
        {
            _message = null;
        }

        if (end || !part.IsEmpty)
        {
            sink.OnData(part, text, end);
        }

        return 0;
    }

    private ushort Control(ReadOnlySpan<byte> part, IFrameSink sink)
    {
        var body = _control.AsSpan();
        part.CopyTo(body[(body.Length - part.Length - (int)_left)..]);
        if (_left > 0)
        {
            return 0;
        }

        _control = null;
        switch (Kind)
        {
            case FrameKind.Ping:
                sink.OnPing(body);
                return 0;
            case FrameKind.Pong:
                sink.OnPong(body);
                return 0;
            default:
                return Close(body, sink);
        }
    }

    private ushort Close(ReadOnlySpan<byte> body, IFrameSink sink)
    {
        ushort? code = body.Length < 2 ? null : BinaryPrimitives.ReadUInt16BigEndian(body);
        if (body.Length == 1 || (code is { } given && !CloseCode.MayBeSent(given)))
        {
            return CloseCode.ProtocolError;
        }

        if (code is not null && !Utf8.IsValid(body[2..]))
        {
            return CloseCode.NotText;
        }

        IsOver = true;
        sink.OnClose(code);
        return 0;
    }

    private ushort Over(ushort fault)
    {
        IsOver = true;
        return fault;
    }

    [InlineArray(14)]
    private struct Head
    {
        private byte _first;
    }
}
