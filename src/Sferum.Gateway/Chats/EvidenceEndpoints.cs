using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Files;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>Originals of edited and deleted messages, by the procedure of two.</summary>
internal static class EvidenceEndpoints
{
    private const int PageSize = 200;

    public static void MapEvidence(this IEndpointRouteBuilder routes)
    {
        var evidence = routes.MapGroup("/api/evidence").RequireAuthorization().WithTags("Evidence");
        evidence.MapPost("", Ask).WithMetadata(new OperationAttribute(Operation.RequestEvidence))
            .WithSummary("The director or the administrator asks for originals of messages, with a reason.")
            .Produces<EvidenceRequested>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        evidence.MapGet("", Requests).WithMetadata(new OperationAttribute(Operation.RequestEvidence)).WithSummary("Requests of the school, the newest first.")
            .Produces<EvidenceRequestsPage>().ProducesProblem(StatusCodes.Status403Forbidden);
        evidence.MapPost("/{id:guid}/approve", Approve).WithMetadata(new OperationAttribute(Operation.ApproveEvidence))
            .WithSummary("The other head approves a request, once.")
            .Produces<Done>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        evidence.MapPost("/{id:guid}/read", Read).WithMetadata(new OperationAttribute(Operation.RequestEvidence))
            .WithSummary("Whoever asked reads the originals, for 24 hours after the approval; each reading is in the record.")
            .Produces<Originals>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        evidence.MapGet("/{id:guid}/files/{file:guid}", ReadFile).WithMetadata(new OperationAttribute(Operation.RequestEvidence), TransferAttribute.Instance)
            .WithSummary("Whoever asked downloads a file of a deleted message; each download is in the record.")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ReadFile(
        Guid id, Guid file, IEvidence evidence, IFileStore store, ActTeller teller, TimeProvider time, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var read = await teller.Tell(await evidence.File(caller, id, new FileId(file), context.RequestAborted));
        return read.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : FileEndpoints.Send(context, read.Value, "full", store, static _ => new(true), time);
    }

    private static async Task<IResult> Ask([FromBody] EvidenceRequestRequest request, IEvidence evidence, ActTeller teller, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (request.Numbers is null || request.Reason is null || request.Numbers.Count > IEvidence.MaxNumbers)
        {
            return context.Refuse(Refusals.Malformed);
        }

        var asked = await teller.Tell(await evidence.Request(caller, new ChatId(request.ChatId), request.Numbers, request.Reason, context.RequestAborted));
        return asked.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(new EvidenceRequested(asked.Value));
    }

    private static async Task<IResult> Requests(Guid? before, IEvidence evidence, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var requests = await evidence.Requests(caller, before, PageSize, context.RequestAborted);
        if (requests.IsRefused(out var refusal))
        {
            return context.Refuse(refusal);
        }

        var page = requests.Value;
        return TypedResults.Ok(new EvidenceRequestsPage([.. page.Select(Dto)], page.Count == PageSize ? page[^1].Id : null));
    }

    private static async Task<IResult> Approve(Guid id, IEvidence evidence, ActTeller teller, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var approved = await teller.Tell(await evidence.Approve(caller, id, context.RequestAborted));
        return approved.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(Done.Instance);
    }

    private static async Task<IResult> Read(Guid id, IEvidence evidence, ActTeller teller, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var read = await teller.Tell(await evidence.Read(caller, id, context.RequestAborted));
        return read.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new Originals(
                [.. read.Value.Texts.Select(static o => new OriginalDto(o.Number, o.ChangedBy, o.Text))],
                [.. read.Value.Files.Select(static f => new OriginalFileDto(f.Number, FileWire.Attachment(f.File)))]));
    }

    private static EvidenceRequestDto Dto(EvidenceRequest r) => new()
    {
        RequestId = r.Id, ChatId = r.Chat.Value, ChatTitle = r.ChatTitle, Numbers = r.Numbers, RequestedBy = r.RequestedBy.Value, RequestedByName = r.RequestedByName,
        Reason = r.Reason, RequestedAt = r.RequestedAt.ToUnixTimeMilliseconds(), ApprovedBy = r.ApprovedBy?.Value, ApprovedByName = r.ApprovedByName,
        UntilAt = r.UntilAt?.ToUnixTimeMilliseconds(),
    };
}
