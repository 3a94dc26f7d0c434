using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>School years, parallels and classes.</summary>
internal static class ClassEndpoints
{
    public static void MapClasses(this IEndpointRouteBuilder routes)
    {
        var school = routes.MapGroup("/api/school").RequireAuthorization().WithTags("Schools");
        school.MapGet("/years", Years).ForReaders<SchoolYearsDto>("The school's years.");
        school.MapPut("/years/{year:int}", SetYear).ForManagers<SchoolYearDto>("Sets a school year, and which one is current.");
        school.MapGet("/parallels", Parallels).ForReaders<ParallelsDto>("The parallels of a year, with their classes and students counted.");
        var classes = school.MapGroup("/classes");
        classes.MapGet("", List).ForReaders<ClassPageDto>("Classes of a year, living or archived, with how many are in each.");
        classes.MapGet("/{id:guid}", Find).ForReaders<ClassDto>("One class, living or archived.").ProducesProblem(StatusCodes.Status404NotFound);
        classes.MapPost("", Create).ForManagers<ClassDto>("Makes a class; its chat and the one of its guardians appear with it.");
        classes.MapPut("/{id:guid}", Change).ForManagers<ClassDto>("Renames a class; its chats follow.");
        classes.MapPost("/{id:guid}/archive", Archive).ForManagers<ClassDto>("Archives a class without students; its chats become history.");
        classes.MapPost("/{id:guid}/restore", Restore).ForManagers<ClassDto>("Takes a class out of the archive.");
    }

    private static Task<IResult> Years(ISchoolYears years, HttpContext context) => context.Read(async school =>
        new SchoolYearsDto([.. (await years.List(school, context.RequestAborted)).Select(StructureWire.Dto)]));

    private static Task<IResult> SetYear(int year, [FromBody] SchoolYearRequest request, ISchoolYears years, ActTeller teller, HttpContext context) => context.Act(
        teller,
        caller => years.Set(caller, new SchoolYear(year, request.StartDate, request.EndDate, request.Current), context.RequestAborted),
        StructureWire.Dto);

    private static Task<IResult> Parallels(int? year, ISchoolClasses classes, HttpContext context) => context.Read(async school =>
        new ParallelsDto([.. (await classes.Parallels(school, year, context.RequestAborted)).Select(static p => new ParallelDto(p.Grade, p.Classes, p.Students))]));

    private static Task<IResult> List(int? year, string? grade, bool? archived, Guid? after, int? limit, ISchoolClasses classes, HttpContext context) => context.Read(async school =>
    {
        var page = await classes.List(school, new ClassFilter(year, grade, archived ?? false), after, limit ?? StructureText.MaxPage, context.RequestAborted);
        return new ClassPageDto([.. page.Items.Select(StructureWire.Dto)], page.Next);
    });

    private static async Task<IResult> Find(Guid id, ISchoolClasses classes, HttpContext context) =>
        CallerClaims.Read(context.User)?.School is { } school && await classes.Find(school, new ClassId(id), context.RequestAborted) is { } found
            ? TypedResults.Ok(StructureWire.Dto(found))
            : context.Refuse(Refusals.NotFound);

    private static Task<IResult> Create([FromBody] ClassRequest request, ISchoolClasses classes, ActTeller teller, HttpContext context) =>
        context.Act(teller, caller => classes.Create(caller, request.Title, request.Grade, request.Year, context.RequestAborted), StructureWire.Dto);

    private static Task<IResult> Change(Guid id, [FromBody] ClassRequest request, ISchoolClasses classes, ActTeller teller, HttpContext context) =>
        context.Act(teller, caller => classes.Change(caller, new ClassId(id), request.Title, request.Grade, context.RequestAborted), StructureWire.Dto);

    private static Task<IResult> Archive(Guid id, ISchoolClasses classes, ActTeller teller, HttpContext context) =>
        context.Act(teller, caller => classes.Archive(caller, new ClassId(id), context.RequestAborted), StructureWire.Dto);

    private static Task<IResult> Restore(Guid id, ISchoolClasses classes, ActTeller teller, HttpContext context) =>
        context.Act(teller, caller => classes.Restore(caller, new ClassId(id), context.RequestAborted), StructureWire.Dto);
}
