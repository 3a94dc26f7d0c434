using System.Security.Cryptography;
using System.Text;
using Sferum.Keys;

namespace Sferum.Actors;

/// <summary>Only what chats ask for.</summary>
internal sealed class TestKeys : IKeyRing
{
    public ReadOnlyMemory<byte> AuditKey => new byte[32];

    public ReadOnlyMemory<byte> AccessTokenKey => default;

    public ReadOnlyMemory<byte> PushKey => default;

    public byte[] BodyHash(ReadOnlySpan<byte> body) => SHA256.HashData(body)[..16];

    public byte[] PhoneHash(string phone) => throw new NotSupportedException();

    public byte[] SecretHash(string purpose, string secret) => throw new NotSupportedException();

    public byte[] Encrypt(string text) => Encoding.UTF8.GetBytes(text);

    public string Decrypt(byte[] sealedText) => Encoding.UTF8.GetString(sealedText);
}
