using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>Guardians of a child, that somebody is one no longer, and a guardian's own children.</summary>
internal static class GuardianEndEndpoints
{
    public static void MapGuardianEnds(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/school/students/{student:guid}/guardians", OfChild).RequireAuthorization().WithTags("Guardians")
            .WithMetadata(new OperationAttribute(Operation.ConfirmGuardians)).WithSummary("Guardians of a child; a class teacher sees those of the own class.")
            .Produces<GuardianListDto>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);

        // Open to the signed-in: whose the child is decides, and that the tables know.
        var own = routes.MapGroup("/api").RequireAuthorization().WithTags("Guardians").WithMetadata(new OperationAttribute(Operation.OwnChildren));
        own.MapPost("/guardianships/end", End).WithSummary("Somebody is a child's guardian no longer: said by the guardian, the class teacher or the administrator.")
            .Produces<Done>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        own.MapGet("/children", Children).WithSummary("A guardian's children at the school, and for which of them a consent waits.").Produces<OwnChildrenDto>();
    }

    private static async Task<IResult> OfChild(Guid student, IGuardianEnds guardians, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var found = await guardians.OfChild(caller, new PersonId(student), context.RequestAborted);
        return found.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new GuardianListDto([.. found.Value.Select(static g => new GuardianDto(g.Person.Value, g.Name, g.Since.ToUnixTimeMilliseconds()))]));
    }

    private static Task<IResult> End([FromBody] EndGuardianshipDto request, IGuardianEnds guardians, ActTeller teller, HttpContext context) => context.Act(
        teller,
        caller => guardians.End(caller, new PersonId(request.GuardianId), new PersonId(request.StudentId), request.Reason, context.RequestAborted),
        static _ => Done.Instance);

    private static async Task<IResult> Children(IConsents consents, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var own = await consents.Children(caller, context.RequestAborted);
        return TypedResults.Ok(new OwnChildrenDto(own.TextVersion, [.. own.Children.Select(static c => new OwnChildDto(
            c.Student.Value, c.Name, c.ClassTitle, c.Limited, c.NeedsConsent, c.GivenAt?.ToUnixTimeMilliseconds()))]));
    }
}
