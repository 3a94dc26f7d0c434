using Sferum.Audit;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Operators;

/// <summary>
/// Acts of an operator on running processes, which no transaction of the database can hold: the note is committed first, and then the act is done. What fails
/// afterwards stands in the record all the same: it was ordered (docs/adr/0035).
/// </summary>
public interface IOperatorActs
{
    /// <summary>Writes into the deployment's record what is about to be done.</summary>
    /// <param name="caller">An operator; the right is looked up now.</param>
    /// <param name="operation">What right it needs.</param>
    /// <param name="note">What.</param>
    /// <param name="cancel">Cancels before the commit.</param>
    /// <returns>Null when it is written; a refusal when the caller may not.</returns>
    ValueTask<Refusal?> Order(Caller caller, Operation operation, AuditNote note, CancellationToken cancel);
}
