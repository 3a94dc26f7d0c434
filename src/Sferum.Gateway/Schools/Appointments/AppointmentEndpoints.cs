using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>Who directs and administers the school in which the session acts, and the director's orders about that.</summary>
internal static class AppointmentEndpoints
{
    public static void MapAppointments(this IEndpointRouteBuilder routes)
    {
        var school = routes.MapGroup("/api/school").RequireAuthorization().WithTags("Appointments")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        school.MapGet("/appointments", Holders).WithMetadata(new OperationAttribute(Operation.SeeOrders)).Produces<AppointmentListDto>()
            .WithSummary("Director, administrator and deputies of the school.");
        school.MapPut("/admin", ReplaceAdmin).WithMetadata(new OperationAttribute(Operation.AppointAdmin), new OrderForms.Limit())
            .Accepts<OrderFormDto>("multipart/form-data").Produces<AppointedDto>().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Replaces the administrator by an order: personId of somebody who works here, or names and a phone; the order's file as the part order.");
        school.MapPost("/deputies", AppointDeputy).WithMetadata(new OperationAttribute(Operation.AppointAdmin), new OrderForms.Limit())
            .Accepts<DeputyFormDto>("multipart/form-data").Produces<AppointedDto>().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Appoints a deputy (school_admin or administration) until a time, by an order.");
        school.MapDelete("/deputies/{person:guid}", EndDeputy).WithMetadata(new OperationAttribute(Operation.AppointAdmin)).Produces<AppointedDto>()
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).WithSummary("Ends a deputy's roles before their time.");
    }

    private static async Task<IResult> Holders(IAppointments appointments, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var holders = await appointments.Holders(caller, context.RequestAborted);
        return holders.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new AppointmentListDto([.. holders.Value.All.Select(static a => new AppointmentDto(
                a.Person.Value, a.Name, a.Role.Code(), a.Since.ToUnixTimeMilliseconds(), a.Until?.ToUnixTimeMilliseconds(), a.Order))]));
    }

    private static Task<IResult> ReplaceAdmin(IAppointments appointments, OrderForms forms, ActTeller teller, HttpContext context) => context.ByOrder(
        forms, teller, (caller, form, file) => appointments.ReplaceAdmin(caller, form.Appointee, form.Order, file, context.RequestAborted));

    private static Task<IResult> AppointDeputy(IAppointments appointments, OrderForms forms, ActTeller teller, HttpContext context) => context.ByOrder(
        forms, teller, (caller, form, file) => appointments.AppointDeputy(
            caller, RoleCodes.Parse(form.Text("role")), form.Time("until"), form.Appointee, form.Order, file, context.RequestAborted));

    private static Task<IResult> EndDeputy(Guid person, IAppointments appointments, ActTeller teller, HttpContext context) =>
        context.Act(teller, caller => appointments.EndDeputy(caller, new PersonId(person), context.RequestAborted), OrderActs.Dto);
}
