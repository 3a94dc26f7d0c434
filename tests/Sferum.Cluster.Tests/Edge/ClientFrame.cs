using System.Buffers.Binary;

namespace Sferum.Edge;

/// <summary>A frame as a client sends it, or as a bad client does.</summary>
internal sealed record ClientFrame(int Opcode, byte[] Payload)
{
    public bool Final { get; init; } = true;

    public int Reserved { get; init; }

    public bool Masked { get; init; } = true;

    public uint Key { get; init; } = 0x37fa213d;

    /// <summary>What the head says, when that is not the payload's length.</summary>
    public ulong? Claims { get; init; }

    public static ClientFrame Text(string text, bool final = true) => new(1, System.Text.Encoding.UTF8.GetBytes(text)) { Final = final };

    public static ClientFrame Close(int code, string reason = "") =>
        new(8, [(byte)(code >> 8), (byte)code, .. System.Text.Encoding.UTF8.GetBytes(reason)]);

    public byte[] Bytes()
    {
        var length = Claims ?? (ulong)Payload.Length;
        var head = new byte[14];
        head[0] = (byte)((Final ? 0x80 : 0) | (Reserved << 4) | Opcode);
        var end = 2;
        switch (length)
        {
            case < 126:
                head[1] = (byte)length;
                break;
            case <= 0xffff:
                head[1] = 126;
                BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)length);
                end = 4;
                break;
            default:
                head[1] = 127;
                BinaryPrimitives.WriteUInt64BigEndian(head.AsSpan(2), length);
                end = 10;
                break;
        }

        var payload = (byte[])Payload.Clone();
        if (Masked)
        {
            head[1] |= 0x80;
            BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(end), Key);
            for (var i = 0; i < payload.Length; i++)
            {
                payload[i] ^= head[end + (i % 4)];
            }

            end += 4;
        }

        return [.. head.AsSpan(0, end), .. payload];
    }
}
