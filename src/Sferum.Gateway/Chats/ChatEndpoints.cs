using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Chats;

/// <summary>What is read of chats over HTTP: history and members.</summary>
internal static class ChatEndpoints
{
    public static void MapChats(this IEndpointRouteBuilder routes)
    {
        var chats = routes.MapGroup("/api/chats/{id:guid}").RequireAuthorization().WithTags("Chats");
        chats.MapGet("/messages", Messages)
            .WithMetadata(new OperationAttribute(Operation.ReadChat))
            .WithSummary("A page of a chat's log: before, after or around a number, or from a date on; the newest when none is given.")
            .Produces<ChatPage>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        chats.MapGet("/members", Members)
            .WithMetadata(new OperationAttribute(Operation.SeeMembers))
            .WithSummary("A page of a chat's members, by role and name.")
            .Produces<ChatMembersPage>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Messages(Guid id, [AsParameters] PageQuery query, ChatReading reading, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        return query.At is { } at && query.Size is > 0 and <= ChatLimits.PageSize
            ? context.Answer(await reading.Page(caller, new ChatId(id), at, query.Size, context.RequestAborted))
            : context.Refuse(Refusals.Malformed);
    }

    private static async Task<IResult> Members(Guid id, string? cursor, ChatReading reading, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        return cursor is { Length: > 400 }
            ? context.Refuse(Refusals.Malformed)
            : context.Answer(await reading.Members(caller, new ChatId(id), cursor, context.RequestAborted));
    }

    /// <summary>Which page; at most one place may be named.</summary>
    /// <param name="Before">Rows before this number.</param>
    /// <param name="After">Rows after this number.</param>
    /// <param name="Around">Rows around this number.</param>
    /// <param name="Date">Rows from this day on (yyyy-MM-dd, or a time with its zone).</param>
    /// <param name="Limit">1 to 200; 50 when not given.</param>
    internal sealed record PageQuery(
        [FromQuery] long? Before, [FromQuery] long? After, [FromQuery] long? Around, [FromQuery] string? Date, [FromQuery] int? Limit)
    {
        private const int Usual = 50;

        public int Size => Limit ?? Usual;

        /// <summary>The place; null when it is not one.</summary>
        public PageAt? At => (Before, After, Around, Date) switch
        {
            (null, null, null, null) => new PageAt.Newest(),
            ({ } n and >= 0, null, null, null) => new PageAt.Before(n),
            (null, { } n and >= 0, null, null) => new PageAt.After(n),
            (null, null, { } n and >= 0, null) => new PageAt.Around(n),
            (null, null, null, { } date) when Time(date) is { } time => new PageAt.From(time),
            _ => null,
        };

        private static DateTimeOffset? Time(string date) =>
            DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
    }
}
