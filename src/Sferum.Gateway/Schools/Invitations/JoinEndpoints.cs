using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>Requests to join: the applicant's side and the administrator's queue.</summary>
internal static class JoinEndpoints
{
    private const int MaxBulk = 200;

    public static void MapJoining(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/api").RequireAuthorization().WithTags("Joining").WithMetadata(new OperationAttribute(Operation.AskToJoin));
        own.MapPost("/invitations/use", Use).WithSummary("Uses a link: asks to join the school.")
            .Produces<JoinRequestDto>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        own.MapGet("/join-requests", Own).WithSummary("One's own requests to join.").Produces<OwnJoinRequestsDto>();
        own.MapPost("/join-requests/{id:guid}/withdraw", Withdraw).WithSummary("Takes one's own request back.")
            .Produces<JoinRequestDto>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);

        var school = routes.MapGroup("/api/school").RequireAuthorization().WithTags("Joining")
            .WithMetadata(new OperationAttribute(Operation.DecideJoinRequests)).ProducesProblem(StatusCodes.Status403Forbidden);
        school.MapGet("/join-requests", Queue).WithSummary("Requests to join the school, the oldest first.").Produces<JoinQueueDto>();
        school.MapPost("/join-requests/decide", Decide).WithSummary("Accepts or rejects requests, each for itself; at most 200.")
            .Produces<JoinDecisionsDto>().ProducesProblem(StatusCodes.Status400BadRequest);
        school.MapGet("/join-settings", Settings).WithSummary("How the school takes people in.").Produces<JoinSettingsDto>();
        school.MapPut("/join-settings", SetSettings).WithSummary("Changes how the school takes people in.").Produces<JoinSettingsDto>();
    }

    private static async Task<IResult> Use([FromBody] UseInvitationDto request, IJoinRequests joining, ActTeller teller, TimeProvider time, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var name = request.FamilyName is null && request.GivenName is null ? null : new ApplicantName(request.FamilyName ?? "", request.GivenName ?? "", request.MiddleName);
        return One(context, time, await teller.Tell(await joining.Use(caller, request.Secret, name, context.RequestAborted)));
    }

    private static async Task<IResult> Own(IJoinRequests joining, TimeProvider time, HttpContext context) =>
        CallerClaims.Read(context.User) is not { } caller
            ? context.Refuse(Refusals.SignInNeeded)
            : TypedResults.Ok(new OwnJoinRequestsDto([.. (await joining.Own(caller.Person, context.RequestAborted)).Select(r => JoinWire.Dto(r, time.GetUtcNow()))]));

    private static async Task<IResult> Withdraw(Guid id, IJoinRequests joining, ActTeller teller, TimeProvider time, HttpContext context) =>
        CallerClaims.Read(context.User) is not { } caller ? context.Refuse(Refusals.SignInNeeded)
        : One(context, time, await teller.Tell(await joining.Withdraw(caller, new JoinRequestId(id), context.RequestAborted)));

    private static async Task<IResult> Queue([AsParameters] QueueQuery query, IJoinRequests joining, TimeProvider time, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (query.Read() is not { } wanted)
        {
            return context.Refuse(Refusals.Malformed);
        }

        var page = await joining.Queue(caller, wanted, context.RequestAborted);
        return page.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new JoinQueueDto([.. page.Value.Requests.Select(r => JoinWire.Dto(r, time.GetUtcNow()))], page.Value.Next?.ToString()));
    }

    private static async Task<IResult> Decide([FromBody] DecideJoinRequestsDto request, IJoinRequests joining, ActTeller teller, TimeProvider time, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (request.Ids.Count is 0 or > MaxBulk || request.Ids.Distinct().Count() != request.Ids.Count || (request.Place is not null && request.Ids.Count > 1))
        {
            return context.Refuse(Refusals.Malformed);
        }

        // A transaction each: what is wrong with one keeps none of the others out. The chats are told once, after the last.
        var results = new List<JoinDecisionDto>(request.Ids.Count);
        var acts = new List<RosterAct>();
        try
        {
            foreach (var id in request.Ids)
            {
                var decision = new JoinDecision(request.Accept, request.Reason, request.Place is { } place ? new PersonId(place) : null);
                var decided = await joining.Decide(caller, new JoinRequestId(id), decision, context.RequestAborted);
                if (decided.IsRefused(out var refusal))
                {
                    results.Add(new JoinDecisionDto(id, null, Language.Of(context).Words(refusal)));
                    continue;
                }

                results.Add(new JoinDecisionDto(id, JoinWire.Dto(decided.Value.Value, time.GetUtcNow()), null));
                if (decided.Value.Act is { } act)
                {
                    acts.Add(act);
                }
            }
        }
        finally
        {
            await teller.Tell(acts);
        }

        return TypedResults.Ok(new JoinDecisionsDto(results));
    }

    private static async Task<IResult> Settings(IJoinRequests joining, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var on = await joining.AutoAccepts(caller, context.RequestAborted);
        return on.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(new JoinSettingsDto(on.Value));
    }

    private static async Task<IResult> SetSettings([FromBody] JoinSettingsDto request, IJoinRequests joining, ActTeller teller, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var on = await teller.Tell(await joining.SetAutoAccept(caller, request.AutoAccept, context.RequestAborted));
        return on.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(new JoinSettingsDto(on.Value));
    }

    private static IResult One(HttpContext context, TimeProvider time, Outcome<JoinRequest> outcome) =>
        outcome.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(JoinWire.Dto(outcome.Value, time.GetUtcNow()));

    /// <summary>Which requests.</summary>
    internal sealed record QueueQuery
    {
        [FromQuery] public string? Status { get; init; }

        [FromQuery] public string? Kind { get; init; }

        [FromQuery] public Guid? ClassId { get; init; }

        [FromQuery] public string? Cursor { get; init; }

        [FromQuery] public int? Limit { get; init; }

        /// <summary>The query; null when it can't be read.</summary>
        public JoinQuery? Read()
        {
            var (status, kind, after) = (JoinStatuses.Parse(Status ?? "pending"), InvitationKinds.Parse(Kind), TimeCursor.Parse(Cursor));
            return status is null || (Kind is not null && kind is null) || (Cursor is not null && after is null) || Limit is < 1 or > TimeCursor.MaxPage
                ? null
                : new JoinQuery(status.Value, kind, ClassId is { } @class ? new ClassId(@class) : null, after, Limit ?? TimeCursor.UsualPage);
        }
    }
}
