using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Sferum.Edge;

/// <summary>Checks a text that comes in parts: a character may be cut anywhere.</summary>
internal struct Utf8Check
{
    private uint _kept;
    private int _count;

    /// <summary>No character is cut here.</summary>
    public readonly bool IsWhole => _count == 0;

    /// <summary>False when this can't be, or become, UTF-8.</summary>
    public bool Add(ReadOnlySpan<byte> part)
    {
        Span<byte> character = stackalloc byte[4];
        while (_count > 0 && !part.IsEmpty)
        {
            _kept |= (uint)part[0] << (8 * _count++);
            part = part[1..];
            BitConverter.TryWriteBytes(character, _kept);
            switch (Rune.DecodeFromUtf8(character[.._count], out _, out _))
            {
                case OperationStatus.Done:
                    (_kept, _count) = (0, 0);
                    break;
                case OperationStatus.InvalidData:
                    return false;
            }
        }

        var cut = CutAtEnd(part);
        foreach (var b in part[^cut..])
        {
            _kept |= (uint)b << (8 * _count++);
        }

        return Utf8.IsValid(part[..^cut]);
    }

    /// <summary>How many bytes at the end begin a character without ending it.</summary>
    private static int CutAtEnd(ReadOnlySpan<byte> part)
    {
        for (var i = 1; i <= Math.Min(3, part.Length); i++)
        {
            if (part[^i] < 0x80)
            {
                return 0;
            }

            if (part[^i] >= 0xC0)
            {
                return Rune.DecodeFromUtf8(part[^i..], out _, out _) == OperationStatus.NeedMoreData ? i : 0;
            }
        }

        return 0;
    }
}
