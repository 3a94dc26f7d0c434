using System.Buffers.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Push;

/// <summary>Whether a session's browser wants notifications, and when nobody is to be woken.</summary>
internal static class PushEndpoints
{
    public static void MapPush(this IEndpointRouteBuilder routes)
    {
        var own = routes.MapGroup("/api/push").RequireAuthorization().WithTags("Push").WithMetadata(new OperationAttribute(Operation.OwnSession))
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        own.MapGet("", Read).Produces<PushStatus>().WithSummary("Notifications, as they are for this session.");
        own.MapPut("/subscription", Subscribe).Produces<Done>().ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("The session's browser wants notifications, until the session ends.");
        own.MapDelete("/subscription", Unsubscribe).Produces<Done>().WithSummary("It wants none any more.");
        own.MapPut("/quiet-hours", SetRest).Produces<Done>().ProducesProblem(StatusCodes.Status422UnprocessableEntity).WithSummary("Sets one's own quiet hours.");
        own.MapDelete("/quiet-hours", EndRest).Produces<Done>().WithSummary("Ends one's own quiet hours.");
        var school = routes.MapGroup("/api/school/quiet-hours").RequireAuthorization().WithTags("Push").WithMetadata(new OperationAttribute(Operation.ManageSchool))
            .ProducesProblem(StatusCodes.Status403Forbidden);
        school.MapPut("", SetSchoolsRest).Produces<Done>().ProducesProblem(StatusCodes.Status422UnprocessableEntity).WithSummary("Sets the school's quiet hours, in its zone.");
        school.MapDelete("", EndSchoolsRest).Produces<Done>().WithSummary("Ends the school's quiet hours.");
    }

    private static async Task<IResult> Read(IPushSubscriptions subscriptions, PushSwitch push, Vapid vapid, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var state = await subscriptions.State(caller, context.RequestAborted);
        return TypedResults.Ok(new PushStatus(push.IsOn, push.IsOn ? vapid.PublicKey : "", state.IsSubscribed, Dto(state.Own), Dto(state.Schools)));
    }

    private static async Task<IResult> Subscribe(
        [FromBody] PushSubscribeRequest request, IPushSubscriptions subscriptions, PushSwitch push, IOptions<PushOptions> options, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (!push.IsOn)
        {
            return context.Refuse(Refusals.NotFound);
        }

        var target = Target(request, options.Value.AllowPrivateHosts, out var wrong);
        if (target is null)
        {
            return context.Refuse(Refusals.FieldInvalid(wrong));
        }

        await subscriptions.Subscribe(caller, target, context.RequestAborted);
        return TypedResults.Ok(Done.Instance);
    }

    private static async Task<IResult> Unsubscribe(IPushSubscriptions subscriptions, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        await subscriptions.Unsubscribe(caller, context.RequestAborted);
        return TypedResults.Ok(Done.Instance);
    }

    private static async Task<IResult> SetRest([FromBody] QuietHoursDto request, IPushSubscriptions subscriptions, HttpContext context)
    {
        var hours = new QuietHours(request.From, request.To, request.Zone ?? "");
        return !hours.IsValid || hours.Zone.Length > 64 ? context.Refuse(Refusals.FieldInvalid("from")) : await Rest(hours, subscriptions, context);
    }

    private static async Task<IResult> EndRest(IPushSubscriptions subscriptions, HttpContext context) => await Rest(null, subscriptions, context);

    private static async Task<IResult> Rest(QuietHours? hours, IPushSubscriptions subscriptions, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        await subscriptions.Rest(caller, hours, context.RequestAborted);
        return TypedResults.Ok(Done.Instance);
    }

    private static async Task<IResult> SetSchoolsRest([FromBody] QuietHoursDto request, IPushSubscriptions subscriptions, HttpContext context) =>
        new QuietHours(request.From, request.To, "UTC").IsValid
            ? await RestSchool((request.From, request.To), subscriptions, context)
            : context.Refuse(Refusals.FieldInvalid("from"));

    private static async Task<IResult> EndSchoolsRest(IPushSubscriptions subscriptions, HttpContext context) => await RestSchool(null, subscriptions, context);

    private static async Task<IResult> RestSchool((int From, int To)? hours, IPushSubscriptions subscriptions, HttpContext context) =>
        CallerClaims.Read(context.User) is not { } caller ? context.Refuse(Refusals.SignInNeeded)
        : (await subscriptions.RestSchool(caller, hours, context.RequestAborted)).IsRefused(out var refusal) ? context.Refuse(refusal)
        : TypedResults.Ok(Done.Instance);

    private static PushTarget? Target(PushSubscribeRequest request, bool anyHost, out string wrong)
    {
        wrong = "endpoint";
        if (request is not { Endpoint.Length: > 0 and <= PushTarget.MaxEndpoint } || !Uri.TryCreate(request.Endpoint, UriKind.Absolute, out var endpoint)
            || !(endpoint.Scheme == Uri.UriSchemeHttps || (anyHost && endpoint.Scheme == Uri.UriSchemeHttp)) || endpoint.AbsoluteUri.Length > PushTarget.MaxEndpoint)
        {
            return null;
        }

        wrong = "publicKey";
        if (Bytes(request.PublicKey) is not { Length: PushTarget.KeyBytes } key || !PushEncryption.IsKey(key))
        {
            return null;
        }

        wrong = "secret";
        return Bytes(request.Secret) is { Length: PushTarget.SecretBytes } secret ? new PushTarget(endpoint, key, secret) : null;
    }

    private static byte[]? Bytes(string? text) => text is { Length: < 200 } && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    private static QuietHoursDto? Dto(QuietHours? hours) => hours is null ? null : new QuietHoursDto(hours.From, hours.To, hours.Zone);
}
