using Sferum.Audit;
using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;

namespace Sferum.Operators;

internal sealed class OperatorActs(Acts acts) : IOperatorActs
{
    public async ValueTask<Refusal?> Order(Caller caller, Operation operation, AuditNote note, CancellationToken cancel)
    {
        var begun = await acts.Begin(caller, operation, cancel);
        if (begun.IsRefused(out var refusal))
        {
            return refusal;
        }

        await using var act = begun.Value;
        act.Note(note);
        await act.Commit(note.Act, cancel);
        return null;
    }
}
