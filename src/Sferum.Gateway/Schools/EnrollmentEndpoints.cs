using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
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
        Map<IEnrollments>(
            school, "classes/{place:guid}/students", enroll,
            ("Enrols a student in a class and in the sections of the whole class.", static (p, caller, place, who, cancel) => p.Enroll(caller, new ClassId(place), who, cancel)),
            ("Ends a student's enrolment in a class and its sections.", static (p, caller, place, who, cancel) => p.End(caller, new ClassId(place), who, cancel)));
        Map<IEnrollments>(
            school, "sections/{place:guid}/students", enroll,
            ("Enrols a student in a section.", static (p, caller, place, who, cancel) => p.Enroll(caller, new SectionId(place), who, cancel)),
            ("Ends a student's enrolment in a section.", static (p, caller, place, who, cancel) => p.End(caller, new SectionId(place), who, cancel)));
        Map<IAssignments>(
            school, "classes/{place:guid}/teachers", assign,
            ("Assigns a class teacher.", static (p, caller, place, who, cancel) => p.Assign(caller, new ClassId(place), who, cancel)),
            ("Ends a class teacher's assignment: rights and chats go before this is answered.",
                static (p, caller, place, who, cancel) => p.Unassign(caller, new ClassId(place), who, cancel)));
        Map<IAssignments>(
            school, "sections/{place:guid}/teachers", assign,
            ("Assigns a teacher to a section.", static (p, caller, place, who, cancel) => p.Assign(caller, new SectionId(place), who, cancel)),
            ("Ends a teacher's assignment to a section: rights and chats go before this is answered.",
                static (p, caller, place, who, cancel) => p.Unassign(caller, new SectionId(place), who, cancel)));

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

    /// <summary>One kind of place: PUT begins it, DELETE ends it.</summary>
    private static void Map<TPort>(
        RouteGroupBuilder school, string places, OperationAttribute operation, (string Summary, Change<TPort> Change) begin, (string Summary, Change<TPort> Change) end)
        where TPort : class
    {
        var path = $"/{places}/{{person:guid}}";

        // Of these few addresses the arguments are read by what is made at the start: a handler with a type of its own is not known while compiling.
#pragma warning disable RDG002
        foreach (var (endpoint, summary) in new[] { (school.MapPut(path, Handler(begin.Change)), begin.Summary), (school.MapDelete(path, Handler(end.Change)), end.Summary) })
#pragma warning restore RDG002
        {
            endpoint.WithMetadata(operation).WithSummary(summary).Produces<Done>();
        }
    }

    private static Delegate Handler<TPort>(Change<TPort> change)
        where TPort : class => (Guid place, Guid person, [FromServices] TPort port, ActTeller teller, HttpContext context) => context.Act(
            teller, caller => change(port, caller, place, new PersonId(person), context.RequestAborted), static _ => Done.Instance);

    /// <summary>Begins or ends somebody's place.</summary>
    private delegate ValueTask<Outcome<Enacted<Unit>>> Change<in TPort>(TPort port, Caller caller, Guid place, PersonId person, CancellationToken cancel);
}
