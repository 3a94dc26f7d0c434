using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.Policy;
using Sferum.Schools;

namespace Sferum.People;

/// <summary>Consents of legal representatives: given by guardians, recorded by staff, withdrawn by both.</summary>
internal static class ConsentEndpoints
{
    public static void MapConsents(this IEndpointRouteBuilder routes)
    {
        // Open to the signed-in: whose the student is decides, and that the tables know.
        var consents = routes.MapGroup("/api/consents").RequireAuthorization().WithTags("People").WithMetadata(new OperationAttribute(Operation.OwnChildren))
            .ProducesProblem(StatusCodes.Status404NotFound);
        consents.MapPost("", Give).WithSummary("A guardian gives the consent, or staff record one that was given on paper.").Produces<ConsentDto>();
        consents.MapPost("/withdraw", Withdraw).WithSummary("Withdraws the consent that stands: the student only reads from then on.").Produces<ConsentDto>();
        consents.MapGet("/{student:guid}", Of).WithSummary("All consents for a student.").Produces<StudentConsentsDto>();

        var staff = routes.MapGroup("/api").RequireAuthorization().WithTags("People").WithMetadata(new OperationAttribute(Operation.RecordConsent))
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        staff.MapGet("/school/consents/missing", Missing).WithSummary("Students under 14, or of an age that nobody has noted, for whom no consent stands; of one class (classId) or of all.").Produces<MissingConsentsDto>();
        staff.MapPut("/people/{id:guid}/birth-date", Born).WithSummary("When a student was born.").Produces<Done>();
    }

    private static async Task<IResult> Give([FromBody] ConsentRequest request, IConsents consents, ActTeller teller, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var (student, cancel) = (new PersonId(request.StudentId), context.RequestAborted);
        return request switch
        {
            { Paper: { } paper, Version: null } => Answer(
                context,
                await teller.Tell(await consents.Record(caller, student, paper, request.GivenById is { } by ? new PersonId(by) : null, cancel))),
            { Version: { } version, Paper: null, GivenById: null } => Answer(context, await teller.Tell(await consents.Give(caller, student, version, cancel))),
            _ => context.Refuse(Refusals.Malformed),
        };
    }

    private static async Task<IResult> Withdraw([FromBody] ConsentWithdrawal request, IConsents consents, ActTeller teller, HttpContext context) =>
        CallerClaims.Read(context.User) is { } caller
            ? Answer(context, await teller.Tell(await consents.Withdraw(caller, new PersonId(request.StudentId), request.Reason, context.RequestAborted)))
            : context.Refuse(Refusals.SignInNeeded);

    private static async Task<IResult> Of(Guid student, IConsents consents, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var found = await consents.Of(caller, new PersonId(student), context.RequestAborted);
        return found.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new StudentConsentsDto(found.Value.Limited, found.Value.BirthDate, [.. found.Value.Consents.Select(Dto)]));
    }

    private static async Task<IResult> Missing(Guid? classId, IConsents consents, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var missing = await consents.Missing(caller, classId is { } id ? new ClassId(id) : null, context.RequestAborted);
        return missing.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new MissingConsentsDto([.. missing.Value.Select(static s => new StudentWithoutConsentDto(s.Student.Value, s.Name, s.ClassTitle))]));
    }

    private static async Task<IResult> Born(Guid id, [FromBody] BirthDateRequest request, IConsents consents, ActTeller teller, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var noted = await teller.Tell(await consents.Born(caller, new PersonId(id), request.BirthDate, context.RequestAborted));
        return noted.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(Done.Instance);
    }

    private static IResult Answer(HttpContext context, Outcome<Consent> outcome) =>
        outcome.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(Dto(outcome.Value));

    private static ConsentDto Dto(Consent consent) => new(
        consent.Id, consent.Student.Value, consent.TextVersion, consent.GivenBy?.Value, consent.Paper, consent.GivenAt.ToUnixTimeMilliseconds(),
        consent.WithdrawnAt?.ToUnixTimeMilliseconds());
}
