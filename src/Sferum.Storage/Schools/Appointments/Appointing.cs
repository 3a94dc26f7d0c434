using Sferum.Audit;
using Sferum.Chats;
using Sferum.Keys;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>The steps that every appointment is made of, in the transaction of its act.</summary>
internal sealed class Appointing(Act act, SchoolId school, IKeyRing keys)
{
    private static readonly string StaffCodes = string.Join(", ", Role.Staff.CodesOf().Select(static c => $"'{c}'"));

    private readonly List<LostRole> _lost = [];

    /// <summary>Who has lost a role in this act.</summary>
    public IReadOnlyList<LostRole> Lost => _lost;

    /// <summary>
    /// The person of an appointment: one who works at the school, or the one who has the named phone. Nobody has it yet: a person is made who signs in
    /// with that phone. A phone or a person of a student is refused.
    /// </summary>
    public async Task<Outcome<PersonId>> Find(Appointee appointee, CancellationToken cancel)
    {
        if (appointee.Person is { } person)
        {
            var works = await act.Write.First<long?>(
                $"""
                SELECT 1 FROM affiliation a JOIN person p ON p.id = a.person_id AND p.erased_at IS NULL
                WHERE a.person_id = @person AND a.school_id = @school AND a.role IN ({StaffCodes}) AND a.ended_at IS NULL AND a.suspended_by IS NULL AND (a.until_at IS NULL OR a.until_at > @Now)
                """,
                new { person, school, act.Now },
                cancel);
            return works is null ? Refusals.NotFound : person;
        }

        var found = await ByPhone(appointee.Named!, cancel);
        var learns = await act.Write.First<long?>(
            "SELECT 1 FROM affiliation WHERE person_id = @found AND role = 'student' AND ended_at IS NULL", new { found }, cancel);
        return learns is null ? found : Refusals.AppointeeIsStudent;
    }

    /// <summary>Gives a role by an order; the constraints refuse a second holder.</summary>
    public async Task Give(PersonId person, Role role, Guid order, long? until, CancellationToken cancel)
    {
        await act.Write.Execute(
            """
            INSERT INTO affiliation (id, person_id, school_id, role, began_at, until_at, order_id) VALUES (@id, @person, @school, @role, @Now, @until, @order)
            """,
            new { id = Guid.CreateVersion7(), person, school, role = role.Code(), act.Now, until, order },
            cancel);
        act.Note(AuditNote.About("role.given", person) with { After = new { role = role.Code(), order, until } });
    }

    /// <summary>
    /// Ends whoever holds a role without an end of its own, and the successor's own deputyship: what is left is free for the successor.
    /// </summary>
    /// <returns>False when the successor holds it already.</returns>
    public async Task<bool> Vacate(Role role, PersonId successor, CancellationToken cancel)
    {
        var ended = (await act.Write.Query<Ended>(
            """
            UPDATE affiliation SET ended_at = @Now
            WHERE school_id = @school AND role = @role AND ended_at IS NULL AND (until_at IS NULL OR person_id = @successor)
            RETURNING person_id AS Person, order_id AS OrderId, until_at AS UntilAt
            """,
            new { act.Now, school, role = role.Code(), successor },
            cancel)).ToList();
        if (ended.Exists(e => e.Person == successor && e.OrderId is not null && e.UntilAt is null))
        {
            return false;
        }

        foreach (var person in ended.Select(static e => e.Person).Where(p => p != successor))
        {
            await Lose(person, role, cancel);
        }

        return true;
    }

    /// <summary>Somebody has lost a role: noted, and the sessions that act in the school end, because their tokens still say otherwise.</summary>
    public async Task Lose(PersonId person, Role role, CancellationToken cancel)
    {
        act.Note(AuditNote.About("role.ended", person) with { Before = new { role = role.Code() } });
        if (_lost.Exists(l => l.Person == person))
        {
            return;
        }

        var sessions = await act.Write.Query<SessionId>(
            "UPDATE session SET ended_at = @Now, end_reason = 'revoked' WHERE person_id = @person AND school_id = @school AND ended_at IS NULL RETURNING id",
            new { act.Now, person, school },
            cancel);
        _lost.Add(new LostRole(person, [.. sessions]));
    }

    /// <summary>The school's and the staff's chat follow.</summary>
    public async Task TellChats(CancellationToken cancel) => act.Tell(
        (await act.Write.Query<ChatId>("SELECT id FROM chat WHERE school_id = @school AND kind IN ('school', 'staff')", new { school }, cancel))
            .Select(static chat => new AffectedChat(chat, null)));

    private async Task<PersonId> ByPhone(NamedPerson named, CancellationToken cancel)
    {
        var phone = keys.PhoneHash(named.Phone);
        await act.Write.Execute(
            """
            INSERT INTO person (id, given_name, family_name, middle_name, display_name, phone_hash, phone_sealed, created_at)
            VALUES (@id, @GivenName, @FamilyName, @MiddleName, @DisplayName, @phone, @Sealed, @Now) ON CONFLICT (phone_hash) DO NOTHING
            """,
            new { id = PersonId.New(), named.GivenName, named.FamilyName, named.MiddleName, named.DisplayName, phone, Sealed = keys.Encrypt(named.Phone), act.Now },
            cancel);
        var person = await act.Write.First<PersonId>("SELECT id FROM person WHERE phone_hash = @phone", new { phone }, cancel);

        // Somebody who signed in before being named has no name yet.
        await act.Write.Execute(
            """
            UPDATE person SET given_name = @GivenName, family_name = @FamilyName, middle_name = @MiddleName, display_name = @DisplayName
            WHERE id = @person AND given_name = '' AND family_name = '' AND NOT EXISTS (SELECT 1 FROM affiliation WHERE person_id = @person)
            """,
            new { named.GivenName, named.FamilyName, named.MiddleName, named.DisplayName, person },
            cancel);
        return person;
    }

    private sealed record Ended
    {
        public PersonId Person { get; init; }

        public Guid? OrderId { get; init; }

        public long? UntilAt { get; init; }
    }
}
