namespace Sferum.People;

/// <summary>A person as a chat shows one.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Display name.</param>
/// <param name="Role">The role in which the person is in the chat.</param>
[GenerateSerializer, Immutable, Alias("sferum.person_name")]
public sealed record PersonName([property: Id(0)] PersonId Id, [property: Id(1)] string Name, [property: Id(2)] Role Role);
