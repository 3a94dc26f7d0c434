using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Sferum.Keys;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Audit;

/// <summary>The key of each person: what is kept about somebody for the record is sealed under it. Destroying it erases what it sealed, wherever a copy lies.</summary>
internal sealed class PersonKeys(IKeyRing keys)
{
    /// <summary>
    /// The person's key; made when it is first needed. Two who need it at once get the same one. Of somebody who is erased nothing can be kept: what is
    /// sealed for them is sealed under a key that nobody has.
    /// </summary>
    public async Task<byte[]> Of(WriteTransaction write, PersonId person, long now, CancellationToken cancel)
    {
        var fresh = RandomNumberGenerator.GetBytes(32);
        var made = keys.Encrypt(Convert.ToBase64String(fresh));
        var stored = await write.First<byte[]>(
            """
            INSERT INTO person_key (person_id, key_sealed, created_at)
            SELECT id, @made, @now FROM person WHERE id = @person AND erased_at IS NULL
            ON CONFLICT (person_id) DO UPDATE SET created_at = person_key.created_at
            RETURNING key_sealed
            """,
            new { person, made, now },
            cancel);
        return stored is null ? fresh : Open(stored);
    }

    /// <summary>Keys of many people, in one query.</summary>
    public async Task<IReadOnlyDictionary<Guid, PersonKey>> Open(DbConnection connection, IDatabase database, IReadOnlyList<Guid> people, CancellationToken cancel)
    {
        if (people.Count == 0)
        {
            return new Dictionary<Guid, PersonKey>();
        }

        var rows = await connection.QueryAsync<KeyRow>(new CommandDefinition(
            $"""
            SELECT p.id AS Id, CASE WHEN p.erased_at IS NULL THEN 0 ELSE 1 END AS Erased, k.key_sealed AS KeySealed
            FROM person p LEFT JOIN person_key k ON k.person_id = p.id WHERE p.id {database.In("ids")}
            """,
            new { ids = database.Of(people) },
            cancellationToken: cancel));
        return rows.ToDictionary(static r => r.Id, r => new PersonKey(r.Erased == 0 && r.KeySealed is { } stored ? Open(stored) : null, r.Erased != 0));
    }

    /// <summary>A key as it is stored, opened.</summary>
    public byte[] Open(byte[] keySealed) => Convert.FromBase64String(keys.Decrypt(keySealed));

    private sealed record KeyRow
    {
        public Guid Id { get; init; }

        public long Erased { get; init; }

        public byte[]? KeySealed { get; init; }
    }
}

/// <summary>What there is to open somebody's content with.</summary>
/// <param name="Key">The key; null when there is none.</param>
/// <param name="Erased">Whether that is because the person is erased.</param>
internal readonly record struct PersonKey(byte[]? Key, bool Erased);
