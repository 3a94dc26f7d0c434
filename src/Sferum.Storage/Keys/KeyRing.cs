using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Sferum.Keys;

/// <summary>Keys of the deployment, each derived from the master key for one purpose: a key that leaks from one place opens nothing elsewhere.</summary>
internal sealed class KeyRing : IKeyRing
{
    private const int NonceSize = 12;
    private const int TagSize = 16;

    private readonly byte[] _bodyHash;
    private readonly byte[] _phoneHash;
    private readonly byte[] _secretHash;
    private readonly byte[] _seal;
    private readonly byte[] _audit;
    private readonly byte[] _accessToken;
    private readonly byte[] _push;

    /// <param name="master">32 random bytes.</param>
    public KeyRing(ReadOnlySpan<byte> master)
    {
        _bodyHash = Derive(master, "body hash", 32);
        _phoneHash = Derive(master, "phone hash", 32);
        _secretHash = Derive(master, "secret hash", 32);
        _seal = Derive(master, "seal", 32);
        _audit = Derive(master, "audit", 32);
        _accessToken = SigningKey(Derive(master, "access token", 48));
        _push = SigningKey(Derive(master, "push", 48));
        Fingerprint = Derive(master, "fingerprint", 16);
    }

    /// <summary>Tells two master keys apart without telling anything about them.</summary>
    public byte[] Fingerprint { get; }

    public ReadOnlyMemory<byte> AuditKey => _audit;

    public ReadOnlyMemory<byte> AccessTokenKey => _accessToken;

    public ReadOnlyMemory<byte> PushKey => _push;

    public byte[] BodyHash(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_bodyHash, body, hash);
        return hash[..16].ToArray();
    }

    public byte[] PhoneHash(string phone) => HMACSHA256.HashData(_phoneHash, Encoding.UTF8.GetBytes(phone));

    public byte[] SecretHash(string purpose, string secret)
    {
        // The purpose's length comes first, so that no purpose and secret can be read as another purpose and another secret.
        var bytes = new byte[4 + Encoding.UTF8.GetByteCount(purpose) + Encoding.UTF8.GetByteCount(secret)];
        var length = Encoding.UTF8.GetBytes(purpose, bytes.AsSpan(4));
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        Encoding.UTF8.GetBytes(secret, bytes.AsSpan(4 + length));
        return HMACSHA256.HashData(_secretHash, bytes);
    }

    public byte[] Encrypt(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var result = new byte[NonceSize + plain.Length + TagSize];
        var nonce = result.AsSpan(0, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_seal, TagSize); // one a call: an instance is not safe for two threads
        aes.Encrypt(nonce, plain, result.AsSpan(NonceSize, plain.Length), result.AsSpan(NonceSize + plain.Length));
        return result;
    }

    public string Decrypt(byte[] sealedText)
    {
        if (sealedText.Length < NonceSize + TagSize)
        {
            throw new CryptographicException("The sealed text is too short.");
        }

        var plain = new byte[sealedText.Length - NonceSize - TagSize];
        using var aes = new AesGcm(_seal, TagSize);
        aes.Decrypt(sealedText.AsSpan(0, NonceSize), sealedText.AsSpan(NonceSize, plain.Length), sealedText.AsSpan(NonceSize + plain.Length), plain);
        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] Derive(ReadOnlySpan<byte> master, string purpose, int size)
    {
        var key = new byte[size];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, master, key, salt: [], info: Encoding.UTF8.GetBytes("sferum/1/" + purpose));
        return key;
    }

    /// <summary>A private key of P-256 out of 48 derived bytes: 16 more than the order has, so that the remainder is even to within 2^-128 (FIPS 186-5, A.2.1).</summary>
    private static byte[] SigningKey(ReadOnlySpan<byte> bytes)
    {
        var order = new BigInteger(Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551"), isUnsigned: true, isBigEndian: true);
        var d = (new BigInteger(bytes, isUnsigned: true, isBigEndian: true) % (order - 1)) + 1;
        var minimal = d.ToByteArray(isUnsigned: true, isBigEndian: true);
        var padded = new byte[32];
        minimal.CopyTo(padded, padded.Length - minimal.Length);
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = padded });
        return key.ExportPkcs8PrivateKey();
    }
}
