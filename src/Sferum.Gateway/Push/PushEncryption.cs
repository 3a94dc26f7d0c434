using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sferum.Push;

/// <summary>A notification as only the browser can read it: RFC 8291 over the content coding of RFC 8188 (<c>aes128gcm</c>), in one record.</summary>
internal static class PushEncryption
{
    /// <summary>Most bytes of a payload: what push services must take (RFC 8030, 7.2), less what is around it.</summary>
    public const int MaxPayload = 3993;

    private const int SaltSize = 16;
    private const int RecordSize = 4096;
    private const int TagSize = 16;
    private const byte LastRecord = 2;

    /// <summary>Encrypts with a key and a salt of its own.</summary>
    public static byte[] Encrypt(PushTarget target, ReadOnlySpan<byte> payload)
    {
        using var own = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return Encrypt(target, payload, own, RandomNumberGenerator.GetBytes(SaltSize));
    }

    /// <summary>The same with a given key and salt, as the RFC's example has them.</summary>
    internal static byte[] Encrypt(PushTarget target, ReadOnlySpan<byte> payload, ECDiffieHellman own, byte[] salt)
    {
        if (payload.Length > MaxPayload)
        {
            throw new ArgumentException("A notification of that size is taken by nobody.", nameof(payload));
        }

        var ownPublic = Uncompressed(own.ExportParameters(includePrivateParameters: false));
        using var theirs = ECDiffieHellman.Create(Point(target.PublicKey));
        var shared = own.DeriveRawSecretAgreement(theirs.PublicKey);
        var info = new List<byte>("WebPush: info\0"u8.ToArray());
        info.AddRange(target.PublicKey);
        info.AddRange(ownPublic);
        var input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, target.Secret, [.. info]);
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt, Encoding.ASCII.GetBytes("Content-Encoding: aes128gcm\0"));
        var nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt, Encoding.ASCII.GetBytes("Content-Encoding: nonce\0"));

        var headerSize = SaltSize + 4 + 1 + ownPublic.Length;
        var result = new byte[headerSize + payload.Length + 1 + TagSize];
        salt.CopyTo(result, 0);
        BinaryPrimitives.WriteUInt32BigEndian(result.AsSpan(SaltSize), RecordSize);
        result[SaltSize + 4] = (byte)ownPublic.Length;
        ownPublic.CopyTo(result, SaltSize + 5);
        byte[] plain = [.. payload, LastRecord];
        using var aes = new AesGcm(key, TagSize);
        aes.Encrypt(nonce, plain, result.AsSpan(headerSize, plain.Length), result.AsSpan(headerSize + plain.Length));
        return result;
    }

    /// <summary>Whether bytes are a point of the curve, as a browser's key must be.</summary>
    public static bool IsKey(byte[] bytes)
    {
        try
        {
            using var key = ECDiffieHellman.Create(Point(bytes));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>A public key as browsers and push services write it (SEC 1, 2.3.3).</summary>
    public static byte[] Uncompressed(ECParameters key) => [4, .. key.Q.X!, .. key.Q.Y!];

    private static ECParameters Point(byte[] bytes) => bytes is [4, ..] && bytes.Length == PushTarget.KeyBytes
        ? new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = bytes[1..33], Y = bytes[33..] } }
        : throw new CryptographicException("Not an uncompressed point of P-256.");
}
