using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Chats;

/// <summary>Messages that wait for their time: one's own alone.</summary>
internal static class ScheduledEndpoints
{
    public static void MapScheduled(this IEndpointRouteBuilder routes)
    {
        var scheduled = routes.MapGroup("/api/chats/{id:guid}/scheduled").RequireAuthorization().WithTags("Chats");
        scheduled.MapGet("", List).WithMetadata(new OperationAttribute(Operation.ReadChat))
            .WithSummary("One's own messages of a chat that wait, and those that could not be posted.")
            .Produces<ScheduledList>();
        scheduled.MapPut("/{message:guid}", Put).WithMetadata(new OperationAttribute(Operation.PostMessage))
            .WithSummary("Puts a message down for later under an id that the client chooses, or another text or time for one that waits.")
            .Produces<Done>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        scheduled.MapDelete("/{message:guid}", Remove).WithMetadata(new OperationAttribute(Operation.PostMessage))
            .WithSummary("Takes a message back that waits.")
            .Produces<Done>().ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> List(Guid id, IScheduledMessages messages, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var language = Language.Of(context);
        var all = await messages.Of(caller, new ChatId(id), context.RequestAborted);
        return TypedResults.Ok(new ScheduledList([.. all.Select(m => new ScheduledDto(
            m.Id, m.Text, m.At.ToUnixTimeMilliseconds(), m.ReplyTo, m.Failure is null ? null : language.Words(new Refusal(m.Failure))))]));
    }

    private static async Task<IResult> Put(
        Guid id, Guid message, [FromBody] ScheduleRequest request, IScheduledMessages messages, TimeProvider clock, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (request is not { Text: not null, ReplyTo: null or > 0 } || message == Guid.Empty)
        {
            return context.Refuse(Refusals.Malformed);
        }

        if (request.At <= now || request.At > now + (long)IScheduledMessages.Latest.TotalMilliseconds)
        {
            return context.Refuse(Refusals.FieldInvalid("at"));
        }

        if (ChatText.Normalise(request.Text, out var text) is { } unfit)
        {
            return context.Refuse(unfit);
        }

        var put = new ScheduledMessage(message, text, request.ReplyTo, DateTimeOffset.FromUnixTimeMilliseconds(request.At));
        return Finished(context, await messages.Put(caller, new ChatId(id), put, context.RequestAborted));
    }

    private static async Task<IResult> Remove(Guid id, Guid message, IScheduledMessages messages, HttpContext context) =>
        CallerClaims.Read(context.User) is not { } caller ? context.Refuse(Refusals.SignInNeeded)
        : Finished(context, await messages.Remove(caller, new ChatId(id), message, context.RequestAborted));

    private static IResult Finished(HttpContext context, Outcome<Unit> outcome) =>
        outcome.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(Done.Instance);
}
