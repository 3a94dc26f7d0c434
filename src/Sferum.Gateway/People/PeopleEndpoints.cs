using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.Policy;

namespace Sferum.People;

/// <summary>Sign-in, one's own sessions, and the demonstration's way in.</summary>
internal static class PeopleEndpoints
{
    public const string Limiter = "sign-in";
    public const int MaxBody = 4 * 1024;

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/api").AllowAnonymous().WithTags("People")
            .WithMetadata(new OperationAttribute(Operation.Public), new BodyLimit(MaxBody))
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        open.MapPost("/sign-in/code", Ask).RequireRateLimiting(Limiter).Produces<CodeSent>().WithSummary("Sends a one-time code to a phone.");
        open.MapPost("/sign-in/confirm", Confirm).RequireRateLimiting(Limiter).Produces<SignedIn>().WithSummary("Signs in with the code, and with a claim if there is one.");

        // Not under that limit: after an outage a whole school refreshes at once, from one address, and an invented token costs two hashes.
        open.MapPost("/sign-in/refresh", Refresh).Produces<SignedIn>().ProducesProblem(StatusCodes.Status401Unauthorized)
            .WithSummary("Exchanges a refresh token for the next pair of tokens.");
        open.MapPost("/demo/sign-in", BecomeSomebody).Produces<SignedIn>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Demonstration only: become one of the listed people.");
        open.MapGet("/demo/people", Somebodies).Produces<DemoPeople>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Demonstration only: whom a visitor may be.");

        var own = routes.MapGroup("/api").RequireAuthorization().WithTags("People")
            .WithMetadata(new OperationAttribute(Operation.OwnSession), new BodyLimit(MaxBody))
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        own.MapPost("/sign-out", SignOut).Produces<Done>().WithSummary("Ends this session.");
        own.MapGet("/me", Me).Produces<Me>().WithSummary("Who is signed in, and where they may act.");
        own.MapGet("/sessions", Sessions).Produces<SessionList>().WithSummary("One's own live sessions.");
        own.MapPost("/sessions/end-all", EndAll).Produces<Done>().WithSummary("Ends all of one's own sessions, or all but this one.");
        own.MapDelete("/sessions/{id:guid}", End).Produces<Done>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Ends one of one's own sessions.");
        routes.MapSecondFactor();
    }

    private static async Task<IResult> Ask([FromBody] CodeRequest request, CodeSignIn signIn, HttpContext context) =>
        context.Answer(await signIn.Ask(request, Address(context), Language.Of(context).Code, context.RequestAborted));

    private static async Task<IResult> Confirm([FromBody] ConfirmRequest request, CodeSignIn signIn, HttpContext context) =>
        context.AnswerSecret(await signIn.Confirm(request, Language.Of(context).Code, context.RequestAborted));

    private static async Task<IResult> Refresh([FromBody] RefreshRequest request, SessionDesk desk, HttpContext context) =>
        context.AnswerSecret(await desk.Refresh(request, context.RequestAborted));

    private static async Task<IResult> BecomeSomebody([FromBody] DemoSignInRequest request, DemoSignIn demo, HttpContext context) =>
        context.AnswerSecret(await demo.SignIn(request, context.RequestAborted));

    private static async Task<IResult> Somebodies(DemoSignIn demo, HttpContext context) =>
        context.Answer(await demo.List(context.RequestAborted));

    private static async Task<IResult> SignOut(SessionDesk desk, HttpContext context) =>
        CallerClaims.Read(context.User) is { } caller
            ? context.Answer(await desk.End(caller, caller.Session, "signed_out", context.RequestAborted))
            : context.Refuse(Refusals.SignInNeeded);

    private static async Task<IResult> Me(SessionDesk desk, HttpContext context) =>
        CallerClaims.Says(context.User) is { } token
            ? context.Answer(await desk.Me(token.Caller, token.NeedsFactor, context.RequestAborted))
            : context.Refuse(Refusals.SignInNeeded);

    private static async Task<IResult> Sessions(SessionDesk desk, HttpContext context) =>
        CallerClaims.Read(context.User) is { } caller
            ? TypedResults.Ok(new SessionList(await desk.List(caller, context.RequestAborted)))
            : context.Refuse(Refusals.SignInNeeded);

    private static async Task<IResult> End(Guid id, SessionDesk desk, HttpContext context) =>
        CallerClaims.Read(context.User) is { } caller
            ? context.Answer(await desk.End(caller, new SessionId(id), "revoked", context.RequestAborted))
            : context.Refuse(Refusals.SignInNeeded);

    private static async Task<IResult> EndAll([FromBody] EndAllRequest request, SessionDesk desk, HttpContext context) =>
        CallerClaims.Read(context.User) is { } caller
            ? context.Answer(await desk.EndAll(caller, request.ExceptThis, context.RequestAborted))
            : context.Refuse(Refusals.SignInNeeded);

    /// <summary>What budgets per address are counted over: the address, or the /64 network of an IPv6 one, of which a home has 2^64 addresses.</summary>
    public static string Address(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress;
        if (address is null)
        {
            return "";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]).ToString() : address.ToString();
    }
}
