using Sferum.People;

namespace Sferum.Schools;

/// <summary>A guardian of a child.</summary>
/// <param name="Person">Who.</param>
/// <param name="Name">Display name.</param>
/// <param name="Since">Since when.</param>
public sealed record GuardianOfChild(PersonId Person, string Name, DateTimeOffset Since);

/// <summary>Guardians of a child, and that somebody is one no longer. A consent that the guardian gave stands until it is withdrawn.</summary>
public interface IGuardianEnds
{
    /// <summary>Guardians of a child, at most 50.</summary>
    /// <param name="caller">The school's administrator, or the class teacher of the child.</param>
    /// <param name="child">The child.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>By name; not found when the child is not the caller's, refused when the caller may not.</returns>
    ValueTask<Outcome<IReadOnlyList<GuardianOfChild>>> OfChild(Caller caller, PersonId child, CancellationToken cancel);

    /// <summary>Somebody is a child's guardian no longer: out of the chat that came with the child, and of the role at the school unless another child is there.</summary>
    /// <param name="caller">The guardian, the school's administrator, or the class teacher of the child.</param>
    /// <param name="guardian">Who is one no longer.</param>
    /// <param name="child">The child.</param>
    /// <param name="reason">Why, at most 500 characters; nobody but the guardian may leave it out.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>When it is committed; not found when it is no guardian of the child, or the child is not the caller's.</returns>
    ValueTask<Outcome<Enacted<Unit>>> End(Caller caller, PersonId guardian, PersonId child, string? reason, CancellationToken cancel);
}
