using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;
using Sferum.Schools;

namespace Sferum.Chats;

/// <summary>Chats that people make, who is in them, and direct chats.</summary>
internal static class ChatDeskEndpoints
{
    private const int PageSize = 200;

    public static void MapChatDesk(this IEndpointRouteBuilder routes)
    {
        var chats = routes.MapGroup("/api/chats").RequireAuthorization().WithTags("Chats");
        chats.MapPost("", Create).WithMetadata(new OperationAttribute(Operation.CreateChat))
            .WithSummary("Makes a chat: for the school, the staff, a class, or those who are named.")
            .Produces<ChatMade>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        chats.MapPost("/direct", Direct).WithMetadata(new OperationAttribute(Operation.OpenDirectChat))
            .WithSummary("Finds or opens the direct chat with somebody; with a supervisor where one is needed.")
            .Produces<ChatMade>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        chats.MapPost("/{id:guid}/members", Members).WithMetadata(new OperationAttribute(Operation.ManageMembers))
            .WithSummary("Takes people into a chat that somebody made, and removes others.")
            .Produces<Done>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        chats.MapPost("/{id:guid}/join", Join).WithMetadata(new OperationAttribute(Operation.JoinChat))
            .WithSummary("A head of the school joins a chat of it, seen by all in it; never a direct one.")
            .Produces<Done>().ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status404NotFound);
        chats.MapPost("/{id:guid}/leave", Leave).WithMetadata(new OperationAttribute(Operation.JoinChat))
            .WithSummary("A head who has joined leaves again.").Produces<Done>().ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/api/school/chats", Joinable).RequireAuthorization().WithTags("Chats").WithMetadata(new OperationAttribute(Operation.JoinChat))
            .WithSummary("The school's chats that a head may join, by id.").Produces<JoinableChats>().ProducesProblem(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> Create([FromBody] NewChatRequest request, IChatDesk desk, ActTeller teller, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (Template(request.Template) is not { } template || ChatAccessCodes.Writers(request.Writers ?? "all") is not { } writers || request.Title is null)
        {
            return context.Refuse(Refusals.Malformed);
        }

        var chat = new NewChat
        {
            Template = template, Title = request.Title, Class = request.ClassId is { } id ? new ClassId(id) : null, Writers = writers,
            Named = People(request.Named), Members = People(request.Members),
        };
        return Made(context, await teller.Tell(await desk.Create(caller, chat, context.RequestAborted)));
    }

    private static async Task<IResult> Direct([FromBody] DirectChatRequest request, IDirectChats direct, ActTeller teller, HttpContext context) =>
        CallerClaims.Read(context.User) is not { } caller ? context.Refuse(Refusals.SignInNeeded)
        : Made(context, await teller.Tell(await direct.Open(caller, new PersonId(request.PersonId), context.RequestAborted)));

    private static async Task<IResult> Members(Guid id, [FromBody] MembersRequest request, IChatDesk desk, ActTeller teller, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var (add, remove) = (People(request.Add), People(request.Remove));
        return add.Count + remove.Count is 0 or > NewChat.MaxMembers
            ? context.Refuse(Refusals.Malformed)
            : Finished(context, await teller.Tell(await desk.ChangeMembers(caller, new ChatId(id), add, remove, context.RequestAborted)));
    }

    private static async Task<IResult> Join(Guid id, IChatDesk desk, ActTeller teller, HttpContext context) =>
        CallerClaims.Read(context.User) is not { } caller ? context.Refuse(Refusals.SignInNeeded)
        : Finished(context, await teller.Tell(await desk.Join(caller, new ChatId(id), context.RequestAborted)));

    private static async Task<IResult> Leave(Guid id, IChatDesk desk, ActTeller teller, HttpContext context) =>
        CallerClaims.Read(context.User) is not { } caller ? context.Refuse(Refusals.SignInNeeded)
        : Finished(context, await teller.Tell(await desk.Leave(caller, new ChatId(id), context.RequestAborted)));

    private static async Task<IResult> Joinable(Guid? after, IChatDesk desk, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var joinable = await desk.Joinable(caller, after is { } id ? new ChatId(id) : null, PageSize, context.RequestAborted);
        if (joinable.IsRefused(out var refusal))
        {
            return context.Refuse(refusal);
        }

        var page = joinable.Value;
        return TypedResults.Ok(new JoinableChats(
            [.. page.Select(static c => new JoinableChatDto(c.Id.Value, c.Kind.Code(), c.Title, c.IsMember))], page.Count == PageSize ? page[^1].Id.Value : null));
    }

    private static IResult Made(HttpContext context, Outcome<ChatId> outcome) =>
        outcome.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(new ChatMade(outcome.Value.Value));

    private static IResult Finished(HttpContext context, Outcome<Unit> outcome) =>
        outcome.IsRefused(out var refusal) ? context.Refuse(refusal) : TypedResults.Ok(Done.Instance);

    private static IReadOnlyList<PersonId> People(IReadOnlyList<Guid>? ids) => [.. (ids ?? []).Select(static id => new PersonId(id))];

    private static ChatTemplate? Template(string? code) => code switch
    {
        "school" => ChatTemplate.School,
        "staff" => ChatTemplate.Staff,
        "class" => ChatTemplate.Class,
        "list" => ChatTemplate.List,
        _ => null,
    };
}
