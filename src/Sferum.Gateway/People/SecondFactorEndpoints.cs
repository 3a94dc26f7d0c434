using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.Policy;

namespace Sferum.People;

/// <summary>One's own second factor, and the second step of sign-in.</summary>
internal static class SecondFactorEndpoints
{
    public static void MapSecondFactor(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/sign-in/second", SignIn).AllowAnonymous().RequireRateLimiting(PeopleEndpoints.Limiter).WithTags("People")
            .WithMetadata(new OperationAttribute(Operation.Public), new BodyLimit(PeopleEndpoints.MaxBody))
            .Produces<SignedIn>().ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithSummary("The second step of sign-in, with the ticket of the first and a code of the second factor.");

        var own = routes.MapGroup("/api/second-factor").RequireAuthorization().WithTags("People")
            .WithMetadata(new OperationAttribute(Operation.OwnSecondFactor), new BodyLimit(PeopleEndpoints.MaxBody))
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        own.MapGet("", Read).Produces<FactorState>().WithSummary("Whether one has a second factor.");
        own.MapPost("", Offer).Produces<FactorOffer>().WithSummary("A second factor to be taken, as an address and a QR picture; in force after a code.");
        own.MapPost("/confirm", Confirm).Produces<FactorConfirmed>().WithSummary("Shows a code: puts the offered factor into force, or shows this session's.");
        own.MapPost("/remove", Remove).Produces<Done>().WithSummary("Removes the second factor, with a code of it.");
    }

    private static async Task<IResult> SignIn([FromBody] SecondSignInRequest request, SecondSignIn second, HttpContext context) =>
        context.AnswerSecret(await second.SignIn(request, context.RequestAborted));

    private static async Task<IResult> Read(SecondFactorDesk desk, HttpContext context) =>
        CallerClaims.Read(context.User) is { } caller ? TypedResults.Ok(await desk.Read(caller, context.RequestAborted)) : context.Refuse(Refusals.SignInNeeded);

    private static async Task<IResult> Offer(SecondFactorDesk desk, HttpContext context) => CallerClaims.Read(context.User) is { } caller
        ? context.AnswerSecret(await desk.Offer(caller, context.RequestAborted))
        : context.Refuse(Refusals.SignInNeeded);

    private static async Task<IResult> Confirm([FromBody] FactorCode code, SecondFactorDesk desk, HttpContext context) => CallerClaims.Read(context.User) is { } caller
        ? context.AnswerSecret(await desk.Confirm(caller, code, context.RequestAborted))
        : context.Refuse(Refusals.SignInNeeded);

    private static async Task<IResult> Remove([FromBody] FactorCode code, SecondFactorDesk desk, HttpContext context) => CallerClaims.Read(context.User) is { } caller
        ? context.Answer(await desk.Remove(caller, code, context.RequestAborted))
        : context.Refuse(Refusals.SignInNeeded);
}
