using System.Buffers.Text;
using System.Security.Cryptography;
using Sferum.Keys;

namespace Sferum.Schools;

/// <summary>The secret of a link: 128 random bits in base 64 for addresses. It stands behind the # of the address, which browsers do not send.</summary>
public static class InvitationSecret
{
    private const int Size = 16;

    /// <summary>A secret that nobody knows yet.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));

    /// <summary>The secret as it is stored; null when the text cannot be one.</summary>
    public static byte[]? Hash(IKeyRing keys, string? text)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return text is not null
            && text.Length == Base64Url.GetEncodedLength(Size)
            && Base64Url.TryDecodeFromChars(text, bytes, out var read)
            && read == Size
            ? keys.SecretHash("invitation", Base64Url.EncodeToString(bytes))
            : null;
    }
}
