using Sferum.Schools;

namespace Sferum.People;

/// <summary>A place a person may act in.</summary>
/// <param name="School">The school; null for the whole deployment.</param>
/// <param name="SchoolName">Its name; null for the whole deployment.</param>
/// <param name="Roles">Every role held there now.</param>
public sealed record Affiliation(SchoolId? School, string? SchoolName, Role Roles);

/// <summary>A person as sign-in needs one.</summary>
/// <param name="Id">The person.</param>
/// <param name="Name">Display name.</param>
/// <param name="Affiliations">Where the person may act now; empty for a newcomer.</param>
public sealed record Profile(PersonId Id, string Name, IReadOnlyList<Affiliation> Affiliations)
{
    /// <summary>Every role held anywhere.</summary>
    public Role Roles => Affiliations.Aggregate(Role.None, static (roles, a) => roles | a.Roles);

    /// <summary>The place a session acts in: the one it asks for, when the person still has it; otherwise the one of the highest standing.</summary>
    /// <param name="school">Where the session acted last.</param>
    /// <returns>The place; of a newcomer, nowhere with no role.</returns>
    public Affiliation PlaceOf(SchoolId? school) =>
        Affiliations.FirstOrDefault(a => a.School == school)
        ?? Affiliations.OrderBy(static a => Standing(a.Roles)).ThenBy(static a => a.SchoolName, StringComparer.Ordinal).FirstOrDefault()
        ?? new Affiliation(null, null, Role.None);

    /// <summary>Lower stands higher: roles are declared in order of standing, so the lowest bit decides.</summary>
    private static int Standing(Role roles) => roles == Role.None ? int.MaxValue : (int)roles & -(int)roles;
}
