using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sferum.Audit;

/// <summary>A row of the record, and what its hash covers: everything that stands in it, and the hash of the row before.</summary>
internal sealed record AuditRow
{
    /// <summary>What the first row of a chain follows.</summary>
    public static readonly byte[] Beginning = new byte[SHA256.HashSizeInBytes];

    public required Guid School { get; init; }

    public required long Number { get; init; }

    public required long At { get; init; }

    public required Guid Actor { get; init; }

    public required string Act { get; init; }

    public required string SubjectKind { get; init; }

    public required Guid Subject { get; init; }

    public Guid? Person { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>Where the row stands, as the seal of its content knows it.</summary>
    public static byte[] Place(Guid school, long number)
    {
        var place = new byte[24];
        school.TryWriteBytes(place, bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(place.AsSpan(16), number);
        return place;
    }

    /// <summary>SHA-256 over the row before and this one; texts and content go in with their lengths, so that no two rows read alike.</summary>
    public byte[] Hash(ReadOnlySpan<byte> before)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        hash.AppendData(Place(School, Number));
        Append(hash, At);
        hash.AppendData(Actor.ToByteArray(bigEndian: true));
        Append(hash, Encoding.UTF8.GetBytes(Act));
        Append(hash, Encoding.UTF8.GetBytes(SubjectKind));
        hash.AppendData(Subject.ToByteArray(bigEndian: true));
        Append(hash, Person?.ToByteArray(bigEndian: true) ?? []);
        Append(hash, Content);
        return hash.GetHashAndReset();
    }

    private static void Append(IncrementalHash hash, byte[] bytes)
    {
        Append(hash, bytes.LongLength);
        hash.AppendData(bytes);
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
