using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Sferum.Schools;

/// <summary>Subjects, sections and groups.</summary>
internal static class SectionEndpoints
{
    public static void MapSections(this IEndpointRouteBuilder routes)
    {
        var school = routes.MapGroup("/api/school").RequireAuthorization().WithTags("Schools");
        var subjects = school.MapGroup("/subjects");
        subjects.MapGet("", Subjects).ForReaders<SubjectPageDto>("The catalogue of subjects.");
        subjects.MapPost("", CreateSubject).ForManagers<SubjectDto>("Adds a subject.");
        subjects.MapPut("/{id:guid}", RenameSubject).ForManagers<SubjectDto>("Renames a subject, its sections and their chats.");
        subjects.MapPost("/{id:guid}/archive", ArchiveSubject).ForManagers<SubjectDto>("Archives a subject; its sections go on.");
        subjects.MapPost("/{id:guid}/restore", RestoreSubject).ForManagers<SubjectDto>("Takes a subject out of the archive.");
        school.MapGet("/groups", Groups).ForReaders<GroupsDto>("The groups of a year.");
        var sections = school.MapGroup("/sections");
        sections.MapGet("", Sections).ForReaders<SectionPageDto>("Sections of a year or of a class, with how many are in each.");
        sections.MapPost("", Create).ForManagers<SectionDto>("Makes a section; its study chat appears with it.");
        sections.MapPut("/{id:guid}", RenameGroup).ForManagers<SectionDto>("Renames the group of a section; its chat follows.");
        sections.MapPost("/{id:guid}/archive", Archive).ForManagers<SectionDto>("Archives a section; its chat becomes history.");
        sections.MapPost("/{id:guid}/restore", Restore).ForManagers<SectionDto>("Takes a section out of the archive.");
    }

    private static Task<IResult> Subjects(bool? archived, Guid? after, int? limit, ISubjects subjects, HttpContext context) => context.Read(async school =>
    {
        var page = await subjects.List(school, archived ?? false, after, limit ?? StructureText.MaxPage, context.RequestAborted);
        return new SubjectPageDto([.. page.Items.Select(StructureWire.Dto)], page.Next);
    });

    private static Task<IResult> CreateSubject([FromBody] SubjectRequest request, ISubjects subjects, ActTeller teller, HttpContext context) =>
        context.Act(teller, caller => subjects.Create(caller, request.Title, context.RequestAborted), StructureWire.Dto);

    private static Task<IResult> RenameSubject(Guid id, [FromBody] SubjectRequest request, ISubjects subjects, ActTeller teller, HttpContext context) =>
        context.Act(teller, caller => subjects.Rename(caller, id, request.Title, context.RequestAborted), StructureWire.Dto);

    private static Task<IResult> ArchiveSubject(Guid id, ISubjects subjects, ActTeller teller, HttpContext context) =>
        context.Act(teller, caller => subjects.Archive(caller, id, context.RequestAborted), StructureWire.Dto);

    private static Task<IResult> RestoreSubject(Guid id, ISubjects subjects, ActTeller teller, HttpContext context) =>
        context.Act(teller, caller => subjects.Restore(caller, id, context.RequestAborted), StructureWire.Dto);

    private static Task<IResult> Groups(int? year, ISections sections, HttpContext context) => context.Read(async school =>
        new GroupsDto([.. (await sections.Groups(school, year, context.RequestAborted)).Select(static g => new GroupDto(g.Class?.Value, g.Grade, g.Title, g.Sections))]));

    private static Task<IResult> Sections(
        int? year, [FromQuery(Name = "class")] Guid? ofClass, string? grade, bool? archived, Guid? after, int? limit, ISections sections, HttpContext context) => context.Read(async school =>
    {
        var filter = new SectionFilter(year, ofClass is { } id ? new ClassId(id) : null, grade, archived ?? false);
        var page = await sections.List(school, filter, after, limit ?? StructureText.MaxPage, context.RequestAborted);
        return new SectionPageDto([.. page.Items.Select(StructureWire.Dto)], page.Next);
    });

    private static Task<IResult> Create([FromBody] SectionRequest request, ISections sections, ActTeller teller, HttpContext context)
    {
        var wanted = new NewSection(request.SubjectId, request.ClassId is { } id ? new ClassId(id) : null, request.Grade, request.Group, request.Year);
        return context.Act(teller, caller => sections.Create(caller, wanted, context.RequestAborted), StructureWire.Dto);
    }

    private static Task<IResult> RenameGroup(Guid id, [FromBody] GroupRequest request, ISections sections, ActTeller teller, HttpContext context) =>
        context.Act(teller, caller => sections.RenameGroup(caller, new SectionId(id), request.Group, context.RequestAborted), StructureWire.Dto);

    private static Task<IResult> Archive(Guid id, ISections sections, ActTeller teller, HttpContext context) =>
        context.Act(teller, caller => sections.Archive(caller, new SectionId(id), context.RequestAborted), StructureWire.Dto);

    private static Task<IResult> Restore(Guid id, ISections sections, ActTeller teller, HttpContext context) =>
        context.Act(teller, caller => sections.Restore(caller, new SectionId(id), context.RequestAborted), StructureWire.Dto);
}
