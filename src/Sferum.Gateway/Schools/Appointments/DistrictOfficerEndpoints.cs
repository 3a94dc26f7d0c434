using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>Officers of the education district, whom an operator appoints and ends by an order; never by a link.</summary>
internal static class DistrictOfficerEndpoints
{
    private const int MostLines = 200;
    private const int UsualLines = 50;

    public static void MapDistrictOfficers(this IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/api/operator").RequireAuthorization().WithTags("Appointments").WithMetadata(new OperationAttribute(Operation.AppointDistrictOfficer))
            .ProducesProblem(StatusCodes.Status403Forbidden);
        desk.MapGet("/district-officers", Holders).Produces<DistrictOfficerListDto>().WithSummary("Officers of the district, by name.");
        desk.MapPost("/district-officers", Appoint).WithMetadata(new OrderForms.Limit())
            .Accepts<OrderFormDto>("multipart/form-data").Produces<AppointedDto>().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Appoints an officer by an order: names and a phone; the order's file as the part order.");
        desk.MapPost("/district-officers/{person:guid}/end", End).WithMetadata(new OrderForms.Limit())
            .Accepts<OrderFormDto>("multipart/form-data").Produces<AppointedDto>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Ends an officer's right by an order.");
        desk.MapGet("/district-orders", Orders).Produces<DistrictOrderListDto>().ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("Orders about officers, the oldest first.");
        desk.MapGet("/district-orders/{order:guid}/file", File).Produces(StatusCodes.Status200OK, contentType: "application/pdf")
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("The file of such an order, to be saved.");
    }

    private static async Task<IResult> Holders(IDistrictOfficers officers, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var holders = await officers.Holders(caller, context.RequestAborted);
        return holders.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new DistrictOfficerListDto(
                [.. holders.Value.Select(static o => new DistrictOfficerDto(o.Person.Value, o.Name, o.Since.ToUnixTimeMilliseconds(), o.Order))]));
    }

    private static Task<IResult> Appoint(IDistrictOfficers officers, OrderForms forms, ActTeller teller, HttpContext context) => context.ByOrder(
        forms, teller, (caller, form, file) => officers.Appoint(caller, form.Person(""), form.Order, file, context.RequestAborted));

    private static Task<IResult> End(Guid person, IDistrictOfficers officers, OrderForms forms, ActTeller teller, HttpContext context) => context.ByOrder(
        forms, teller, (caller, form, file) => officers.End(caller, new PersonId(person), form.Order, file, context.RequestAborted));

    private static async Task<IResult> Orders(string? cursor, int? limit, IDistrictOfficers officers, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if ((limit ?? UsualLines) is not (> 0 and <= MostLines and var size))
        {
            return context.Refuse(Refusals.Malformed);
        }

        var page = await officers.Orders(caller, cursor, size, context.RequestAborted);
        return page.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new DistrictOrderListDto(
                [.. page.Value.Lines.Select(static l => new DistrictOrderDto(
                    l.Id, l.Kind, l.Person.Value, l.Name, l.Mark.Number, l.Mark.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), l.At.ToUnixTimeMilliseconds()))],
                page.Value.Next));
    }

    private static async Task<IResult> File(Guid order, IDistrictOfficers officers, HttpContext context) =>
        CallerClaims.Read(context.User) is { } caller
            ? context.Download(await officers.File(caller, order, context.RequestAborted), "order")
            : context.Refuse(Refusals.SignInNeeded);
}
