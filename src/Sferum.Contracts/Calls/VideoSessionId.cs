namespace Sferum.Calls;

/// <summary>A video session (UUIDv7; not an order: never sort or page by it).</summary>
/// <param name="Value">The bare value, as it stands on the wire and in the database.</param>
[GenerateSerializer, Immutable, Alias("sferum.video_session_id")]
public readonly record struct VideoSessionId([property: Id(0)] Guid Value)
{
    /// <summary>A new id.</summary>
    /// <returns>An id nobody has.</returns>
    public static VideoSessionId New() => new(Guid.CreateVersion7());

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
