using Sferum.Audit;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>Acts that change one place of one person: the person is locked first, what has changed leaves a note, and what is so already is no act.</summary>
internal sealed class PlaceChanges(IDatabase database, Acts acts)
{
    /// <param name="caller">Who acts.</param>
    /// <param name="operation">By which right.</param>
    /// <param name="person">Whose place it is.</param>
    /// <param name="change">Changes it, and says what is to be noted: null when it is so already; or a refusal.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    public async ValueTask<Outcome<Enacted<Unit>>> Make(
        Caller caller, Operation operation, PersonId person, Func<Act, Places, Task<Outcome<AuditNote?>>> change, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, operation, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        await act.LockPeople([person], cancel);
        var changed = await change(act, new Places(act, database));
        if (changed.IsRefused(out refusal))
        {
            return refusal;
        }

        if (changed.Value is not { } note)
        {
            return new Enacted<Unit>(default, null);
        }

        act.Note(note);
        return await act.Commit(default(Unit), cancel);
    }
}
