using Sferum.Audit;
using Sferum.Keys;
using Sferum.People;
using Sferum.Policy;
using Sferum.Storage;

namespace Sferum.Schools;

/// <summary>
/// Begins acts: what somebody with a right does to a school. The right is looked up in the act's own transaction and not in the caller's token, which
/// may be ten minutes old.
/// </summary>
internal sealed class Acts(IDatabase database, IKeyRing keys, TimeProvider time)
{
    private readonly AuditWriter _audit = new(keys);

    /// <summary>Begins an act in the place where the caller acts.</summary>
    /// <param name="caller">Who acts.</param>
    /// <param name="operation">What; a row of the policy table that is decided outside chats.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The act, to be disposed; or a refusal.</returns>
    public ValueTask<Outcome<Act>> Begin(Caller caller, Operation operation, CancellationToken cancel) => BeginOn(caller, operation, caller.School, cancel);

    /// <summary>
    /// Begins an act on a school by somebody who may act there or in the whole deployment: an operator takes a school on, a district officer confirms its
    /// director. The right is that of the place where the caller acts, the record is the school's.
    /// </summary>
    /// <param name="caller">Who acts.</param>
    /// <param name="operation">What; a row of the policy table that is decided outside chats.</param>
    /// <param name="school">Whose record it goes into; null for the deployment's.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The act, to be disposed; not found when the caller acts in another school, or a refusal.</returns>
    public async ValueTask<Outcome<Act>> BeginOn(Caller caller, Operation operation, SchoolId? school, CancellationToken cancel)
    {
        if (caller.School is { } place && place != school)
        {
            return Refusals.NotFound;
        }

        var act = await BeginFor(caller.Person, school, cancel);
        try
        {
            act.Held = await act.RolesIn(caller.School, caller.Person, cancel);
            if (PolicyTable.Allows(operation, act.Held))
            {
                return act;
            }
        }
        catch
        {
            await act.DisposeAsync();
            throw;
        }

        await act.DisposeAsync();
        return Refusals.Denied;
    }

    /// <summary>Begins an act that needs no role: whoever calls this has decided who may do it.</summary>
    /// <param name="actor">Who acts; the zero id for the system itself.</param>
    /// <param name="school">Whose record it goes into; null for the deployment's.</param>
    /// <param name="cancel">Cancels.</param>
    /// <returns>The act, to be disposed.</returns>
    public async ValueTask<Act> BeginFor(PersonId actor, SchoolId? school, CancellationToken cancel) =>
        new(database, await database.Write(cancel), _audit, actor, school, time.GetUtcNow());
}
