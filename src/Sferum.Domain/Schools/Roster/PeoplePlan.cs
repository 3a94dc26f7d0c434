using Sferum.People;

namespace Sferum.Schools;

/// <summary>Which stored people the people of a file are, who is new, and what changes about the others.</summary>
public sealed class PeoplePlan
{
    private readonly Roster _roster;
    private readonly RosterProblems _problems;
    private readonly PeopleRules _rules;
    private readonly State[] _states;
    private readonly bool[] _students;
    private readonly bool[] _keepsPhone;
    private readonly bool[] _strangers;
    private readonly Dictionary<PersonId, int> _places = [];

    /// <summary>Begins with nobody known.</summary>
    /// <param name="roster">The file.</param>
    /// <param name="problems">Where people and phones go that cannot be taken.</param>
    /// <param name="ownOnly">Whether a school's administrator imports: then people who belong to other schools too are not changed.</param>
    public PeoplePlan(Roster roster, RosterProblems problems, bool ownOnly = false)
    {
        (_roster, _problems, _rules) = (roster, problems, new PeopleRules(ownOnly));
        _states = new State[roster.People.Count];
        _students = new bool[roster.People.Count];
        _keepsPhone = new bool[roster.People.Count];
        _strangers = new bool[roster.People.Count];
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
        LeftOut,
    }

    /// <summary>By person of the file.</summary>
    public PersonId[] Ids { get; }

    /// <summary>By person of the file: the school that makes the person; -1 for who belongs nowhere and is not made.</summary>
    public int[] FirstSchool { get; }

    public bool IsNew(int person) => _states[person] == State.New;

    /// <summary>Whether nothing of what the file says about somebody is taken.</summary>
    public bool IsLeftOut(int person) => _states[person] == State.LeftOut;

    /// <summary>How many people are new to a school, and how many change. Whether others know them already makes no difference to an administrator.</summary>
    public RosterCount CountOf(int school)
    {
        int made = 0, changed = 0;
        for (var i = 0; i < _states.Length; i++)
        {
            if (FirstSchool[i] == school)
            {
                var isNew = _strangers[i] || _states[i] == State.New;
                made += isNew ? 1 : 0;
                changed += !isNew && _states[i] == State.Changed ? 1 : 0;
            }
        }

        return new RosterCount(made, changed, 0);
    }

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
            Compare(
                people[i],
                hashes[i],
                known.GetValueOrDefault(_roster.People[people[i]].SourcedId),
                hashes[i] is { } hash ? owners.GetValueOrDefault(Convert.ToHexString(hash)) : null);
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

    private void Compare(int person, byte[]? hash, StoredPerson? byId, StoredPerson? owner)
    {
        // Somebody who came by a link before any file: the phone says who it is.
        var stored = byId ?? (owner is not null && _rules.FindsByPhone(owner, _students[person]) ? owner : null);
        if (stored is not null && (_places.ContainsKey(stored.Id) ? RosterWhy.PersonTwice : _rules.Refuse(stored, byId is not null, _students[person])) is { } why)
        {
            _states[person] = State.LeftOut;
            Wrong(person, "sourcedId", why);
            return;
        }

        Ids[person] = stored?.Id ?? PersonId.New();
        _keepsPhone[person] = TakesPhone(person, hash, stored, owner);
        if (stored is null)
        {
            _states[person] = State.New;
            return;
        }

        _places[stored.Id] = person;
        if (stored.BirthDate is { } birth && _roster.People[person].BirthDate is { } said && said != birth)
        {
            _problems.Note(RosterWhy.NoteBirthDateKept);
        }

        _strangers[person] = _rules.IsStranger(stored);
        _states[person] = _rules.MayChange(stored) && Differs(person, stored) ? State.Changed : State.Same;
    }

    private bool TakesPhone(int person, byte[]? hash, StoredPerson? stored, StoredPerson? owner)
    {
        if (hash is null)
        {
            return false;
        }

        if (owner is not null && owner.Id != stored?.Id)
        {
            Wrong(person, "phone", RosterWhy.PhoneTaken);
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

    private void Wrong(int person, string column, string why) => _problems.Add(new RosterProblem(RosterFile.Users.FileName, _roster.People[person].Line, column, why));
}
