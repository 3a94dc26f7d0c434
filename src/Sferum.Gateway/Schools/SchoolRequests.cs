using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>What requests about the school in which the session acts have in common.</summary>
internal static class SchoolRequests
{
    /// <summary>A read: nothing is there for whoever acts in no school.</summary>
    public static async Task<IResult> Read<T>(this HttpContext context, Func<SchoolId, ValueTask<T>> read) =>
        CallerClaims.Read(context.User) is not { } caller ? context.Refuse(Refusals.SignInNeeded)
        : caller.School is { } school ? TypedResults.Ok(await read(school))
        : context.Refuse(Refusals.NotFound);

    /// <summary>An act: its chats are in step before the answer.</summary>
    public static async Task<IResult> Act<T, TDto>(
        this HttpContext context, ActTeller teller, Func<Caller, ValueTask<Outcome<Enacted<T>>>> act, Func<T, TDto> dto)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var done = await teller.Tell(await act(caller));
        return done.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(dto(done.Value));
    }

    public static RouteHandlerBuilder ForReaders<TDto>(this RouteHandlerBuilder endpoint, string summary) =>
        endpoint.WithMetadata(new OperationAttribute(Operation.SeeSchool)).WithSummary(summary).Produces<TDto>().ProducesProblem(StatusCodes.Status403Forbidden);

    public static RouteHandlerBuilder ForManagers<TDto>(this RouteHandlerBuilder endpoint, string summary) =>
        endpoint.WithMetadata(new OperationAttribute(Operation.ManageSchool)).WithSummary(summary).Produces<TDto>().ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
}
