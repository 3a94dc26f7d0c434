using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>Reports of messages.</summary>
internal static class ReportEndpoints
{
    private const int PageSize = 200;

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        var chat = routes.MapGroup("/api/chats/{id:guid}/reports").RequireAuthorization().WithTags("Reports");
        chat.MapPost("", Make).WithMetadata(new OperationAttribute(Operation.ReportMessage)).WithSummary("Reports a message to the chat's moderators.")
            .Produces<ReportMade>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        chat.MapGet("", OfChat).WithMetadata(new OperationAttribute(Operation.AnswerReports)).WithSummary("Unanswered reports of a chat that one moderates, the oldest first.")
            .Produces<ReportsPage>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        var reports = routes.MapGroup("/api/reports").RequireAuthorization().WithTags("Reports");
        reports.MapGet("/escalated", Escalated).WithMetadata(new OperationAttribute(Operation.SeeEscalated))
            .WithSummary("Reports of the school that a chat's moderators have left unanswered for too long, the oldest first.")
            .Produces<ReportsPage>().ProducesProblem(StatusCodes.Status403Forbidden);
        reports.MapPost("/{id:guid}/answer", Answer).WithMetadata(new OperationAttribute(Operation.AnswerReports)).WithSummary("Answers a report, once.")
            .Produces<Done>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Make(Guid id, [FromBody] ReportRequest request, IReports reports, ActTeller teller, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (request.Reason is null)
        {
            return context.Refuse(Refusals.Malformed);
        }

        var made = await teller.Tell(await reports.Make(caller, new ChatId(id), request.Number, request.Reason, context.RequestAborted));
        return made.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(new ReportMade(made.Value));
    }

    private static async Task<IResult> OfChat(Guid id, Guid? after, IReports reports, IChatReader reader, TimeProvider time, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (await reader.Window(new ChatId(id), caller.Person, caller.School, context.RequestAborted) is not { To: null } window
            || !PolicyTable.Allows(Operation.ReadChat, window.Role, window.Kind))
        {
            return context.Refuse(Refusals.NotFound);
        }

        return PolicyTable.Allows(Operation.AnswerReports, window.Role, window.Kind)
            ? TypedResults.Ok(Page(await reports.OfChat(new ChatId(id), after, PageSize, context.RequestAborted), time))
            : context.Refuse(Refusals.Denied);
    }

    private static async Task<IResult> Escalated(Guid? after, IReports reports, TimeProvider time, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var escalated = await reports.Escalated(caller, after, PageSize, context.RequestAborted);
        return escalated.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(Page(escalated.Value, time));
    }

    private static async Task<IResult> Answer(
        Guid id, [FromBody] ReportAnswerRequest request, IReports reports, ActTeller teller, IClusterClient cluster, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (Parse(request.Answer) is not { } answer)
        {
            return context.Refuse(Refusals.Malformed);
        }

        var answered = await teller.Tell(await reports.Answer(caller, id, answer, context.RequestAborted));
        if (answered.IsRefused(out var refusal))
        {
            return context.Refuse(refusal);
        }

        // Under the report's id: whoever repeats the answer because this one was lost repeats the same command.
        var report = answered.Value;
        var chat = cluster.GetGrain<IChatGrain>(report.Chat.Value);
        var done = report.Answer switch
        {
            ReportAnswer.MessageDeleted => await chat.Delete(caller, new DeleteMessage(id, report.Number)),
            ReportAnswer.MemberMuted => await chat.Mute(caller, new MuteMember(id, report.Author, On: true, Until: null)),
            _ => default,
        };
        return done.IsRefused(out var no) && no != Refusals.MessageDeleted ? context.Refuse(no) : TypedResults.Ok(Done.Instance);
    }

    private static ReportsPage Page(IReadOnlyList<Report> reports, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return new ReportsPage(
            [
                .. reports.Select(r => new ReportDto
                {
                    ReportId = r.Id, ChatId = r.Chat.Value, ChatTitle = r.ChatTitle, Number = r.Number, AuthorId = r.Author.Value, AuthorName = r.AuthorName,
                    Reason = r.Reason, At = r.At.ToUnixTimeMilliseconds(), AgeSeconds = (long)(now - r.At).TotalSeconds, EscalatesAt = r.EscalatesAt.ToUnixTimeMilliseconds(),
                }),
            ],
            reports.Count == PageSize ? reports[^1].Id : null);
    }

    private static ReportAnswer? Parse(string? code) => code switch
    {
        "dismissed" => ReportAnswer.Dismissed,
        "message_deleted" => ReportAnswer.MessageDeleted,
        "member_muted" => ReportAnswer.MemberMuted,
        _ => null,
    };
}
