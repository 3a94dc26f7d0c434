using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>The school's regulation and the text of the consent: read and accepted by all, drafted and put into force by those who may.</summary>
internal static class LocalActEndpoints
{
    private const int MaxBody = 512 * 1024;
    private const string Pdf = "application/pdf";

    public static void MapLocalActs(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/api/regulation").RequireAuthorization().WithTags("Schools").WithMetadata(new OperationAttribute(Operation.OwnRegulation), new BodyLimit(4096));
        own.MapGet("", Active).WithSummary("The version in force (kind=consent: of the consent's text), and whether one has accepted it.").Produces<RegulationDto>();
        own.MapGet("/{version:int}/file", File).WithSummary("The file of a version.").Produces(StatusCodes.Status200OK, contentType: Pdf).ProducesProblem(StatusCodes.Status404NotFound);
        own.MapPost("/accept", Accept).WithSummary("Accepts the version that was read.").Produces<Done>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);

        var acts = routes.MapGroup("/api/school/local-acts").RequireAuthorization().WithTags("Schools").ProducesProblem(StatusCodes.Status403Forbidden);
        var manage = new OperationAttribute(Operation.ManageRegulation);
        acts.MapGet("", List).WithMetadata(manage).WithSummary("All versions, drafts among them.").Produces<LocalActList>();
        acts.MapGet("/{version:int}", Read).WithMetadata(manage).WithSummary("A version with its text.").Produces<LocalActDto>().ProducesProblem(StatusCodes.Status404NotFound);
        acts.MapPost("", Draft).WithMetadata(manage, new BodyLimit(MaxBody)).WithSummary("Drafts a version as a text.").Produces<LocalActDto>();
        acts.MapPost("/file", DraftFile).WithMetadata(manage, new BodyLimit(LocalActDraft.MaxFile + 1)).WithSummary("Drafts a version as a PDF of at most 5 MB.")
            .Accepts<byte[]>(Pdf).Produces<LocalActDto>();
        acts.MapPost("/{version:int}/activate", Activate).WithMetadata(new OperationAttribute(Operation.ActivateRegulation), new BodyLimit(4096))
            .WithSummary("Puts a version into force.").Produces<LocalActDto>().ProducesProblem(StatusCodes.Status404NotFound);
        acts.MapGet("/acceptance", Acceptance).WithMetadata(manage).WithSummary("Who has accepted the regulation, and who has not.").Produces<AcceptanceDto>();
    }

    private static async Task<IResult> Active([FromQuery] string? kind, ILocalActs acts, HttpContext context) =>
        Enter(context, kind, out var caller, out var what) is { } refused ? refused : TypedResults.Ok(Dto(await acts.Active(caller, what, context.RequestAborted)));

    private static async Task<IResult> File(int version, [FromQuery] string? kind, ILocalActs acts, HttpContext context)
    {
        if (Enter(context, kind, out var caller, out var what) is { } refused)
        {
            return refused;
        }

        if (await acts.File(caller, what, version, context.RequestAborted) is not { } file)
        {
            return context.Refuse(Refusals.NotFound);
        }

        return TypedResults.File(file, Pdf, $"{what.Code()}-{version}.pdf");
    }

    private static async Task<IResult> Accept([FromBody] AcceptRegulationRequest request, ILocalActs acts, HttpContext context)
    {
        if (Enter(context, null, out var caller, out _) is { } refused)
        {
            return refused;
        }

        var accepted = await acts.Accept(caller, request.Version, context.RequestAborted);
        return accepted.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(Done.Instance);
    }

    private static async Task<IResult> List([FromQuery] string? kind, ILocalActs acts, HttpContext context)
    {
        if (Enter(context, kind, out var caller, out var what) is { } refused)
        {
            return refused;
        }

        var list = await acts.List(caller, what, context.RequestAborted);
        return list.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(new LocalActList([.. list.Value.Select(Dto)]));
    }

    private static async Task<IResult> Read(int version, [FromQuery] string? kind, ILocalActs acts, HttpContext context) =>
        Enter(context, kind, out var caller, out var what) is { } refused ? refused
        : await acts.Read(caller, what, version, context.RequestAborted) is { } act ? TypedResults.Ok(Dto(act))
        : context.Refuse(Refusals.NotFound);

    private static async Task<IResult> Draft([FromBody] LocalActDraftDto request, ILocalActs acts, ActTeller teller, HttpContext context) =>
        Enter(context, request.Kind, out var caller, out var what) is { } refused
            ? refused
            : Answer(context, await teller.Tell(await acts.Draft(caller, what, new LocalActDraft(request.Title, request.Text, null), context.RequestAborted)));

    private static async Task<IResult> DraftFile([FromQuery] string title, [FromQuery] string? kind, ILocalActs acts, ActTeller teller, HttpContext context)
    {
        if (Enter(context, kind, out var caller, out var what) is { } refused)
        {
            return refused;
        }

        using var file = new MemoryStream();
        await context.Request.Body.CopyToAsync(file, context.RequestAborted);
        return Answer(context, await teller.Tell(await acts.Draft(caller, what, new LocalActDraft(title, null, file.ToArray()), context.RequestAborted)));
    }

    private static async Task<IResult> Activate(int version, [FromBody] ActivateLocalActRequest request, ILocalActs acts, ActTeller teller, HttpContext context) =>
        Enter(context, request.Kind, out var caller, out var what) is { } refused
            ? refused
            : Answer(context, await teller.Tell(await acts.Activate(caller, what, version, request.Required, context.RequestAborted)));

    private static async Task<IResult> Acceptance([FromQuery] bool? accepted, [FromQuery] string? cursor, ILocalActs acts, HttpContext context)
    {
        if (Enter(context, null, out var caller, out _) is { } refused)
        {
            return refused;
        }

        var page = await acts.Acceptance(caller, accepted ?? false, cursor, context.RequestAborted);
        return page.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(new AcceptanceDto(
            page.Value.Version,
            page.Value.Accepted,
            page.Value.Missing,
            [.. page.Value.People.Select(static p => new AcceptanceLineDto(p.Person.Value, p.Name, p.AcceptedAt?.ToUnixTimeMilliseconds()))],
            page.Value.Next));
    }

    /// <summary>Who asks for which kind; or why not.</summary>
    private static IResult? Enter(HttpContext context, string? kind, out Caller caller, out LocalActKind what)
    {
        (caller, what) = (CallerClaims.Read(context.User)!, LocalActKinds.Parse(kind) ?? default);
        return caller is null ? context.Refuse(Refusals.SignInNeeded) : LocalActKinds.Parse(kind) is null ? context.Refuse(Refusals.FieldInvalid("kind")) : null;
    }

    private static IResult Answer(HttpContext context, Outcome<LocalAct> outcome) =>
        outcome.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(Dto(outcome.Value));

    private static RegulationDto Dto(ActiveLocalAct active) =>
        new(active.Active is { } act ? Dto(act) : null, active.AcceptedAt?.ToUnixTimeMilliseconds(), active.Required);

    private static LocalActDto Dto(LocalAct act) => new(
        act.Kind.Code(), act.Version, act.Title, act.Text, act.HasFile, act.CreatedAt.ToUnixTimeMilliseconds(), act.ActivatedAt?.ToUnixTimeMilliseconds(),
        act.RetiredAt?.ToUnixTimeMilliseconds());

    private sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
