using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>Who learns and who teaches where, in the school in which the session acts.</summary>
internal static class EnrollmentEndpoints
{
    public static void MapEnrollment(this IEndpointRouteBuilder routes)
    {
        var school = routes.MapGroup("/api/school").RequireAuthorization().WithTags("Schools")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        var enroll = new OperationAttribute(Operation.ManageEnrollment);
        var assign = new OperationAttribute(Operation.AssignTeachers);

        school.MapPut("/classes/{place:guid}/students/{person:guid}", static (Guid place, Guid person, IEnrollments enrollments, ActTeller teller, HttpContext context) =>
                Act(context, teller, caller => enrollments.Enroll(caller, new ClassId(place), new PersonId(person), context.RequestAborted)))
            .WithMetadata(enroll).Produces<Done>().WithSummary("Enrols a student in a class and in the sections of the whole class.");
        school.MapDelete("/classes/{place:guid}/students/{person:guid}", static (Guid place, Guid person, IEnrollments enrollments, ActTeller teller, HttpContext context) =>
                Act(context, teller, caller => enrollments.End(caller, new ClassId(place), new PersonId(person), context.RequestAborted)))
            .WithMetadata(enroll).Produces<Done>().WithSummary("Ends a student's enrolment in a class and its sections.");
        school.MapPut("/sections/{place:guid}/students/{person:guid}", static (Guid place, Guid person, IEnrollments enrollments, ActTeller teller, HttpContext context) =>
                Act(context, teller, caller => enrollments.Enroll(caller, new SectionId(place), new PersonId(person), context.RequestAborted)))
            .WithMetadata(enroll).Produces<Done>().WithSummary("Enrols a student in a section.");
        school.MapDelete("/sections/{place:guid}/students/{person:guid}", static (Guid place, Guid person, IEnrollments enrollments, ActTeller teller, HttpContext context) =>
                Act(context, teller, caller => enrollments.End(caller, new SectionId(place), new PersonId(person), context.RequestAborted)))
            .WithMetadata(enroll).Produces<Done>().WithSummary("Ends a student's enrolment in a section.");

        school.MapPut("/classes/{place:guid}/teachers/{person:guid}", static (Guid place, Guid person, IAssignments assignments, ActTeller teller, HttpContext context) =>
                Act(context, teller, caller => assignments.Assign(caller, new ClassId(place), new PersonId(person), context.RequestAborted)))
            .WithMetadata(assign).Produces<Done>().WithSummary("Assigns a class teacher.");
        school.MapDelete("/classes/{place:guid}/teachers/{person:guid}", static (Guid place, Guid person, IAssignments assignments, ActTeller teller, HttpContext context) =>
                Act(context, teller, caller => assignments.Unassign(caller, new ClassId(place), new PersonId(person), context.RequestAborted)))
            .WithMetadata(assign).Produces<Done>().WithSummary("Ends a class teacher's assignment: rights and chats go before this is answered.");
        school.MapPut("/sections/{place:guid}/teachers/{person:guid}", static (Guid place, Guid person, IAssignments assignments, ActTeller teller, HttpContext context) =>
                Act(context, teller, caller => assignments.Assign(caller, new SectionId(place), new PersonId(person), context.RequestAborted)))
            .WithMetadata(assign).Produces<Done>().WithSummary("Assigns a teacher to a section.");
        school.MapDelete("/sections/{place:guid}/teachers/{person:guid}", static (Guid place, Guid person, IAssignments assignments, ActTeller teller, HttpContext context) =>
                Act(context, teller, caller => assignments.Unassign(caller, new SectionId(place), new PersonId(person), context.RequestAborted)))
            .WithMetadata(assign).Produces<Done>().WithSummary("Ends a teacher's assignment to a section: rights and chats go before this is answered.");

        school.MapGet("/people/{person:guid}/history", History).WithMetadata(enroll).Produces<PersonHistoryPage>()
            .WithSummary("A person's roles and places at the school, past and present.");
    }

    private static async Task<IResult> History(Guid person, string? cursor, int? limit, IEnrollments enrollments, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { School: { } school })
        {
            return context.Refuse(Refusals.NotFound);
        }

        if (cursor is not null && TimeCursor.Parse(cursor) is null)
        {
            return context.Refuse(Refusals.Malformed);
        }

        var most = Math.Clamp(limit ?? TimeCursor.UsualPage, 1, TimeCursor.MaxPage);
        if (await enrollments.History(school, new PersonId(person), TimeCursor.Parse(cursor), most, context.RequestAborted) is not { } lines)
        {
            return context.Refuse(Refusals.NotFound);
        }

        return TypedResults.Ok(new PersonHistoryPage(
            [.. lines.Select(static l => new PersonHistoryLine(l.What, l.Role, l.Place, l.Title, l.BeganAt, l.EndedAt, l.Rests))],
            lines.Count == most ? lines[^1].Cursor.ToString() : null));
    }

    /// <summary>Does it, tells the chats, and only then answers.</summary>
    private static async Task<IResult> Act(HttpContext context, ActTeller teller, Func<Caller, ValueTask<Outcome<Enacted<Unit>>>> act)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var done = await teller.Tell(await act(caller));
        return done.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(Done.Instance);
    }
}
