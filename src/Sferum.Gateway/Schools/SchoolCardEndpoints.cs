using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>The card of the school in which the session acts.</summary>
internal static class SchoolCardEndpoints
{
    public static void MapSchoolCard(this IEndpointRouteBuilder routes)
    {
        var card = routes.MapGroup("/api/school/card").RequireAuthorization().WithTags("Schools");
        card.MapGet("", Read).WithMetadata(new OperationAttribute(Operation.SeeSchool)).WithSummary("The card of the school in which the session acts.")
            .Produces<SchoolCardDto>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        card.MapPut("", Change).WithMetadata(new OperationAttribute(Operation.ManageSchool)).WithSummary("Changes the card.")
            .Produces<SchoolCardDto>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Read(ISchoolCards cards, HttpContext context) =>
        CallerClaims.Read(context.User) is not { } caller ? context.Refuse(Refusals.SignInNeeded)
        : caller.School is { } school && await cards.Read(school, context.RequestAborted) is { } card ? TypedResults.Ok(Dto(card))
        : context.Refuse(Refusals.NotFound);

    private static async Task<IResult> Change([FromBody] SchoolCardDto request, ISchoolCards cards, ActTeller teller, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var card = new SchoolCard
        {
            Name = request.Name, TimeZone = request.TimeZone, Address = request.Address, Email = request.Email, Site = request.Site,
            Inn = request.Inn, Ogrn = request.Ogrn, Revision = request.Revision,
        };
        var changed = await teller.Tell(await cards.Change(caller, card, context.RequestAborted));
        return changed.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(Dto(changed.Value));
    }

    private static SchoolCardDto Dto(SchoolCard card) => new(card.Name, card.TimeZone, card.Address, card.Email, card.Site, card.Inn, card.Ogrn, card.Revision);
}
