using Sferum.People;

namespace Sferum.Schools;

/// <summary>Which stored people the people of a file are, who is new, and what changes about the others.</summary>
public sealed class PeoplePlan
{
    private readonly Roster _roster;
    private readonly RosterProblems _problems;
    private readonly State[] _states;
    private readonly bool[] _students;
    private readonly bool[] _keepsPhone;
    private readonly Dictionary<PersonId, int> _places = [];

    /// <summary>Begins with nobody known.</summary>
    /// <param name="roster">The file.</param>
    /// <param name="problems">Where phones go that cannot be taken.</param>
    public PeoplePlan(Roster roster, RosterProblems problems)
    {
        (_roster, _problems) = (roster, problems);
        _states = new State[roster.People.Count];
        _students = new bool[roster.People.Count];
        _keepsPhone = new bool[roster.People.Count];
        Ids = new PersonId[roster.People.Count];
        FirstSchool = new int[roster.People.Count];
        Array.Fill(FirstSchool, -1);

        // Affiliations come by school: the first one seen is the first school, where the import makes the person.
        foreach (var (person, school, role) in roster.Affiliations)
        {
            _students[person] |= role == Role.Student;
            if (FirstSchool[person] < 0)
            {
                FirstSchool[person] = school;
            }
        }
    }

    private enum State : byte
    {
        Unknown,
        Same,
        New,
        Changed,
    }

    /// <summary>By person of the file.</summary>
    public PersonId[] Ids { get; }

    /// <summary>By person of the file: the school that makes the person; -1 for who belongs nowhere and is not made.</summary>
    public int[] FirstSchool { get; }

    public bool IsNew(int person) => _states[person] == State.New;

    /// <summary>The place in the file of a stored person who belongs somewhere by it; -1 for all others.</summary>
    public int PlaceOf(PersonId person) => _places.TryGetValue(person, out var place) ? place : -1;

    /// <summary>Compares some people of the file with what is stored.</summary>
    /// <param name="people">Who.</param>
    /// <param name="hashes">Hashes of their phones, in the same order; null without a phone.</param>
    /// <param name="bySourcedId">Stored people with the same ids.</param>
    /// <param name="byPhone">Stored people with the same phones.</param>
    public void Compare(IReadOnlyList<int> people, IReadOnlyList<byte[]?> hashes, IReadOnlyList<StoredPerson> bySourcedId, IReadOnlyList<StoredPerson> byPhone)
    {
        var known = bySourcedId.ToDictionary(static p => p.SourcedId!, StringComparer.Ordinal);
        var owners = byPhone.ToDictionary(static p => Convert.ToHexString(p.PhoneHash!), StringComparer.Ordinal);
        for (var i = 0; i < people.Count; i++)
        {
            var person = people[i];
            var stored = known.GetValueOrDefault(_roster.People[person].SourcedId);
            var owner = hashes[i] is { } hash ? owners.GetValueOrDefault(Convert.ToHexString(hash)) : null;
            if (stored is null && owner is { SourcedId: null })
            {
                stored = owner; // came by a link before any file: the phone says who it is
            }

            _keepsPhone[person] = TakesPhone(person, hashes[i], stored, owner);
            if (stored?.BirthDate is { } birth && _roster.People[person].BirthDate is { } said && said != birth)
            {
                _problems.Note(RosterWhy.NoteBirthDateKept);
            }

            Ids[person] = stored?.Id ?? PersonId.New();
            if (stored is not null)
            {
                _places[stored.Id] = person;
            }

            _states[person] = stored is null ? State.New : Differs(person, stored) ? State.Changed : State.Same;
        }
    }

    /// <summary>The rows of those whom a school makes or changes.</summary>
    /// <param name="school">The school.</param>
    /// <returns>New people and changed people.</returns>
    public IEnumerable<PersonRow> RowsOf(int school)
    {
        for (var i = 0; i < _states.Length; i++)
        {
            if (FirstSchool[i] == school && _states[i] is (State.New or State.Changed))
            {
                var person = _keepsPhone[i] ? _roster.People[i] : _roster.People[i] with { Phone = null };
                yield return new PersonRow(Ids[i], person, person.DisplayName(_students[i]), _students[i], _states[i] == State.New);
            }
        }
    }

    private bool TakesPhone(int person, byte[]? hash, StoredPerson? stored, StoredPerson? owner)
    {
        if (hash is null)
        {
            return false;
        }

        if (owner is not null && owner.Id != stored?.Id)
        {
            _problems.Add(new RosterProblem(RosterFile.Users.FileName, _roster.People[person].Line, "phone", RosterWhy.PhoneTaken));
            return false;
        }

        if (stored?.PhoneHash is { } old && !old.AsSpan().SequenceEqual(hash))
        {
            // A slip in a file must not hand somebody's account to another phone.
            _problems.Note(RosterWhy.NotePhoneKept);
            return false;
        }

        return true;
    }

    private bool Differs(int person, StoredPerson stored)
    {
        var p = _roster.People[person];
        return stored.SourcedId is null
            || (_keepsPhone[person] && stored.PhoneHash is null)
            || (p.BirthDate is not null && stored.BirthDate is null)
            || p.GivenName != stored.GivenName || p.FamilyName != stored.FamilyName || p.MiddleName != stored.MiddleName
            || p.DisplayName(_students[person]) != stored.DisplayName;
    }
}
