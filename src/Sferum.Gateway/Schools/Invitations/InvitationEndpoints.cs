using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Schools;

/// <summary>Links by which people come in. Secrets travel in bodies only: addresses stand in logs.</summary>
internal static class InvitationEndpoints
{
    public static void MapInvitations(this IEndpointRouteBuilder routes)
    {
        var links = routes.MapGroup("/api/school/invitations").RequireAuthorization().WithTags("Invitations").ProducesProblem(StatusCodes.Status403Forbidden);
        links.MapPost("", Create).WithMetadata(new OperationAttribute(Operation.ManageInvitations))
            .WithSummary("Makes a link for staff or for the students of a class; its secret is told here.")
            .Produces<OpenInvitationDto>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        links.MapGet("", List).WithMetadata(new OperationAttribute(Operation.SeeInvitations))
            .WithSummary("The links of the school; a class teacher sees the student links of the own class.").Produces<InvitationListDto>();
        links.MapDelete("/{id:guid}", Revoke).WithMetadata(new OperationAttribute(Operation.RevokeInvitations))
            .WithSummary("Ends a link; a class teacher ends guardians' links of the own class.")
            .Produces<InvitationDto>().ProducesProblem(StatusCodes.Status404NotFound);
        links.MapPost("/{id:guid}/show", Show).WithMetadata(new OperationAttribute(Operation.SeeInvitations))
            .WithSummary("Shows a student link once more; that is logged.")
            .Produces<OpenInvitationDto>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        links.MapPost("/{id:guid}/sheet", Print).WithMetadata(new OperationAttribute(Operation.SeeInvitations))
            .WithSummary("A sheet to print, for whoever holds the secret; that is logged.")
            .Produces<InvitationSheetDto>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        links.MapPost("/{id:guid}/hand-outs", HandOut).WithMetadata(new OperationAttribute(Operation.ManageInvitations))
            .WithSummary("Notes to whom of the staff a link was handed.").Produces<InvitationDto>().ProducesProblem(StatusCodes.Status404NotFound);
        links.MapGet("/{id:guid}/log", Log).WithMetadata(new OperationAttribute(Operation.SeeInvitations))
            .WithSummary("What happened with a link: uses and hand-outs.").Produces<InvitationLogDto>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapPost("/api/invitations/peek", Peek).AllowAnonymous().RequireRateLimiting(PeopleEndpoints.Limiter).WithTags("Invitations")
            .WithMetadata(new OperationAttribute(Operation.Public)).WithSummary("What a link's secret opens: school, role, class.")
            .Produces<InvitationGlimpseDto>().ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status429TooManyRequests);
    }

    private static async Task<IResult> Create([FromBody] NewInvitationDto request, IInvitations invitations, ActTeller teller, JoinLinks links, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (InvitationKinds.Parse(request.Kind) is not { } kind)
        {
            return context.Refuse(Refusals.FieldInvalid("kind"));
        }

        var role = request.Role is { } code ? RoleCodes.Parse(code) : Role.None;
        if (request.Role is not null && role is Role.None)
        {
            return context.Refuse(Refusals.InvitationRole);
        }

        // An absurd number of hours is no time span; the bound is far below.
        TimeSpan? life = request.Hours is { } hours ? TimeSpan.FromHours(Math.Clamp(hours, -1, 100_000)) : null;
        var made = await teller.Tell(await invitations.Create(
            caller, new NewInvitation(kind, role, request.ClassId is { } @class ? new ClassId(@class) : null, request.Cap, life), context.RequestAborted));
        return Open(context, links, made);
    }

    private static async Task<IResult> List([AsParameters] ListQuery query, IInvitations invitations, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var kind = InvitationKinds.Parse(query.Kind);
        var after = TimeCursor.Parse(query.Cursor);
        if ((query.Kind is not null && kind is null) || (query.Cursor is not null && after is null) || query.Limit is < 1 or > TimeCursor.MaxPage)
        {
            return context.Refuse(Refusals.Malformed);
        }

        var page = await invitations.List(
            caller,
            new InvitationQuery(kind, query.ClassId is { } @class ? new ClassId(@class) : null, after, query.Limit ?? TimeCursor.UsualPage),
            context.RequestAborted);
        return page.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new InvitationListDto([.. page.Value.Invitations.Select(JoinWire.Dto)], page.Value.Next?.ToString()));
    }

    private static async Task<IResult> Revoke(Guid id, IInvitations invitations, ActTeller teller, HttpContext context) =>
        CallerClaims.Read(context.User) is not { } caller ? context.Refuse(Refusals.SignInNeeded)
        : Seen(context, await teller.Tell(await invitations.Revoke(caller, new InvitationId(id), context.RequestAborted)));

    private static async Task<IResult> Show(Guid id, IInvitations invitations, ActTeller teller, JoinLinks links, HttpContext context) =>
        CallerClaims.Read(context.User) is not { } caller ? context.Refuse(Refusals.SignInNeeded)
        : Open(context, links, await teller.Tell(await invitations.Show(caller, new InvitationId(id), context.RequestAborted)));

    private static async Task<IResult> Print(Guid id, [FromBody] InvitationSecretDto request, IInvitations invitations, ActTeller teller, JoinLinks links, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var sheet = await teller.Tell(await invitations.Print(caller, new InvitationId(id), request.Secret, context.RequestAborted));
        context.Response.Headers.CacheControl = "no-store";
        return sheet.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new InvitationSheetDto(JoinLinks.Sheet(sheet.Value, links.Url(context.Request, request.Secret), Language.Of(context).Code)));
    }

    private static async Task<IResult> HandOut(Guid id, [FromBody] HandOutDto request, IInvitations invitations, ActTeller teller, HttpContext context) =>
        CallerClaims.Read(context.User) is not { } caller ? context.Refuse(Refusals.SignInNeeded)
        : Seen(context, await teller.Tell(await invitations.HandOut(caller, new InvitationId(id), new PersonId(request.PersonId), context.RequestAborted)));

    private static async Task<IResult> Log(Guid id, string? cursor, int? limit, IInvitations invitations, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var after = TimeCursor.Parse(cursor);
        if ((cursor is not null && after is null) || limit is < 1 or > TimeCursor.MaxPage)
        {
            return context.Refuse(Refusals.Malformed);
        }

        var page = await invitations.Log(caller, new InvitationId(id), after, limit ?? TimeCursor.UsualPage, context.RequestAborted);
        return page.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new InvitationLogDto(
                [.. page.Value.Events.Select(static e => new InvitationEventDto(e.What, e.Person.Value, e.Name, e.To, e.At.ToUnixTimeMilliseconds()))],
                page.Value.Next?.ToString()));
    }

    private static async Task<IResult> Peek([FromBody] InvitationSecretDto request, IInvitations invitations, HttpContext context)
    {
        var glimpse = await invitations.Peek(request.Secret, context.RequestAborted);
        return glimpse.IsRefused(out var refusal)
            ? context.Refuse(refusal)
            : TypedResults.Ok(new InvitationGlimpseDto(glimpse.Value.SchoolName, glimpse.Value.Kind.Code(), glimpse.Value.Role.Code(), glimpse.Value.ClassTitle));
    }

    private static IResult Seen(HttpContext context, Outcome<Invitation> outcome) =>
        outcome.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(JoinWire.Dto(outcome.Value));

    /// <summary>An answer that holds a secret stays in nobody's cache.</summary>
    private static IResult Open(HttpContext context, JoinLinks links, Outcome<OpenInvitation> outcome)
    {
        if (outcome.IsRefused(out var refusal))
        {
            return context.Refuse(refusal);
        }

        context.Response.Headers.CacheControl = "no-store";
        var url = links.Url(context.Request, outcome.Value.Secret);
        return TypedResults.Ok(new OpenInvitationDto(JoinWire.Dto(outcome.Value.Invitation), outcome.Value.Secret, url, JoinLinks.Qr(url)));
    }

    /// <summary>Which links.</summary>
    internal sealed record ListQuery
    {
        [FromQuery] public string? Kind { get; init; }

        [FromQuery] public Guid? ClassId { get; init; }

        [FromQuery] public string? Cursor { get; init; }

        [FromQuery] public int? Limit { get; init; }
    }
}
