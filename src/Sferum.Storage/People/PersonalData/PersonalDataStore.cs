using Sferum.Audit;
using Sferum.Chats;
using Sferum.Keys;
using Sferum.Policy;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.People;

internal sealed class PersonalDataStore(IDatabase database, Acts acts, IKeyRing keys) : IPersonalData
{
    private const int MaxReason = 500;

    public async ValueTask<Outcome<IPersonExport>> ExportOwn(Caller caller, CancellationToken cancel)
    {
        await using var act = await acts.BeginFor(caller.Person, caller.School, cancel);
        act.Note(AuditNote.About("person.exported_own", caller.Person));
        await act.Commit(default(Unit), cancel);
        return new PersonExport(database, keys, caller.Person, school: null);
    }

    public async ValueTask<Outcome<IPersonExport>> Export(Caller caller, PersonId person, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, Operation.ExportPerson, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        if (act.School is not { } school || !await IsOfSchool(act, person, cancel))
        {
            return Refusals.NotFound;
        }

        act.Note(AuditNote.About("person.exported", person));
        await act.Commit(default(Unit), cancel);
        return new PersonExport(database, keys, person, school);
    }

    public async ValueTask<Outcome<Enacted<ErasedPerson>>> Erase(Caller caller, PersonId person, string reason, CancellationToken cancel)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > MaxReason || reason.Contains('\0', StringComparison.Ordinal))
        {
            return Refusals.FieldInvalid("reason");
        }

        var begun = await acts.Begin(caller, Operation.ErasePerson, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        await LockNaming(act, person, cancel);
        if (act.School is not { } school || !await IsOfSchool(act, person, cancel))
        {
            return Refusals.NotFound;
        }

        if (person == caller.Person)
        {
            return Refusals.ErasureOfOneself;
        }

        if ((await act.RolesOf(person, cancel) & (Role.SchoolAdmin | Role.Director)) != 0)
        {
            return Refusals.ErasureInOffice;
        }

        var rows = new ErasureRows(act, school, person);
        var whole = !await rows.HasPlaceElsewhere(cancel);
        act.Tell(await ChatsOf.Person(act.Write, person, whole ? null : school, cancel));
        act.Tell(await AffectedChats.OfGuardians(act.Write, school, person, cancel));
        await rows.EndPlaces(whole, cancel);
        var sessions = await rows.EndSessions(whole, cancel);
        if (whole)
        {
            await rows.Forget(cancel);
        }

        await rows.Begin(whole, caller.Person, cancel);

        // About nobody, as far as its seal goes: it has to stay readable.
        act.Note(new AuditNote("person.erased", "person", person.Value) { Reason = reason.Trim() });
        return await act.Commit(new ErasedPerson(person, sessions), cancel);
    }

    /// <summary>
    /// What an erasure changes of the rows that name somebody, before the person: those who decide a request or show a personal code lock that row, and then people.
    /// </summary>
    private static async Task LockNaming(Act act, PersonId person, CancellationToken cancel)
    {
        foreach (var naming in new[] { "join_request WHERE person_id", "claim WHERE person_id" })
        {
            await act.Write.Query<long>($"SELECT 1 FROM {naming} = @person {act.ForUpdate()}", new { person }, cancel);
        }
    }

    /// <summary>Whether somebody has, or had, a place in the school of the act. The row is locked: of two erasures at once one comes after the other.</summary>
    private async Task<bool> IsOfSchool(Act act, PersonId person, CancellationToken cancel) => await act.Write.First<Guid?>(
        $"""
        SELECT id FROM person WHERE id = @person AND erased_at IS NULL AND EXISTS (SELECT 1 FROM affiliation WHERE person_id = @person AND school_id = @School)
        {(database.Dialect == Dialect.PostgreSql ? "FOR UPDATE" : "")}
        """,
        new { person, act.School },
        cancel) is not null;
}
