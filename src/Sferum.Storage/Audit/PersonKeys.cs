using System.Security.Cryptography;
using Sferum.Keys;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Audit;

/// <summary>The key of each person: what is kept about somebody for the record is sealed under it. Destroying it erases what it sealed, wherever a copy lies.</summary>
internal sealed class PersonKeys(IKeyRing keys)
{
    /// <summary>The person's key; made when it is first needed. Two who need it at once get the same one.</summary>
    public async Task<byte[]> Of(WriteTransaction write, PersonId person, long now, CancellationToken cancel)
    {
        var made = keys.Encrypt(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var stored = await write.First<byte[]>(
            """
            INSERT INTO person_key (person_id, key_sealed, created_at) VALUES (@person, @made, @now)
            ON CONFLICT (person_id) DO UPDATE SET created_at = person_key.created_at
            RETURNING key_sealed
            """,
            new { person, made, now },
            cancel);
        return Open(stored!);
    }

    /// <summary>A key as it is stored, opened.</summary>
    public byte[] Open(byte[] keySealed) => Convert.FromBase64String(keys.Decrypt(keySealed));
}
