using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>Orders of the school in which the session acts; orders about directors, which the district officer confirms.</summary>
internal static class OrderEndpoints
{
    private const int MostLines = 200;
    private const int UsualLines = 50;

    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapGroup("/api").RequireAuthorization().WithTags("Appointments")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        orders.MapGet("/school/orders", List).WithMetadata(new OperationAttribute(Operation.SeeOrders)).Produces<OrderListDto>()
            .WithSummary("Orders of the school, the oldest first.");
        orders.MapGet("/school/orders/{order:guid}/file", File).WithMetadata(new OperationAttribute(Operation.SeeOrders))
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf").WithSummary("The file of an order, to be saved.");
        orders.MapPost("/school/director", Enter).WithMetadata(new OperationAttribute(Operation.EnterDirectorOrder), new OrderForms.Limit())
            .Accepts<OrderFormDto>("multipart/form-data").Produces<OrderEnteredDto>().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Enters an order about the school's director; nothing changes before the district officer confirms it.");
        orders.MapPost("/operator/schools/{school:guid}/director", EnterFor).WithMetadata(new OperationAttribute(Operation.EnterDirectorOrder), new OrderForms.Limit())
            .Accepts<OrderFormDto>("multipart/form-data").Produces<OrderEnteredDto>().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("The same by an operator, for a school that has nobody yet.");
        orders.MapGet("/district/director-orders", Waiting).WithMetadata(new OperationAttribute(Operation.ConfirmDirectorOrder)).Produces<OrderListDto>()
            .WithSummary("Orders about directors that wait for the district officer, the oldest first.");
        orders.MapGet("/district/director-orders/{order:guid}/file", DirectorFile).WithMetadata(new OperationAttribute(Operation.ConfirmDirectorOrder))
            .Produces(StatusCodes.Status200OK, contentType: "application/pdf").WithSummary("The file of such an order, to be saved.");
        orders.MapPost("/district/director-orders/{order:guid}/decision", Decide).WithMetadata(new OperationAttribute(Operation.ConfirmDirectorOrder))
            .Produces<AppointedDto>().ProducesProblem(StatusCodes.Status422UnprocessableEntity).WithSummary("Confirms or refuses an order about a director, once.");
    }

    private static Task<IResult> List(string? cursor, int? limit, IOrders orders, HttpContext context) =>
        Page(limit, context, (caller, size) => orders.List(caller, cursor, size, context.RequestAborted));

    private static async Task<IResult> File(Guid order, IOrders orders, HttpContext context) =>
        CallerClaims.Read(context.User) is { } caller
            ? context.Download(await orders.File(caller, order, context.RequestAborted), "order")
            : context.Refuse(Refusals.SignInNeeded);

    private static Task<IResult> Enter(IDirectorOrders orders, OrderForms forms, ActTeller teller, HttpContext context) =>
        CallerClaims.Read(context.User) is { School: { } school }
            ? EnterFor(school.Value, orders, forms, teller, context)
            : Task.FromResult<IResult>(context.Refuse(Refusals.NotFound));

    private static async Task<IResult> EnterFor(Guid school, IDirectorOrders orders, OrderForms forms, ActTeller teller, HttpContext context)
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

        var entered = await teller.Tell(await orders.Enter(
            caller, new SchoolId(school), form.Value.Appointee, form.Value.Order, form.Value.File.Value, context.RequestAborted));
        return entered.IsRefused(out refusal) ? context.Refuse(refusal) : TypedResults.Ok(new OrderEnteredDto(entered.Value));
    }

    private static Task<IResult> Waiting(string? cursor, int? limit, IDirectorOrders orders, HttpContext context) =>
        Page(limit, context, (caller, size) => orders.Waiting(caller, cursor, size, context.RequestAborted));

    private static async Task<IResult> DirectorFile(Guid order, IDirectorOrders orders, HttpContext context) =>
        CallerClaims.Read(context.User) is { } caller
            ? context.Download(await orders.File(caller, order, context.RequestAborted), "order")
            : context.Refuse(Refusals.SignInNeeded);

    private static async Task<IResult> Page(int? limit, HttpContext context, Func<Caller, int, ValueTask<Outcome<OrderPage>>> read)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if ((limit ?? UsualLines) is not (> 0 and <= MostLines and var size))
        {
            return context.Refuse(Refusals.Malformed);
        }

        var page = await read(caller, size);
        return page.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(Dto(page.Value));
    }

    private static Task<IResult> Decide(
        Guid order, [FromBody] DirectorDecisionRequest request, IDirectorOrders orders, ActTeller teller, HttpContext context) =>
        context.Act(
            teller, caller => orders.Decide(caller, order, request.Confirm, request.Reason, context.RequestAborted), OrderActs.Dto);

    private static OrderListDto Dto(OrderPage page) => new(
        [.. page.Lines.Select(static l => new OrderDto(
            l.Id, l.School.Value, l.SchoolName, l.Kind, l.Status, l.Mark.Number, l.Mark.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            l.At.ToUnixTimeMilliseconds(), l.Reason))],
        page.Next);
}
