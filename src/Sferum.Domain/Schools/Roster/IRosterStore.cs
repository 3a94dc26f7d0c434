using Sferum.Audit;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>Rosters in the database.</summary>
public interface IRosterStore
{
    /// <summary>How many things one call or one transaction takes.</summary>
    const int Chunk = 1_000;

    /// <summary>Schools by the ids that files know them by.</summary>
    ValueTask<IReadOnlyList<StoredSchool>> Schools(IReadOnlyList<string> sourcedIds, CancellationToken cancel);

    /// <summary>Schools that have one of these INNs or OGRNs on their card.</summary>
    ValueTask<IReadOnlyList<StoredSchool>> SchoolsByNumber(IReadOnlyList<string> numbers, CancellationToken cancel);

    /// <summary>Founded schools that no file has named yet; at most <see cref="Chunk"/>.</summary>
    ValueTask<IReadOnlyList<StoredSchool>> UnnamedSchools(CancellationToken cancel);

    /// <summary>A school.</summary>
    ValueTask<StoredSchool?> School(SchoolId id, CancellationToken cancel);

    /// <summary>People by the ids that files know them by.</summary>
    /// <param name="sourcedIds">The ids.</param>
    /// <param name="own">The school whose administrator imports: what the people are to it is told too. Null: it is not.</param>
    /// <param name="cancel">Cancels the read.</param>
    ValueTask<IReadOnlyList<StoredPerson>> People(IReadOnlyList<string> sourcedIds, SchoolId? own, CancellationToken cancel);

    /// <summary>People by their phones, see <see cref="Keys.IKeyRing.PhoneHash"/>.</summary>
    /// <param name="phoneHashes">The phones.</param>
    /// <param name="own">As for <see cref="People"/>; without it only what the owners are anywhere.</param>
    /// <param name="cancel">Cancels the read.</param>
    ValueTask<IReadOnlyList<StoredPerson>> PeopleByPhone(IReadOnlyList<byte[]> phoneHashes, SchoolId? own, CancellationToken cancel);

    /// <summary>What is stored of a school, without guardians.</summary>
    ValueTask<StoredRoster> Roster(SchoolId school, CancellationToken cancel);

    /// <summary>The guardians that these students have now.</summary>
    ValueTask<IReadOnlyList<StoredGuardianship>> Guardianships(IReadOnlyList<PersonId> students, CancellationToken cancel);

    /// <summary>Which of these people are students of a class at another school now.</summary>
    ValueTask<IReadOnlyList<StoredElsewhere>> Elsewhere(SchoolId school, IReadOnlyList<PersonId> people, CancellationToken cancel);

    /// <summary>Which of these people have no phone yet.</summary>
    /// <param name="people">At most <see cref="Chunk"/>.</param>
    /// <param name="withoutCodeAt">When given: only those without a code that can be used then.</param>
    /// <param name="cancel">Cancels the read.</param>
    ValueTask<IReadOnlyList<PersonId>> Unregistered(IReadOnlyList<PersonId> people, DateTimeOffset? withoutCodeAt, CancellationToken cancel);

    /// <summary>
    /// Writes one step of an import in one transaction, with the outbox row that tells the affected chats. The row of a school is held back while
    /// its import goes on: if the import dies, it is told all the same after <paramref name="act"/>'s hold.
    /// </summary>
    /// <param name="act">The act of the school's import; one for all its steps.</param>
    /// <param name="step">What to write.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Null when it is committed; otherwise why nothing was: see <see cref="RosterWhy.NamedMeanwhile"/>.</returns>
    ValueTask<Refusal?> Apply(HeldAct act, RosterStep step, CancellationToken cancel);

    /// <summary>The import of the school is through: its act is due now.</summary>
    ValueTask Release(HeldAct act, CancellationToken cancel);
}

/// <summary>The outbox row of a school's import while the import goes on. Only the store looks inside.</summary>
/// <param name="school">Whose.</param>
public sealed class HeldAct(SchoolId school)
{
    /// <summary>How long a row is held back after the last step.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(1);

    public SchoolId School => school;

    /// <summary>What the first step leaves for the record; null once it is written.</summary>
    public AuditNote? Note { get; set; }

    /// <summary>The row; null before the first step that affects a chat.</summary>
    public Guid? Id { get; set; }

    /// <summary>Until when it is held back, as it stands in the row: whoever changes that has taken it.</summary>
    public long DueAt { get; set; }
}
