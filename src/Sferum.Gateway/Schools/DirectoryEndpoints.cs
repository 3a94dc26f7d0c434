using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;
using HeldRole = Sferum.People.Role;

namespace Sferum.Schools;

/// <summary>Who is at the school, how far its classes have come, and what waits for the caller.</summary>
internal static class DirectoryEndpoints
{
    private const string Staff = "staff";

    public static void MapDirectory(this IEndpointRouteBuilder routes)
    {
        var school = routes.MapGroup("/api/school").RequireAuthorization().WithTags("Schools").ProducesProblem(StatusCodes.Status403Forbidden);
        var see = new OperationAttribute(Operation.SeePeople);
        school.MapGet("/people", People).WithMetadata(see).Produces<DirectoryPageDto>()
            .WithSummary("People of the school by name, role or place; a class teacher sees the own class and its guardians.");
        school.MapGet("/people/{person:guid}", Person).WithMetadata(see).Produces<SchoolPersonDto>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("One of them.");
        school.MapGet("/classes/{id:guid}/teachers", Teachers).WithMetadata(see).Produces<TeachersOfClassDto>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Class teachers of a class, and the teachers of its sections.");
        school.MapGet("/coverage", Coverage).WithMetadata(see).Produces<CoverageDto>()
            .WithSummary("How many students of each class are in the roster, invited, registered and active.");
        school.MapGet("/waiting", Waiting).WithMetadata(new OperationAttribute(Operation.SeeSchool)).Produces<WaitingDto>()
            .WithSummary("What waits for the caller, counted, with the age of the oldest.");
    }

    private static async Task<IResult> People([AsParameters] PeopleQuery query, ISchoolDirectory directory, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (query.Read() is not { } filter)
        {
            return context.Refuse(Refusals.Malformed);
        }

        var page = await directory.People(
            caller, filter, query.After is { } after ? new PersonId(after) : null, query.Limit ?? ISchoolDirectory.MaxPage, context.RequestAborted);
        return page.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new DirectoryPageDto([.. page.Value.People.Select(Dto)], page.Value.Next?.Value));
    }

    private static async Task<IResult> Person(Guid person, ISchoolDirectory directory, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var found = await directory.Person(caller, new PersonId(person), context.RequestAborted);
        return found.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(Dto(found.Value));
    }

    private static async Task<IResult> Teachers(Guid id, ISchoolDirectory directory, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var found = await directory.Teachers(caller, new ClassId(id), context.RequestAborted);
        return found.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new TeachersOfClassDto(
                [.. found.Value.Select(static t => new TeacherOfClassDto(t.Person.Value, t.Name, t.Section?.Value, t.Rests, t.IsSubstitute))]));
    }

    private static async Task<IResult> Coverage(ISchoolDirectory directory, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var found = await directory.Coverage(caller, context.RequestAborted);
        return found.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new CoverageDto(
                [.. found.Value.Select(static c => new ClassCoverageDto(c.Class.Value, c.Title, c.Students, c.Invited, c.Registered, c.Active))]));
    }

    private static async Task<IResult> Waiting(ICoordination coordination, TimeProvider time, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var now = time.GetUtcNow();
        var found = await coordination.Waiting(caller, context.RequestAborted);
        return found.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new WaitingDto(
                [.. found.Value.Select(w => new WaitingWorkDto(Code(w.Kind), w.Count, w.Since.ToUnixTimeMilliseconds(), Math.Max(0, (long)(now - w.Since).TotalSeconds)))]));
    }

    private static SchoolPersonDto Dto(SchoolPerson p) => new()
    {
        PersonId = p.Id.Value, Name = p.Name, FamilyName = p.FamilyName, GivenName = p.GivenName, MiddleName = p.MiddleName, Roles = p.Roles.CodesOf(), OnLeave = p.OnLeave,
        ClassId = p.Class?.Value, ClassTitle = p.ClassTitle, Registered = p.Registered, Invited = p.Invited, SeenAt = p.SeenAt?.ToUnixTimeMilliseconds(),
        Guardians = [.. p.Guardians.Select(static g => new NamedPersonRef(g.Id.Value, g.Name))],
    };

    private static string Code(WaitingKind kind) => kind switch
    {
        WaitingKind.JoinRequests => "join_requests",
        WaitingKind.GuardianRequests => "guardian_requests",
        WaitingKind.Reports => "reports",
        WaitingKind.Evidence => "evidence",
        WaitingKind.FailedMovements => "failed_movements",
        WaitingKind.PlannedMovements => "planned_movements",
        WaitingKind.ClassesWithoutTeacher => "classes_without_teacher",
        WaitingKind.SectionsWithoutTeacher => "sections_without_teacher",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Which people: <c>role</c> is a role code or <c>staff</c>, <c>as=teacher</c> asks for those who teach in the class or section.</summary>
    internal sealed record PeopleQuery
    {
        [FromQuery] public string? Words { get; init; }

        [FromQuery] public string? Role { get; init; }

        [FromQuery(Name = "class")] public Guid? OfClass { get; init; }

        [FromQuery(Name = "section")] public Guid? OfSection { get; init; }

        [FromQuery] public string? As { get; init; }

        [FromQuery] public Guid? After { get; init; }

        [FromQuery] public int? Limit { get; init; }

        /// <summary>The filter; null when it can't be read.</summary>
        public DirectoryFilter? Read()
        {
            var roles = Role is null ? HeldRole.None : Role == Staff ? HeldRole.Staff : RoleCodes.Parse(Role);
            return (Role is not null && roles is HeldRole.None) || As is not (null or "student" or "teacher") || Words?.Length > ISchoolDirectory.MaxWords
                || Limit is < 1 or > ISchoolDirectory.MaxPage
                ? null
                : new DirectoryFilter(Words, roles, OfClass is { } c ? new ClassId(c) : null, OfSection is { } s ? new SectionId(s) : null, As == "teacher");
        }
    }
}
