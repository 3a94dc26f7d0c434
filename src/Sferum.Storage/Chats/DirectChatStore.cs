using System.Data.Common;
using Sferum.Audit;
using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

internal sealed class DirectChatStore(Acts acts) : IDirectChats
{
    private const int Tries = 5;

    public async ValueTask<Outcome<Enacted<ChatId>>> Open(Caller caller, PersonId with, CancellationToken cancel)
    {
        if (caller.School is null)
        {
            return Refusals.NotFound;
        }

        for (var i = 0; ; i++)
        {
            try
            {
                return await Once(caller, with, cancel);
            }
            catch (DbException taken) when (taken.IsTaken() && i < Tries)
            {
                // The other one has opened it in between: now it is found.
            }
        }
    }

    private async Task<Outcome<Enacted<ChatId>>> Once(Caller caller, PersonId with, CancellationToken cancel)
    {
        await using var act = await acts.BeginFor(caller.Person, caller.School, cancel);
        var people = new SchoolPeople(act);
        var from = await people.Party(caller.Person, cancel);
        if (!PolicyTable.Allows(Operation.OpenDirectChat, from.Roles))
        {
            return Refusals.Denied;
        }

        var to = await people.Party(with, cancel);
        var verdict = DirectChats.Decide(from, to);
        if (verdict == DirectVerdict.Never)
        {
            return Refusals.NotFound;
        }

        IReadOnlyList<PersonId> supervisors = verdict == DirectVerdict.Free ? [] : await Supervisors(people, from, to, cancel);
        if (verdict == DirectVerdict.Supervised && supervisors.Count == 0)
        {
            return Refusals.NoSupervisor;
        }

        return await Write(act, from, to, supervisors, cancel);
    }

    private static async Task<IReadOnlyList<PersonId>> Supervisors(SchoolPeople people, DirectParty from, DirectParty to, CancellationToken cancel)
    {
        var classes = DirectChats.SupervisedBy(from, to);
        return DirectChats.Supervisors(classes, await people.ClassTeachers(classes, cancel), await people.Heads(cancel), from.Person, to.Person);
    }

    private static async Task<Outcome<Enacted<ChatId>>> Write(Act act, DirectParty from, DirectParty to, IReadOnlyList<PersonId> supervisors, CancellationToken cancel)
    {
        var (first, second) = Pair(from.Person, to.Person);
        var supervised = supervisors.Count > 0 ? 1 : 0;
        var found = await act.Write.First<ChatId?>(
            "SELECT id FROM chat WHERE school_id = @School AND first_id = @first AND second_id = @second", new { act.School, first, second }, cancel);
        var id = found ?? ChatId.New();
        if (found is null)
        {
            await act.Write.Execute(
                """
                INSERT INTO chat (id, school_id, kind, title, template, supervised, first_id, second_id, created_at)
                SELECT @id, @School, 'direct', a.display_name || ' · ' || b.display_name, 'direct', @supervised, @first, @second, @Now
                FROM person a, person b WHERE a.id = @from AND b.id = @to
                """,
                new { id, act.School, supervised, first, second, act.Now, from = from.Person, to = to.Person },
                cancel);
        }

        var changed = found is null;
        foreach (var party in new[] { from, to })
        {
            changed |= await ChatPlaces.Take(act.Write, id, party.Person, Gathering.InChat(party.Roles, leads: false), supervises: false, act.Now, cancel);
        }

        changed |= await Supervise(act, id, supervisors, cancel);
        if (!changed)
        {
            return new Enacted<ChatId>(id, null);
        }

        await act.Write.Execute("UPDATE chat SET supervised = @supervised WHERE id = @id", new { id, supervised }, cancel);
        act.Note(new AuditNote(found is null ? "chat.direct_opened" : "chat.direct_changed", "chat", id.Value)
        {
            After = new { With = to.Person.Value, Supervisors = supervisors.Select(static s => s.Value) },
        });
        act.Tell([new AffectedChat(id, null)]);
        return await act.Commit(id, cancel);
    }

    /// <summary>Brings in today's supervisors, and lets those go who are none any more.</summary>
    private static async Task<bool> Supervise(Act act, ChatId chat, IReadOnlyList<PersonId> supervisors, CancellationToken cancel)
    {
        var before = (await act.Write.Query<PersonId>("SELECT person_id FROM chat_place WHERE chat_id = @chat AND supervises = 1", new { chat }, cancel)).ToList();
        foreach (var gone in before.Except(supervisors))
        {
            await act.Write.Execute("DELETE FROM chat_place WHERE chat_id = @chat AND person_id = @gone AND supervises = 1", new { chat, gone }, cancel);
        }

        var changed = before.Except(supervisors).Any();
        var known = await new SchoolPeople(act).Candidates(supervisors, cancel);
        foreach (var person in supervisors.Except(before))
        {
            var roles = known.GetValueOrDefault(person)?.Roles ?? Role.ClassTeacher;
            changed |= await ChatPlaces.Take(act.Write, chat, person, Gathering.InChat(roles, leads: true), supervises: true, act.Now, cancel);
        }

        return changed;
    }

    /// <summary>The same pair, whoever begins.</summary>
    private static (PersonId First, PersonId Second) Pair(PersonId one, PersonId other) =>
        string.CompareOrdinal(one.ToString(), other.ToString()) < 0 ? (one, other) : (other, one);
}
