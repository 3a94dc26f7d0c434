namespace Sferum.Schools;

/// <summary>
/// Whom an import may take for a person of the file, and whom it may change. The operator's import knows everybody. An administrator's knows the people of
/// the own school and nobody's; who belongs to other schools too is found, but not changed: otherwise a file could rename a stranger, or give the stranger's
/// account to a phone of one's own.
/// </summary>
/// <param name="ownOnly">Whether an administrator imports.</param>
internal readonly struct PeopleRules(bool ownOnly)
{
    /// <summary>Whether the owner of a phone is the person of the file. A child and an adult never share an account, and whom files know has an id.</summary>
    public bool FindsByPhone(StoredPerson owner, bool student) =>
        (owner.Standing & (student ? PersonStanding.Adult : PersonStanding.Student)) == 0 && (owner.SourcedId is null || (ownOnly && !MayChange(owner)));

    /// <summary>Why somebody can't be taken into the school.</summary>
    /// <param name="stored">Who.</param>
    /// <param name="byId">Whether the file's id says so, and no phone.</param>
    /// <param name="student">Whether the file has a student.</param>
    /// <returns>Null when nothing is in the way.</returns>
    public string? Refuse(StoredPerson stored, bool byId, bool student) =>
        (stored.Standing & (student ? PersonStanding.StaysAdult : PersonStanding.StaysStudent)) != 0 ? RosterWhy.RoleConflict
        : !ownOnly ? null
        : byId && (stored.Standing & (PersonStanding.Here | PersonStanding.OnceElsewhere)) == PersonStanding.OnceElsewhere ? RosterWhy.PersonElsewhere
        : student && (stored.Standing & PersonStanding.LearnsElsewhere) != 0 ? RosterWhy.LearnsElsewhere
        : null;

    public bool MayChange(StoredPerson stored) =>
        !ownOnly || ((stored.Standing & PersonStanding.Elsewhere) == 0
            && (stored.Standing & (PersonStanding.Here | PersonStanding.OnceElsewhere)) != PersonStanding.OnceElsewhere);

    /// <summary>Whether the school has never heard of somebody.</summary>
    public bool IsStranger(StoredPerson stored) => ownOnly && (stored.Standing & PersonStanding.Here) == 0;
}
