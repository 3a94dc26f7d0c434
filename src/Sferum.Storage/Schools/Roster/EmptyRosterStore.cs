using Sferum.People;

namespace Sferum.Schools;

/// <summary>Stands for a database that does not exist yet, so that a dry run does not have to make one.</summary>
internal sealed class EmptyRosterStore : IRosterStore
{
    public ValueTask<IReadOnlyList<StoredSchool>> Schools(IReadOnlyList<string> sourcedIds, CancellationToken cancel) => Nothing<StoredSchool>();

    public ValueTask<IReadOnlyList<StoredSchool>> SchoolsByNumber(IReadOnlyList<string> numbers, CancellationToken cancel) => Nothing<StoredSchool>();

    public ValueTask<IReadOnlyList<StoredSchool>> UnnamedSchools(CancellationToken cancel) => Nothing<StoredSchool>();

    public ValueTask<StoredSchool?> School(SchoolId id, CancellationToken cancel) => new((StoredSchool?)null);

    public ValueTask<IReadOnlyList<StoredPerson>> People(IReadOnlyList<string> sourcedIds, SchoolId? own, CancellationToken cancel) => Nothing<StoredPerson>();

    public ValueTask<IReadOnlyList<StoredPerson>> PeopleByPhone(IReadOnlyList<byte[]> phoneHashes, SchoolId? own, CancellationToken cancel) => Nothing<StoredPerson>();

    public ValueTask<StoredRoster> Roster(SchoolId school, CancellationToken cancel) => new(StoredRoster.Empty);

    public ValueTask<IReadOnlyList<StoredGuardianship>> Guardianships(IReadOnlyList<PersonId> students, CancellationToken cancel) => Nothing<StoredGuardianship>();

    public ValueTask<IReadOnlyList<StoredElsewhere>> Elsewhere(SchoolId school, IReadOnlyList<PersonId> people, CancellationToken cancel) => Nothing<StoredElsewhere>();

    public ValueTask<IReadOnlyList<PersonId>> Unregistered(IReadOnlyList<PersonId> people, DateTimeOffset? withoutCodeAt, CancellationToken cancel) => Nothing<PersonId>();

    public ValueTask<Refusal?> Apply(HeldAct act, RosterStep step, CancellationToken cancel) => throw new InvalidOperationException("There is nowhere to write to.");

    public ValueTask Release(HeldAct act, CancellationToken cancel) => throw new InvalidOperationException("There is nowhere to write to.");

    private static ValueTask<IReadOnlyList<T>> Nothing<T>() => new([]);
}
