using System.Security.Cryptography;

namespace Sferum.Audit;

/// <summary>How a note's content is sealed: AES-256-GCM, a random nonce in front, the place in the chain as associated data, so that no content can stand in another's place.</summary>
internal static class AuditSeal
{
    private const int Nonce = 12;
    private const int Tag = 16;

    public static byte[] Close(byte[] key, ReadOnlySpan<byte> content, ReadOnlySpan<byte> place)
    {
        var closed = new byte[Nonce + content.Length + Tag];
        RandomNumberGenerator.Fill(closed.AsSpan(0, Nonce));
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(closed.AsSpan(0, Nonce), content, closed.AsSpan(Nonce, content.Length), closed.AsSpan(Nonce + content.Length), place);
        return closed;
    }

    /// <summary>The content; throws when it was altered, moved, or sealed under another key.</summary>
    public static byte[] Open(byte[] key, ReadOnlySpan<byte> closed, ReadOnlySpan<byte> place)
    {
        var content = new byte[closed.Length - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        aes.Decrypt(closed[..Nonce], closed[Nonce..^Tag], closed[^Tag..], content, place);
        return content;
    }
}
