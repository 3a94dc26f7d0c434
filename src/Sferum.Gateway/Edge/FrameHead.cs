using System.Buffers.Binary;

namespace Sferum.Edge;

/// <summary>The head of a frame that a server sends: final and unmasked (RFC 6455, 5.2).</summary>
internal static class FrameHead
{
    /// <summary>The longest head.</summary>
    public const int Most = 10;

    private const int Final = 0x80;

    /// <summary>A whole frame.</summary>
    public static byte[] Frame(FrameKind kind, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[Length(payload.Length) + payload.Length];
        payload.CopyTo(frame.AsSpan(frame.Length - payload.Length));
        Write(frame, frame.Length - payload.Length, kind, payload.Length);
        return frame;
    }

    /// <summary>Writes a head so that it ends where the payload begins.</summary>
    /// <returns>Where it begins.</returns>
    public static int Write(Span<byte> buffer, int end, FrameKind kind, int length)
    {
        var head = buffer[(end - Length(length))..end];
        head[0] = (byte)(Final | (int)kind);
        switch (head.Length)
        {
            case 2:
                head[1] = (byte)length;
                break;
            case 4:
                head[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(head[2..], (ushort)length);
                break;
            default:
                head[1] = 127;
                BinaryPrimitives.WriteInt64BigEndian(head[2..], length);
                break;
        }

        return end - head.Length;
    }

    private static int Length(int payload) => payload switch
    {
        < 126 => 2,
        <= ushort.MaxValue => 4,
        _ => Most,
    };
}

/// <summary>Kinds of frames (RFC 6455, 5.2).</summary>
internal enum FrameKind
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}
