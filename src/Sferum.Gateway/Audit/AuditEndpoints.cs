using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Audit;

/// <summary>The record of what was done in the school in which the session acts; for the operator, in the deployment.</summary>
internal static class AuditEndpoints
{
    /// <summary>The section of the catalogues with the words of acts.</summary>
    private const string Words = "audit.";

    public static void MapAudit(this IEndpointRouteBuilder routes)
    {
        var audit = routes.MapGroup("/api/school/audit").RequireAuthorization().WithTags("Audit").WithMetadata(new OperationAttribute(Operation.SeeAudit))
            .ProducesProblem(StatusCodes.Status403Forbidden);
        audit.MapGet("", Read).WithSummary("Who did what, on what, before and after; the newest first.").Produces<AuditPageDto>();
        audit.MapGet("/acts", Acts).WithSummary("What acts there are to look for, in the language of the request.").Produces<AuditActsDto>();
    }

    private static IResult Acts(HttpContext context) => TypedResults.Ok(new AuditActsDto(
        [.. TextCatalogue.Codes(Words).Select(code => new AuditActDto(code[Words.Length..], TextCatalogue.Render(code, null, Language.Of(context).Code)))]));

    private static async Task<IResult> Read(
        [FromQuery] string? act, [FromQuery] Guid? actor, [FromQuery] Guid? subject, [FromQuery] long? from, [FromQuery] long? to,
        [FromQuery] string? cursor, [FromQuery] int? limit, IAuditRecord record, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (Time(from) is not { } since || Time(to) is not { } until)
        {
            return context.Refuse(Refusals.Malformed);
        }

        var query = new AuditQuery
        {
            Act = string.IsNullOrEmpty(act) ? null : act,
            Actor = actor is { } person ? new PersonId(person) : null,
            Subject = subject,
            From = from is null ? null : since,
            To = to is null ? null : until,
            Before = long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : null,
            Limit = limit ?? AuditQuery.MaxLimit,
        };
        var page = await record.Read(caller, query, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return page.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(Dto(page.Value, Language.Of(context).Code));
    }

    /// <summary>Unix milliseconds as a time; null when no calendar has it.</summary>
    private static DateTimeOffset? Time(long? milliseconds) => milliseconds switch
    {
        null => DateTimeOffset.UnixEpoch,
        < 0 or > 253_402_300_799_999 => null,
        { } some => DateTimeOffset.FromUnixTimeMilliseconds(some),
    };

    private static AuditPageDto Dto(AuditPage page, string language) => new(
        [
            .. page.Entries.Select(e => new AuditEntryDto(
                e.Number, e.At.ToUnixTimeMilliseconds(), e.Act, TextCatalogue.Render(Words + e.Act, null, language), e.Actor?.Value, e.ActorName, e.SubjectKind, e.Subject,
                e.SubjectName, Code(e.State), e.Before, e.After, e.Reason)),
        ],
        page.Next?.ToString(CultureInfo.InvariantCulture));

    private static string Code(AuditContentState state) => state switch
    {
        AuditContentState.Open => "open",
        AuditContentState.Erased => "erased",
        _ => "unreadable",
    };
}
