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

        return CallerClaims.Read(context.User) is not { } caller ? Refusals.SignInNeeded
            : CallerClaims.NeedsFactor(context.User) && !PolicyTable.AllowsWithoutFactor(operation) ? Refusals.FactorNeeded
            : CallerClaims.MustAccept(context.User) && !PolicyTable.IsOpenBeforeAcceptance(operation) ? Refusals.RegulationAcceptanceNeeded
            : PolicyTable.IsInChat(operation) || PolicyTable.Allows(operation, caller.Roles) ? null
            : Refusals.Denied;
    }
}
