using Sferum.Schools;

namespace Sferum.People;

/// <summary>Who people are and where they belong.</summary>
public interface IPeople
{
    /// <summary>A person with the roles held now, over all schools. One query.</summary>
    /// <param name="person">The person.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The person, or null when there is none, or no longer.</returns>
    ValueTask<Profile?> Find(PersonId person, CancellationToken cancel);

    /// <summary>The person with this phone.</summary>
    /// <param name="phoneHash">See <see cref="Keys.IKeyRing.PhoneHash"/>.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>The person, or null.</returns>
    ValueTask<PersonId?> ByPhone(byte[] phoneHash, CancellationToken cancel);

    /// <summary>Display names. Unknown people are left out.</summary>
    /// <param name="people">At most 1,000.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>Names by person.</returns>
    ValueTask<IReadOnlyDictionary<PersonId, string>> Names(IReadOnlyList<PersonId> people, CancellationToken cancel);

    /// <summary>A few people of each role, for the page where a visitor of the demonstration chooses whom to be.</summary>
    /// <param name="perRole">How many of each.</param>
    /// <param name="cancel">Cancels the read.</param>
    /// <returns>In order of standing, then by school and name.</returns>
    ValueTask<IReadOnlyList<PersonExample>> Examples(int perRole, CancellationToken cancel);
}

/// <summary>Somebody a visitor of the demonstration may be.</summary>
/// <param name="Person">The person.</param>
/// <param name="Name">Display name.</param>
/// <param name="Role">The role.</param>
/// <param name="School">The school; null for the whole deployment.</param>
/// <param name="SchoolName">Its name.</param>
/// <param name="ClassTitle">The class, for students and class teachers.</param>
public sealed record PersonExample(PersonId Person, string Name, Role Role, SchoolId? School, string? SchoolName, string? ClassTitle);
