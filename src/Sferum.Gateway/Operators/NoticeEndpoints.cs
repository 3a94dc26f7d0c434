using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Operators;

/// <summary>Maintenance: announced by the operator, seen by everybody, signed in or not.</summary>
internal static class NoticeEndpoints
{
    private const long LatestTime = 253_402_300_799_999;

    public static void MapNotices(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/notice", Notice).AllowAnonymous().WithMetadata(new OperationAttribute(Operation.Public)).WithTags("Operators").Produces<StandingNoticeDto>()
            .WithSummary("The maintenance that is announced. Ask once a minute: a gateway knows of a change after half a minute.");
        var desk = routes.MapGroup("/api/operator/maintenance").RequireAuthorization().WithTags("Operators")
            .WithMetadata(new OperationAttribute(Operation.AnnounceMaintenance)).ProducesProblem(StatusCodes.Status403Forbidden);
        desk.MapGet("", Read).Produces<StandingNoticeDto>().WithSummary("The announcement as it is in the database.");
        desk.MapPut("", Set).Produces<NoticeDto>().ProducesProblem(StatusCodes.Status422UnprocessableEntity).WithSummary("Announces maintenance, or changes the announcement.");
        desk.MapDelete("", End).Produces<Done>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Takes the announcement back.");
    }

    private static async Task<IResult> Notice(NoticeBoard board) => TypedResults.Ok(new StandingNoticeDto(Dto(await board.Read())));

    private static async Task<IResult> Read(IMaintenance maintenance, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new StandingNoticeDto(Dto(await maintenance.Read(context.RequestAborted))));
    }

    private static async Task<IResult> Set([FromBody] MaintenanceRequest request, IMaintenance maintenance, NoticeBoard board, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (request.From is < 0 or > LatestTime || request.Until is < 0 or > LatestTime)
        {
            return context.Refuse(Refusals.Malformed);
        }

        var notice = new MaintenanceNotice(
            request.Text, request.TextEn, DateTimeOffset.FromUnixTimeMilliseconds(request.From), DateTimeOffset.FromUnixTimeMilliseconds(request.Until));
        var set = await maintenance.Set(caller, notice, context.RequestAborted);
        if (set.IsRefused(out var refusal))
        {
            return context.Refuse(refusal);
        }

        board.Put(set.Value);
        return TypedResults.Ok(Dto(set.Value));
    }

    private static async Task<IResult> End(IMaintenance maintenance, NoticeBoard board, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var ended = await maintenance.End(caller, context.RequestAborted);
        if (ended.IsRefused(out var refusal))
        {
            return context.Refuse(refusal);
        }

        board.Put(null);
        return TypedResults.Ok(Done.Instance);
    }

    private static NoticeDto? Dto(StandingNotice? standing) => standing is { Notice: var n }
        ? new NoticeDto(standing.Id, n.Text, n.TextEn, n.From.ToUnixTimeMilliseconds(), n.Until.ToUnixTimeMilliseconds())
        : null;
}
