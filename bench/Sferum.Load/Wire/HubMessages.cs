using System.Buffers;

namespace Sferum.Load.Wire;

/// <summary>Takes whole messages of the hub protocol.</summary>
internal interface IHubMessages
{
    /// <summary>A message without what separates it from the next.</summary>
    void Take(ReadOnlySpan<byte> message);
}

/// <summary>
/// Splits the payload of WebSocket frames into messages of the hub protocol: several may lie in one frame, and one in several. A message that came
/// whole is handed on where it lies; only one that was split is copied.
/// </summary>
internal sealed class HubMessages(bool messagePack)
{
    private const byte End = 0x1e;

    private ArrayBufferWriter<byte>? _begun;

    private bool HasBegun => _begun is { WrittenCount: > 0 };

    public void Feed(ReadOnlySpan<byte> piece, IHubMessages to)
    {
        while (piece.Length > 0)
        {
            var whole = messagePack ? Binary(ref piece, to) : Text(ref piece, to);
            if (!whole)
            {
                return;
            }
        }
    }

    private bool Text(ref ReadOnlySpan<byte> piece, IHubMessages to)
    {
        var end = piece.IndexOf(End);
        if (end < 0)
        {
            Keep(piece);
            return false;
        }

        if (HasBegun)
        {
            Keep(piece[..end]);
            to.Take(_begun!.WrittenSpan);
            _begun.ResetWrittenCount();
        }
        else
        {
            to.Take(piece[..end]);
        }

        piece = piece[(end + 1)..];
        return true;
    }

    private bool Binary(ref ReadOnlySpan<byte> piece, IHubMessages to)
    {
        if (!HasBegun)
        {
            if (TryLength(piece, out var prefix, out var length) && piece.Length >= prefix + length)
            {
                to.Take(piece.Slice(prefix, length));
                piece = piece[(prefix + length)..];
                return true;
            }

            Keep(piece);
            return false;
        }

        // The length itself may have been split: byte by byte until it is known, then the rest at once.
        while (!TryLength(_begun!.WrittenSpan, out _, out _))
        {
            if (piece.Length == 0)
            {
                return false;
            }

            Keep(piece[..1]);
            piece = piece[1..];
        }

        TryLength(_begun.WrittenSpan, out var head, out var whole);
        var take = Math.Min(head + whole - _begun.WrittenCount, piece.Length);
        Keep(piece[..take]);
        piece = piece[take..];
        if (_begun.WrittenCount < head + whole)
        {
            return false;
        }

        to.Take(_begun.WrittenSpan[head..]);
        _begun.ResetWrittenCount();
        return true;
    }

    /// <summary>The length that stands before a message: seven bits a byte, the lowest first.</summary>
    private static bool TryLength(ReadOnlySpan<byte> bytes, out int prefix, out int length)
    {
        (prefix, length) = (0, 0);
        for (var i = 0; i < Math.Min(bytes.Length, 5); i++)
        {
            length |= (bytes[i] & 0x7f) << (7 * i);
            if ((bytes[i] & 0x80) == 0)
            {
                prefix = i + 1;
                return true;
            }
        }

        return false;
    }

    private void Keep(ReadOnlySpan<byte> piece) => (_begun ??= new ArrayBufferWriter<byte>()).Write(piece);
}
