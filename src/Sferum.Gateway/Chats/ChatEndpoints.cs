using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Chats;

/// <summary>What is read of chats over HTTP: history, members, readers, what is looked for; and how one wants to see a chat.</summary>
internal static class ChatEndpoints
{
    private const int SearchSize = 20;
    private const int MostHits = 50;

    public static void MapChats(this IEndpointRouteBuilder routes)
    {
        var chats = routes.MapGroup("/api/chats/{id:guid}").RequireAuthorization().WithTags("Chats");
        chats.MapGet("/messages", Messages)
            .WithMetadata(new OperationAttribute(Operation.ReadChat))
            .WithSummary("A page of a chat's log: before, after or around a number, or from a date on; the newest when none is given.")
            .Produces<ChatPage>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        chats.MapGet("", Summary)
            .WithMetadata(new OperationAttribute(Operation.ReadChat))
            .WithSummary("One chat as the list shows it.")
            .Produces<ChatSummary>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        chats.MapGet("/messages/{number:long}/readers", Readers)
            .WithMetadata(new OperationAttribute(Operation.ReadChat))
            .WithSummary("How many have read a message, and for those who may know it, who.")
            .Produces<MessageReaders>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        chats.MapGet("/messages/{number:long}/voters", Voters)
            .WithMetadata(new OperationAttribute(Operation.ReadChat))
            .WithSummary("Who has chosen an option of an open poll.")
            .Produces<PollVoters>()
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        chats.MapGet("/search", Search)
            .WithMetadata(new OperationAttribute(Operation.ReadChat))
            .WithSummary("Messages that hold all words of a question, the newest first. An answer without hits may have a next place to go on from.")
            .Produces<ChatSearchPage>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        chats.MapPut("/choice", Choose)
            .WithMetadata(new OperationAttribute(Operation.ReadChat))
            .WithSummary("How one wants to see the chat: of what to be told, and whether it stands at the top of the list.")
            .Produces<Done>()
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

    private static async Task<IResult> Summary(Guid id, ChatReading reading, HttpContext context) =>
        CallerClaims.Read(context.User) is not { } caller ? context.Refuse(Refusals.SignInNeeded)
        : context.Answer(await reading.Summary(caller, new ChatId(id), context.RequestAborted));

    private static async Task<IResult> Readers(Guid id, long number, ChatReading reading, HttpContext context) =>
        CallerClaims.Read(context.User) is not { } caller ? context.Refuse(Refusals.SignInNeeded)
        : context.Answer(await reading.Readers(caller, new ChatId(id), number, context.RequestAborted));

    private static async Task<IResult> Voters(Guid id, long number, int option, ChatReading reading, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        return option is >= 0 and < NewPoll.MaxOptions
            ? context.Answer(await reading.Voters(caller, new ChatId(id), number, option, context.RequestAborted))
            : context.Refuse(Refusals.Malformed);
    }

    private static async Task<IResult> Search(Guid id, string? q, long? before, int? limit, ChatReading reading, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        return ChatWords.Parse(q) is { } words && (limit ?? SearchSize) is > 0 and <= MostHits and var most
            ? context.Answer(await reading.Search(caller, new ChatId(id), words, before, most, context.RequestAborted))
            : context.Refuse(Refusals.Malformed);
    }

    private static async Task<IResult> Choose(
        Guid id, [FromBody] ChatChoiceRequest request, IChatChoices choices, IClusterClient cluster, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var level = NoticeLevelCodes.Parse(request.Level);
        if ((level is null && request.Level is not null) || (level is null && request.Pinned is null))
        {
            return context.Refuse(Refusals.Malformed);
        }

        if ((await choices.Choose(caller, new ChatId(id), level, request.Pinned, context.RequestAborted)).IsRefused(out var refusal))
        {
            return context.Refuse(refusal);
        }

        // The person's other devices show it too.
        await cluster.GetGrain<IUserGrain>(caller.Person.Value).ChatsChanged([new ChatId(id)]);
        return TypedResults.Ok(Done.Instance);
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
    internal sealed record PageQuery
    {
        private const int Usual = 50;

        /// <summary>Rows before this number.</summary>
        [FromQuery] public long? Before { get; init; }

        /// <summary>Rows after this number.</summary>
        [FromQuery] public long? After { get; init; }

        /// <summary>Rows around this number.</summary>
        [FromQuery] public long? Around { get; init; }

        /// <summary>Rows from this day on (yyyy-MM-dd, or a time with its zone).</summary>
        [FromQuery] public string? Date { get; init; }

        /// <summary>1 to 200; 50 when not given.</summary>
        [FromQuery] public int? Limit { get; init; }

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
