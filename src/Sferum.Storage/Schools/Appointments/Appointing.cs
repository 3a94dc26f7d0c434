using Sferum.Audit;
using Sferum.Chats;
using Sferum.Keys;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>The steps that every appointment is made of, in the transaction of its act.</summary>
internal sealed class Appointing(Act act, SchoolId school, IKeyRing keys)
{
    private static readonly string StaffCodes = string.Join(", ", Role.Staff.CodesOf().Select(static c => $"'{c}'"));

    /// <summary>
    /// The person of an appointment: one who works at the school, or the one who has the named phone. Nobody has it yet: a person is made who signs in
    /// with that phone. A phone or a person of a student is refused.
    /// </summary>
    public async Task<Outcome<PersonId>> Find(Appointee appointee, CancellationToken cancel)
    {
        if (appointee.Person is { } person)
        {
            await act.LockPeople([person], cancel);
            var works = await act.Write.First<long?>(
                $"""
                SELECT 1 FROM affiliation a JOIN person p ON p.id = a.person_id AND p.erased_at IS NULL
                WHERE a.person_id = @person AND a.school_id = @school AND a.role IN ({StaffCodes}) AND a.ended_at IS NULL AND a.suspended_by IS NULL AND (a.until_at IS NULL OR a.until_at > @Now)
                """,
                new { person, school, act.Now },
                cancel);
            return works is null ? Refusals.NotFound : person;
        }

        return await NamedPeople.Find(act, keys, appointee.Named!, cancel);
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
            Lose(person, role);
        }

        return true;
    }

    /// <summary>Somebody has lost a role: noted. Their tokens are good no longer, see ADR 14.</summary>
    public void Lose(PersonId person, Role role) => act.Note(AuditNote.About("role.ended", person) with { Before = new { role = role.Code() } });

    /// <summary>The school's and the staff's chat follow.</summary>
    public async Task TellChats(CancellationToken cancel) => act.Tell(
        (await act.Write.Query<ChatId>("SELECT id FROM chat WHERE school_id = @school AND kind IN ('school', 'staff')", new { school }, cancel))
            .Select(static chat => new AffectedChat(chat, null)));

    private sealed record Ended
    {
        public PersonId Person { get; init; }

        public Guid? OrderId { get; init; }

        public long? UntilAt { get; init; }
    }
}
