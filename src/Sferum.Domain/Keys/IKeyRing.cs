namespace Sferum.Keys;

/// <summary>Secrets of the deployment, derived from one master key that is kept outside the database.</summary>
public interface IKeyRing
{
    /// <summary>Keyed hash of what a request says, so that a reuse of its id is seen without keeping the text.</summary>
    /// <param name="body">The request's content in a canonical form.</param>
    /// <returns>16 bytes.</returns>
    byte[] BodyHash(ReadOnlySpan<byte> body);

    /// <summary>Keyed hash by which a phone is found.</summary>
    /// <param name="phone">E.164.</param>
    /// <returns>32 bytes.</returns>
    byte[] PhoneHash(string phone);

    /// <summary>Keyed hash of a one-time secret (code, claim, refresh token) as it is stored.</summary>
    /// <param name="purpose">What kind of secret; secrets of different kinds never match.</param>
    /// <param name="secret">The secret.</param>
    /// <returns>32 bytes.</returns>
    byte[] SecretHash(string purpose, string secret);

    /// <summary>Encrypts personal data for storage (AES-GCM, random nonce).</summary>
    /// <param name="text">For example a phone.</param>
    /// <returns>Nonce, ciphertext and tag.</returns>
    byte[] Encrypt(string text);

    /// <summary>Reverses <see cref="Encrypt"/>; throws when the data was altered or made with another key.</summary>
    /// <param name="sealedText">What <see cref="Encrypt"/> returned.</param>
    /// <returns>The text.</returns>
    string Decrypt(byte[] sealedText);

    /// <summary>Seals what the record keeps that is about no person in particular (AES-256).</summary>
    ReadOnlyMemory<byte> AuditKey { get; }

    /// <summary>The P-256 private key (PKCS#8) that signs access tokens; the same in every gateway of the deployment.</summary>
    ReadOnlyMemory<byte> AccessTokenKey { get; }

    /// <summary>The P-256 private key (PKCS#8) by which push services know this deployment (VAPID, RFC 8292). Browsers subscribe to its public half.</summary>
    ReadOnlyMemory<byte> PushKey { get; }
}
