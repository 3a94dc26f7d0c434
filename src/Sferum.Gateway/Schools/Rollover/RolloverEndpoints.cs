using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;

namespace Sferum.Schools;

/// <summary>A school goes from one year into the next, and back.</summary>
internal static class RolloverEndpoints
{
    public static void MapRollovers(this IEndpointRouteBuilder routes)
    {
        var rollover = routes.MapGroup("/api/school/rollover").RequireAuthorization().WithTags("Schools");
        rollover.MapGet("", List).ForManagers<RolloversDto>("The school's rollovers.");
        rollover.MapPost("/preview", Preview).ForManagers<RolloverPreviewDto>("What a rollover would do, class by class. Changes nothing.");
        rollover.MapPost("", CarryOut).ForManagers<RolloverDto>("Carries out the preview that was seen.");
        rollover.MapPost("/{id:guid}/undo", Undo).ForManagers<RolloverDto>("Takes a rollover back while nothing depends on the new year.");
    }

    private static Task<IResult> List(IRollovers rollovers, HttpContext context) => context.Read(async school =>
        new RolloversDto([.. (await rollovers.List(school, context.RequestAborted)).Select(Dto)]));

    private static async Task<IResult> Preview([FromBody] RolloverRequest request, IRollovers rollovers, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { School: { } school })
        {
            return context.Refuse(Refusals.NotFound);
        }

        var preview = await rollovers.Preview(school, Choices(request), context.RequestAborted);
        return preview.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(Dto(preview.Value, Language.Of(context)));
    }

    private static Task<IResult> CarryOut([FromBody] RolloverRequest request, IRollovers rollovers, ActTeller teller, HttpContext context) =>
        context.Act(teller, caller => rollovers.CarryOut(caller, Choices(request), request.Revision ?? "", context.RequestAborted), Dto);

    private static Task<IResult> Undo(Guid id, IRollovers rollovers, ActTeller teller, HttpContext context) =>
        context.Act(teller, caller => rollovers.Undo(caller, id, context.RequestAborted), Dto);

    private static RolloverChoices Choices(RolloverRequest r) => new()
    {
        From = r.From,
        Graduating = r.Graduating,
        WithTeachers = r.WithTeachers,
        Repeaters = [.. r.Repeaters.Select(static p => new Repeater(new PersonId(p.PersonId), p.Title))],
        Beginning = [.. r.Beginning.Select(static b => new BeginningClass(b.Title, b.Grade))],
        Classes = [.. r.Classes.Select(static c => new ClassChoice(new ClassId(c.ClassId), c.Title, c.Grade))],
    };

    private static RolloverDto Dto(CarriedRollover r) => new(r.Id, r.From, r.To, r.At.ToUnixTimeMilliseconds(), r.UndoneAt?.ToUnixTimeMilliseconds());

    private static RolloverPreviewDto Dto(RolloverPreview p, Language language) => new()
    {
        Revision = p.Revision,
        From = p.From,
        To = p.To,
        Classes = [.. p.Classes.Select(static c => new ClassFateDto(c.Class.Value, c.Title, c.Grade, c.NewTitle, c.NewGrade, c.Students, c.Repeaters, c.Teachers, c.Sections))],
        Beginning = [.. p.Beginning.Select(static b => new BeginningClassDto(b.Title, b.Grade))],
        Conflicts = [.. p.Conflicts.Select(c => Dto(c, language))],
        Counts = new RolloverCountsDto(
            p.Counts.Classes, p.Counts.Sections, p.Counts.Students, p.Counts.Repeaters, p.Counts.Graduates, p.Counts.ArchivedClasses, p.Counts.ArchivedSections),
    };

    private static RolloverConflictDto Dto(RolloverConflict c, Language language) => new(
        c.Code, TextCatalogue.Render(c.Code, new Dictionary<string, string>(StringComparer.Ordinal) { ["title"] = c.Title ?? "" }, language.Code), c.Subject, c.Title);
}
