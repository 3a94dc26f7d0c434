namespace Sferum.Schools;

/// <summary>A subject taught to a class or a group (OneRoster class of type scheduled) (UUIDv7; not an order: never sort or page by it).</summary>
/// <param name="Value">The bare value, as it stands on the wire and in the database.</param>
[GenerateSerializer, Immutable, Alias("sferum.section_id")]
public readonly record struct SectionId([property: Id(0)] Guid Value)
{
    /// <summary>A new id.</summary>
    /// <returns>An id nobody has.</returns>
    public static SectionId New() => new(Guid.CreateVersion7());

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
