using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>A school asks to be taken on: open to everybody, known by number and secret from then on.</summary>
internal static class ApplicationEndpoints
{
    private const string SecretHeader = "X-Application-Secret";

    public static void MapApplications(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/api/applications").AllowAnonymous().WithTags("Applications")
            .WithMetadata(new OperationAttribute(Operation.Public))
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        open.MapPost("", Submit).WithMetadata(new OrderForms.Limit()).RequireRateLimiting(ApplicationLimits.Limiter)
            .Accepts<ApplicationFormDto>("multipart/form-data").Produces<ApplicationReceiptDto>()
            .WithSummary("Hands in a school's application: the fields of the form, and the order's file as the part order. The secret is shown once; an applicant who sends one of 32 random bytes in X-Application-Secret may repeat the call.");
        open.MapPut("/{number:long}", Resubmit).WithMetadata(new OrderForms.Limit()).RequireRateLimiting(ApplicationLimits.Limiter)
            .Accepts<ApplicationFormDto>("multipart/form-data").Produces<ApplicationDto>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Sends a returned application again, under its number; without a file the earlier one stays.");
        open.MapGet("/{number:long}", Find).RequireRateLimiting(PeopleEndpoints.Limiter)
            .Produces<ApplicationDto>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Where an application stands and how it came there; the secret stands in the header X-Application-Secret.");
    }

    private static async Task<IResult> Submit(
        [FromHeader(Name = SecretHeader)] string? secret, ISchoolApplications applications, OrderForms forms, HttpContext context)
    {
        var form = await forms.Read(context);
        if (form.IsRefused(out var refusal) || form.Value.File.IsRefused(out refusal))
        {
            return context.Refuse(refusal);
        }

        var receipt = await applications.Submit(
            ApplicationWire.Form(form.Value, Language.Of(context).Code), form.Value.File.Value, secret, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return receipt.IsRefused(out refusal) ? context.Refuse(refusal) : TypedResults.Ok(ApplicationWire.Dto(receipt.Value));
    }

    private static async Task<IResult> Resubmit(
        long number, [FromHeader(Name = SecretHeader)] string? secret, ISchoolApplications applications, OrderForms forms, HttpContext context)
    {
        var form = await forms.Read(context);
        if (form.IsRefused(out var refusal))
        {
            return context.Refuse(refusal);
        }

        OrderFile? file = null;
        if (form.Value.HasFile)
        {
            var read = form.Value.File;
            if (read.IsRefused(out refusal))
            {
                return context.Refuse(refusal);
            }

            file = read.Value;
        }

        var state = await applications.Resubmit(
            number, secret ?? "", ApplicationWire.Form(form.Value, Language.Of(context).Code), file, context.RequestAborted);
        return state.IsRefused(out refusal) ? context.Refuse(refusal) : TypedResults.Ok(ApplicationWire.Dto(state.Value));
    }

    private static async Task<IResult> Find(long number, [FromHeader(Name = SecretHeader)] string? secret, ISchoolApplications applications, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await applications.Find(number, secret ?? "", context.RequestAborted) is { } state
            ? TypedResults.Ok(ApplicationWire.Dto(state))
            : context.Refuse(Refusals.NotFound);
    }
}
