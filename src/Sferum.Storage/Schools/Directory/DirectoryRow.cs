using Sferum.People;

namespace Sferum.Schools;

/// <summary>Somebody of the directory, as the first query finds them.</summary>
internal sealed record DirectoryRow
{
    public PersonId Id { get; init; }

    public string Name { get; init; } = "";

    public string FamilyName { get; init; } = "";

    public string GivenName { get; init; } = "";

    public string? MiddleName { get; init; }

    public long Registered { get; init; }

    public long Codes { get; init; }

    public long? SeenAt { get; init; }

    public SchoolPerson Read() => new()
    {
        Id = Id, Name = Name, FamilyName = FamilyName, GivenName = GivenName, MiddleName = MiddleName,
        Registered = Registered != 0, Invited = Registered == 0 && Codes > 0,
        SeenAt = SeenAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
    };
}
