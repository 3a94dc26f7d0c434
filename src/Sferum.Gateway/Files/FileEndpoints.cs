using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Sferum.Chats;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Files;

/// <summary>
/// Downloads and lists of files. Every request is decided by the tables; nothing is given out as a page, and nobody's cache gives it out without asking
/// again.
/// </summary>
internal static class FileEndpoints
{
    private const string ThumbnailType = "image/webp";

    public static void MapFiles(this IEndpointRouteBuilder routes)
    {
        var may = new OperationAttribute(Operation.ReadFile);
        routes.MapMethods("/api/files/{id:guid}", ["GET", "HEAD"], Download).RequireAuthorization().WithTags("Files").WithMetadata(may, TransferAttribute.Instance)
            .WithSummary("A file's bytes, or a part of them (Range). Of a picture: size=small, large or full; small when nothing is said and Save-Data is on.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        routes.MapGet("/api/chats/{id:guid}/files", OfChat).RequireAuthorization().WithTags("Files").WithMetadata(may)
            .WithSummary("Files of a chat by kind (picture, voice, other), the newest first.")
            .Produces<SharedFilesPage>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <summary>Gives a file out, whoever has decided that it may be given.</summary>
    /// <param name="context">The request.</param>
    /// <param name="file">The file.</param>
    /// <param name="size"><c>small</c>, <c>large</c>, <c>full</c>; null when nothing was said.</param>
    /// <param name="store">Where it lies.</param>
    /// <param name="mayGoOn">Asked again while it passes.</param>
    /// <param name="time">The clock.</param>
    public static IResult Send(HttpContext context, ReadableFile file, string? size, IFileStore store, Func<CancellationToken, ValueTask<bool>> mayGoOn, TimeProvider time)
    {
        var wanted = size ?? (IsThin(context) ? "small" : "full");
        var (key, length, type) = wanted switch
        {
            "small" when file.Thumbnails.Small is { } small => (FileKey.Small(file.File.Id), small, ThumbnailType),
            "large" when file.Thumbnails.Large is { } large => (FileKey.Large(file.File.Id), large, ThumbnailType),
            _ => (FileKey.Content(file.File.Id), file.File.Size, file.File.Type),
        };
        var headers = context.Response.Headers;
        headers.CacheControl = "private, no-cache";
        headers.Vary = "Authorization, Save-Data";
        return TypedResults.Stream(
            new StoredStream(store, key, length, mayGoOn, time), type, file.File.Name, entityTag: new EntityTagHeaderValue($"\"{file.File.Id.Value:N}-{key.Part}\""), enableRangeProcessing: true);
    }

    private static async Task<IResult> Download(Guid id, string? size, IFileReader reader, IFileStore store, TimeProvider time, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (size is not (null or "small" or "large" or "full"))
        {
            return context.Refuse(Refusals.Malformed);
        }

        return await reader.Find(caller, new FileId(id), context.RequestAborted) is { } file
            ? Send(context, file, size, store, async cancel => await reader.Find(caller, new FileId(id), cancel) is not null, time)
            : context.Refuse(Refusals.NotFound);
    }

    private static async Task<IResult> OfChat(Guid id, string? kind, string? cursor, int? limit, ChatReading chats, IFileReader files, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        var wanted = kind is null ? FileKind.Other : FileKindCodes.Find(kind);
        var before = SharedFileCursor.Parse(cursor);
        if (wanted is not { } one || (cursor is not null && before is null) || limit is < 1 or > IFileReader.PageSize)
        {
            return context.Refuse(Refusals.Malformed);
        }

        return await chats.Window(caller, new ChatId(id), Operation.ReadFile, context.RequestAborted) is { To: null } window
            ? TypedResults.Ok(FileWire.Page(await files.OfChat(new ChatId(id), window, one, before, limit ?? IFileReader.PageSize, context.RequestAborted)))
            : context.Refuse(Refusals.NotFound);
    }

    /// <summary>Whether the reader spares bytes: browsers say so by themselves, and our page says so when the reader has chosen it.</summary>
    private static bool IsThin(HttpContext context) => context.Request.Headers["Save-Data"].ToString().Equals("on", StringComparison.OrdinalIgnoreCase);
}
