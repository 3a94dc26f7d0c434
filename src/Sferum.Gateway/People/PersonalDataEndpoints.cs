using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.Policy;
using Sferum.Schools;

namespace Sferum.People;

/// <summary>Everything about a person: shown to the person and, without the words, to the school's administrator; erased by an act.</summary>
internal static class PersonalDataEndpoints
{
    private const string Json = "application/json";

    public static void MapPersonalData(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/me/export", Own).RequireAuthorization().WithTags("People").WithMetadata(new OperationAttribute(Operation.ExportOneself))
            .WithSummary("Everything that is kept about oneself, as one JSON file.").Produces(StatusCodes.Status200OK, contentType: Json);
        var people = routes.MapGroup("/api/people/{id:guid}").RequireAuthorization().WithTags("People")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        people.MapGet("/export", Export).WithMetadata(new OperationAttribute(Operation.ExportPerson))
            .WithSummary("Everything that the school keeps about a person; of messages where and when, not the words.").Produces(StatusCodes.Status200OK, contentType: Json);
        people.MapPost("/erase", Erase).WithMetadata(new OperationAttribute(Operation.ErasePerson))
            .WithSummary("Erases a person from the school; when there is no other place, altogether.").Produces<Done>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Own(IPersonalData data, HttpContext context) =>
        CallerClaims.Read(context.User) is { } caller
            ? File(context, await data.ExportOwn(caller, context.RequestAborted), caller.Person)
            : context.Refuse(Refusals.SignInNeeded);

    private static async Task<IResult> Export(Guid id, IPersonalData data, HttpContext context) =>
        CallerClaims.Read(context.User) is { } caller
            ? File(context, await data.Export(caller, new PersonId(id), context.RequestAborted), new PersonId(id))
            : context.Refuse(Refusals.SignInNeeded);

    private static async Task<IResult> Erase(
        Guid id, [FromBody] EraseRequest request, IPersonalData data, ActTeller teller, SessionEnds ends, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        // The act stands once it is committed: what is told after it is told whether or not somebody still waits for the answer.
        var committed = await data.Erase(caller, new PersonId(id), request.Reason, context.RequestAborted);
        if (!committed.IsRefused(out _))
        {
            await ends.Tell(committed.Value.Value.Person, committed.Value.Value.Sessions, "revoked");
        }

        var erased = await teller.Tell(committed);
        return erased.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(Done.Instance);
    }

    private static IResult File(HttpContext context, Outcome<IPersonExport> export, PersonId person)
    {
        if (export.IsRefused(out var refusal))
        {
            return context.Refuse(refusal);
        }

        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Stream(target => export.Value.Write(target, context.RequestAborted), Json, $"{person}.json");
    }
}
