using Microsoft.AspNetCore.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Http;

/// <summary>Stands before every endpoint: one that names no operation, or one that the policy table does not open to the caller, is denied.</summary>
internal sealed class EndpointGuard(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint)
        {
            return next(context);
        }

        var refusal = endpoint.Metadata.GetMetadata<OperationAttribute>()?.Operation is { } operation && PolicyTable.Knows(operation)
            ? Refuse(context, operation)
            : Refusals.Denied;
        return refusal is null ? next(context) : context.Refuse(refusal).ExecuteAsync(context);
    }

    private static Refusal? Refuse(HttpContext context, Operation operation)
    {
        if (PolicyTable.AllowsAnonymous(operation))
        {
            return null;
        }

        return CallerClaims.Says(context.User) is not { } token ? Refusals.SignInNeeded
            : token.NeedsFactor && !PolicyTable.AllowsWithoutFactor(operation) ? Refusals.FactorNeeded
            : token.MustAccept && !PolicyTable.IsOpenBeforeAcceptance(operation) ? Refusals.RegulationAcceptanceNeeded
            : PolicyTable.IsInChat(operation) || PolicyTable.Allows(operation, token.Caller.Roles) ? null
            : Refusals.Denied;
    }
}
