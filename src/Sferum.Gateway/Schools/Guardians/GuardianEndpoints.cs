using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Chats;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>Guardians' links, and those who wait to be confirmed. A link is used like every other one.</summary>
internal static class GuardianEndpoints
{
    public static void MapGuardians(this IEndpointRouteBuilder routes)
    {
        var school = routes.MapGroup("/api/school").RequireAuthorization().WithTags("Guardians")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        school.MapPost("/guardian-links", Invite).WithMetadata(new OperationAttribute(Operation.InviteGuardians))
            .WithSummary("Makes a guardian's link for a child, into the guardians' chat of its class; its secret is told here.").Produces<OpenInvitationDto>();
        school.MapGet("/guardian-requests", Waiting).WithMetadata(new OperationAttribute(Operation.ConfirmGuardians))
            .WithSummary("Guardians who wait to be confirmed; a class teacher sees those of the own class.").Produces<JoinQueueDto>();
        school.MapPost("/guardian-requests/{id:guid}/decide", Decide).WithMetadata(new OperationAttribute(Operation.ConfirmGuardians))
            .WithSummary("Confirms that somebody is the child's guardian, or says no with a reason.").Produces<JoinRequestDto>();
    }

    private static async Task<IResult> Invite([FromBody] NewGuardianLinkDto request, IGuardians guardians, ActTeller teller, JoinLinks links, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        TimeSpan? life = request.Hours is { } hours ? TimeSpan.FromHours(Math.Clamp(hours, -1, 100_000)) : null;
        var link = new NewGuardianLink(new ChatId(request.ChatId), new PersonId(request.StudentId), request.Cap, life);
        var made = await teller.Tell(await guardians.Invite(caller, link, context.RequestAborted));
        if (made.IsRefused(out var refusal))
        {
            return context.Refuse(refusal);
        }

        var url = links.Url(context.Request, made.Value.Secret);
        return context.AnswerSecret<OpenInvitationDto>(new OpenInvitationDto(JoinWire.Dto(made.Value.Invitation), made.Value.Secret, url, JoinLinks.Qr(url)));
    }

    private static async Task<IResult> Waiting(string? cursor, int? limit, IGuardians guardians, TimeProvider time, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var after = TimeCursor.Parse(cursor);
        if ((cursor is not null && after is null) || limit is < 1 or > TimeCursor.MaxPage)
        {
            return context.Refuse(Refusals.Malformed);
        }

        var page = await guardians.Waiting(caller, after, limit ?? TimeCursor.UsualPage, context.RequestAborted);
        return page.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new JoinQueueDto([.. page.Value.Requests.Select(r => JoinWire.Dto(r, time.GetUtcNow()))], page.Value.Next?.ToString()));
    }

    private static async Task<IResult> Decide(
        Guid id, [FromBody] DecideGuardianDto request, IGuardians guardians, ActTeller teller, TimeProvider time, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var decision = new JoinDecision(request.Accept, request.Reason);
        var decided = await teller.Tell(await guardians.Decide(caller, new JoinRequestId(id), decision, context.RequestAborted));
        return decided.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(JoinWire.Dto(decided.Value, time.GetUtcNow()));
    }
}
