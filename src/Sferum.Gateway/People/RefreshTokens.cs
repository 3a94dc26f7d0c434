using System.Buffers.Text;
using System.Security.Cryptography;
using Sferum.Keys;

namespace Sferum.People;

/// <summary>
/// Refresh tokens: the session, 256 random bits, and a seal of ours over both. By the seal any token that was ever issued is known for ours, so that
/// a used one is seen for a replay without being kept, and nobody ends a session by an invented one.
/// </summary>
internal sealed class RefreshTokens(IKeyRing keys)
{
    private const int SessionSize = 16;
    private const int RandomSize = 32;
    private const int SealSize = 16;
    private const int Size = SessionSize + RandomSize + SealSize;

    public string Issue(SessionId session)
    {
        Span<byte> token = stackalloc byte[Size];
        session.Value.TryWriteBytes(token);
        RandomNumberGenerator.Fill(token.Slice(SessionSize, RandomSize));
        Seal(token).CopyTo(token[(SessionSize + RandomSize)..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The session of a token of ours; null for any other text.</summary>
    public SessionId? Read(string? text)
    {
        Span<byte> token = stackalloc byte[Size];
        return text is not null
            && text.Length == Base64Url.GetEncodedLength(Size)
            && Base64Url.TryDecodeFromChars(text, token, out var read)
            && read == Size
            && CryptographicOperations.FixedTimeEquals(Seal(token), token[(SessionSize + RandomSize)..])
            ? new SessionId(new Guid(token[..SessionSize]))
            : null;
    }

    /// <summary>As it is stored.</summary>
    public byte[] Hash(string token) => keys.SecretHash("refresh", token);

    private ReadOnlySpan<byte> Seal(ReadOnlySpan<byte> token) =>
        keys.SecretHash("refresh seal", Base64Url.EncodeToString(token[..(SessionSize + RandomSize)])).AsSpan(0, SealSize);
}
