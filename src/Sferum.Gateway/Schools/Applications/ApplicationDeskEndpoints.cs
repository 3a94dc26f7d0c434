using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>Applications of schools as the operator handles them.</summary>
internal static class ApplicationDeskEndpoints
{
    private const int MostLines = 200;
    private const int UsualLines = 50;

    public static void MapApplicationDesk(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/api/operator/applications").RequireAuthorization().WithTags("Applications")
            .WithMetadata(new OperationAttribute(Operation.DecideApplications))
            .ProducesProblem(StatusCodes.Status403Forbidden);
        desk.MapGet("", List).Produces<ApplicationListDto>().ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Applications by status (submitted when none is given), those that wait longest first, with their ages.");
        desk.MapPost("", TakeIn).WithMetadata(new OrderForms.Limit()).Accepts<ApplicationFormDto>("multipart/form-data").Produces<ApplicationReceiptDto>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).WithSummary("Takes in an application that came by e-mail, in the applicant's name.");
        desk.MapGet("/{number:long}", Read).Produces<ApplicationDetailsDto>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("A whole application.");
        desk.MapGet("/{number:long}/order", File).Produces(StatusCodes.Status200OK, contentType: "application/pdf").ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("The file of its order, to be saved.");
        desk.MapPost("/{number:long}/decision", Decide).Produces<ApplicationDto>()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Approves an application, returns it for correction or rejects it, once; the applicant is written to.");
    }

    private static async Task<IResult> List(string? status, string? cursor, int? limit, IApplicationDesk desk, TimeProvider time, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (ApplicationStatusCodes.Parse(status ?? "submitted") is not { } stands || (limit ?? UsualLines) is not (> 0 and <= MostLines and var size))
        {
            return context.Refuse(Refusals.Malformed);
        }

        var page = await desk.List(caller, stands, cursor, size, context.RequestAborted);
        return page.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(ApplicationWire.Dto(page.Value, time.GetUtcNow()));
    }

    private static async Task<IResult> Read(long number, IApplicationDesk desk, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var details = await desk.Read(caller, number, context.RequestAborted);
        return details.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(ApplicationWire.Dto(details.Value));
    }

    private static async Task<IResult> File(long number, IApplicationDesk desk, HttpContext context) =>
        CallerClaims.Read(context.User) is { } caller
            ? context.Download(await desk.File(caller, number, context.RequestAborted), $"order-{number}")
            : context.Refuse(Refusals.SignInNeeded);

    private static async Task<IResult> TakeIn(ISchoolApplications applications, OrderForms forms, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var form = await forms.Read(context);
        if (form.IsRefused(out var refusal) || form.Value.File.IsRefused(out refusal))
        {
            return context.Refuse(refusal);
        }

        var receipt = await applications.TakeIn(
            caller, ApplicationWire.Form(form.Value, TextCatalogue.DefaultLocale), form.Value.File.Value, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return receipt.IsRefused(out refusal) ? context.Refuse(refusal) : TypedResults.Ok(ApplicationWire.Dto(receipt.Value));
    }

    private static async Task<IResult> Decide(long number, [FromBody] ApplicationDecisionRequest request, IApplicationDesk desk, ActTeller teller, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var status = request.Decision switch
        {
            "approve" => ApplicationStatus.Approved,
            "return" => ApplicationStatus.Returned,
            "reject" => ApplicationStatus.Rejected,
            _ => ApplicationStatus.Submitted,
        };
        var decided = await teller.Tell(await desk.Decide(caller, number, new ApplicationDecision(status, request.Revision, request.Reason), context.RequestAborted));
        return decided.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(ApplicationWire.Dto(decided.Value));
    }
}
