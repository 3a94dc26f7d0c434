namespace Sferum.Files;

/// <summary>A file that somebody sent (UUIDv7; not an order: never sort or page by it).</summary>
/// <param name="Value">The bare value, as it stands on the wire and in the database.</param>
[GenerateSerializer, Immutable, Alias("sferum.file_id")]
public readonly record struct FileId([property: Id(0)] Guid Value)
{
    /// <summary>A new id.</summary>
    /// <returns>An id nobody has.</returns>
    public static FileId New() => new(Guid.CreateVersion7());

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
