using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>Movement by order and date, in the school in which the session acts.</summary>
internal static class MovementEndpoints
{
    public static void MapMovements(this IEndpointRouteBuilder routes)
    {
        var movements = routes.MapGroup("/api/school/movements").RequireAuthorization().WithTags("Schools")
            .WithMetadata(new OperationAttribute(Operation.ManageMovement))
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        movements.MapGet("", List).Produces<MovementPage>().WithSummary("The school's movements, the newest first.");
        movements.MapPost("", Order).Produces<MovementOrdered>().WithSummary("Orders a movement; today's or earlier takes effect before this is answered.");
        movements.MapPost("/transfers", TakeIn).Produces<MovementOrdered>().WithSummary("Takes in a student whom another school has released.");
        movements.MapPost("/{id:guid}/cancel", Cancel).Produces<Done>().WithSummary("Takes a planned movement back.");
    }

    private static async Task<IResult> List(Guid? person, string? status, string? cursor, int? limit, IMovements movements, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { School: { } school })
        {
            return context.Refuse(Refusals.NotFound);
        }

        if ((cursor is not null && TimeCursor.Parse(cursor) is null) || (status is not null && MovementCodes.Status(status) is null))
        {
            return context.Refuse(Refusals.Malformed);
        }

        var most = Math.Clamp(limit ?? TimeCursor.UsualPage, 1, TimeCursor.MaxPage);
        var filter = new MovementFilter(person is { } p ? new PersonId(p) : null, MovementCodes.Status(status));
        var found = await movements.List(school, filter, TimeCursor.Parse(cursor), most, context.RequestAborted);
        return TypedResults.Ok(new MovementPage([.. found.Select(Dto)], found.Count == most ? found[^1].Cursor.ToString() : null));
    }

    private static async Task<IResult> Order([FromBody] MovementRequest request, IMovements movements, ActTeller teller, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (MovementCodes.Kind(request.Kind) is not { } kind)
        {
            return context.Refuse(Refusals.FieldInvalid("kind"));
        }

        var order = new MovementOrder
        {
            Kind = kind,
            Person = new PersonId(request.PersonId),
            Order = new OrderFacts(request.OrderNumber, request.OrderedOn, request.EffectiveOn),
            Until = request.Until,
            ToClass = request.ClassId is { } @class ? new ClassId(@class) : null,
            InsteadOf = request.InsteadOf is { } other ? new PersonId(other) : null,
            Section = request.SectionId is { } section ? new SectionId(section) : null,
        };
        return Answer(context, await teller.Tell(await movements.Order(caller, order, context.RequestAborted)));
    }

    private static async Task<IResult> TakeIn([FromBody] TakeInRequest request, IMovements movements, ActTeller teller, HttpContext context) =>
        CallerClaims.Read(context.User) is not { } caller
            ? context.Refuse(Refusals.SignInNeeded)
            : Answer(context, await teller.Tell(await movements.TakeIn(
                caller, request.Code, new ClassId(request.ClassId), new OrderFacts(request.OrderNumber, request.OrderedOn, request.EffectiveOn), context.RequestAborted)));

    private static async Task<IResult> Cancel(Guid id, IMovements movements, ActTeller teller, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var cancelled = await teller.Tell(await movements.Cancel(caller, id, context.RequestAborted));
        return cancelled.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(Done.Instance);
    }

    /// <summary>An answer that may hold a code stays in nobody's cache.</summary>
    private static IResult Answer(HttpContext context, Outcome<OrderedMovement> ordered)
    {
        context.Response.Headers.CacheControl = "no-store";
        return ordered.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(new MovementOrdered(Dto(ordered.Value.Movement), ordered.Value.Code));
    }

    private static MovementDto Dto(Movement m) => new(
        m.Id, m.Kind.Code(), m.Status.Code(), m.Person.Value, m.Name, m.Order.Number, m.Order.On, m.Order.EffectiveOn, m.Until, m.FromClass?.Value,
        m.ToClass?.Value, m.InsteadOf?.Value, m.Section?.Value, m.Failure, m.CreatedBy.Value, m.CreatedAt, m.AppliedAt, m.EndedAt);
}
