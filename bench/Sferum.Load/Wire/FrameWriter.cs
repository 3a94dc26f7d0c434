using System.Buffers.Binary;

namespace Sferum.Load.Wire;

/// <summary>Makes WebSocket frames.</summary>
internal static class FrameWriter
{
    /// <summary>A frame of a client: masked, as it must be, with the mask of zeros, which leaves the bytes as they are.</summary>
    public static byte[] FromClient(FrameKind kind, ReadOnlySpan<byte> payload) => Make(kind, payload, masked: true);

    /// <summary>A frame of a server.</summary>
    public static byte[] FromServer(FrameKind kind, ReadOnlySpan<byte> payload) => Make(kind, payload, masked: false);

    private static byte[] Make(FrameKind kind, ReadOnlySpan<byte> payload, bool masked)
    {
        var more = payload.Length switch { < 126 => 0, <= ushort.MaxValue => 2, _ => 8 };
        var frame = new byte[2 + more + (masked ? 4 : 0) + payload.Length];
        frame[0] = (byte)(0x80 | (byte)kind);
        frame[1] = (byte)((masked ? 0x80 : 0) | (more switch { 0 => payload.Length, 2 => 126, _ => 127 }));
        if (more == 2)
        {
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        }
        else if (more == 8)
        {
            BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(2), payload.Length);
        }

        payload.CopyTo(frame.AsSpan(frame.Length - payload.Length));
        return frame;
    }
}
