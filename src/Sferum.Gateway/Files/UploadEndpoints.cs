using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Sferum.Http;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Files;

/// <summary>Resumable uploads by tus 1.0.0. An upload is its uploader's alone.</summary>
internal static class UploadEndpoints
{
    private const string Root = "/api/uploads";

    public static void MapUploads(this IEndpointRouteBuilder routes)
    {
        var limits = routes.ServiceProvider.GetRequiredService<FileLimits>();
        var may = new OperationAttribute(Operation.UploadFile);
        routes.MapMethods(Root, ["OPTIONS"], Options).AllowAnonymous().WithMetadata(new OperationAttribute(Operation.Public)).ExcludeFromDescription();
        var uploads = routes.MapGroup(Root).RequireAuthorization().WithTags("Files").WithMetadata(may);
        uploads.MapPost("", Begin).WithMetadata(new BodyLimit(4096)).WithSummary("Begins an upload (tus creation): Upload-Length; in Upload-Metadata filename, kind (voice) and request, an id that makes a repetition safe.")
            .Produces(StatusCodes.Status201Created).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        uploads.MapMethods("/{id:guid}", ["HEAD"], Ask).WithSummary("How far an upload is (tus).").ProducesProblem(StatusCodes.Status404NotFound);
        uploads.MapPatch("/{id:guid}", Continue).WithMetadata(new BodyLimit(limits.Largest), TransferAttribute.Instance).WithSummary("Goes on with an upload from Upload-Offset (tus).")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        uploads.MapDelete("/{id:guid}", End).WithSummary("Takes back an upload, or a file that no message has sent (tus termination).")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
        uploads.MapGet("/{id:guid}", Look).WithSummary("Where an upload stands, and what can be posted once it is ready.").Produces<UploadDto>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult Options(FileLimits limits, HttpContext context)
    {
        var headers = context.Response.Headers;
        headers["Tus-Resumable"] = headers["Tus-Version"] = Tus.Version;
        headers["Tus-Extension"] = Tus.Extensions;
        headers["Tus-Max-Size"] = limits.Largest.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Begin(IUploads uploads, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (!Tus.IsSpoken(context))
        {
            return context.Refuse(Refusals.UploadProtocol);
        }

        if (Tus.Bytes(context, "Upload-Length") is not { } length || Tus.Metadata(context) is not { } metadata || !TryRequest(metadata, out var request))
        {
            return context.Refuse(Refusals.Malformed);
        }

        var isVoice = metadata.GetValueOrDefault("kind") == FileKind.Voice.Code();
        var begun = await uploads.Begin(caller, new NewUpload(metadata.GetValueOrDefault("filename"), length, isVoice, request), context.RequestAborted);
        if (begun.IsRefused(out var refusal))
        {
            return context.Refuse(refusal);
        }

        Tus.Tell(context, begun.Value);
        return TypedResults.Created($"{Root}/{begun.Value.Id}");
    }

    private static async Task<IResult> Ask(Guid id, IUploads uploads, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (!Tus.IsSpoken(context))
        {
            return context.Refuse(Refusals.UploadProtocol);
        }

        if (await uploads.Find(caller, new FileId(id), context.RequestAborted) is not { } upload)
        {
            return context.Refuse(Refusals.NotFound);
        }

        Tus.Tell(context, upload);
        return TypedResults.Ok();
    }

    private static async Task<IResult> Continue(Guid id, IUploads uploads, UploadReceiver receiver, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (!Tus.IsSpoken(context) || context.Request.ContentType != Tus.BodyType)
        {
            return context.Refuse(Refusals.UploadProtocol);
        }

        if (Tus.Bytes(context, "Upload-Offset") is not { } offset)
        {
            return context.Refuse(Refusals.Malformed);
        }

        if (await uploads.Find(caller, new FileId(id), context.RequestAborted) is not { } upload)
        {
            return context.Refuse(Refusals.NotFound);
        }

        if (offset != upload.Received)
        {
            return context.Refuse(Refusals.UploadElsewhere);
        }

        if (context.Request.ContentLength > upload.Length - offset)
        {
            return context.Refuse(Refusals.Malformed);
        }

        var received = await receiver.Receive(caller, upload, context.Request.Body, context.RequestAborted);
        if (received.IsRefused(out var refusal))
        {
            return context.Refuse(refusal);
        }

        Tus.Tell(context, upload with { Received = received.Value });
        return TypedResults.NoContent();
    }

    private static async Task<IResult> End(Guid id, IUploads uploads, FileWorker worker, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        if (!Tus.IsSpoken(context))
        {
            return context.Refuse(Refusals.UploadProtocol);
        }

        if (!await uploads.Cancel(caller, new FileId(id), context.RequestAborted))
        {
            return context.Refuse(Refusals.NotFound);
        }

        worker.Wake();
        return TypedResults.NoContent();
    }

    private static async Task<IResult> Look(Guid id, IUploads uploads, HttpContext context)
    {
        if (CallerClaims.Read(context.User) is not { } caller)
        {
            return context.Refuse(Refusals.SignInNeeded);
        }

        context.Response.Headers.CacheControl = "no-store";
        return await uploads.Find(caller, new FileId(id), context.RequestAborted) is { } upload
            ? TypedResults.Ok(FileWire.Upload(upload, Language.Of(context)))
            : context.Refuse(Refusals.NotFound);
    }

    private static bool TryRequest(IReadOnlyDictionary<string, string> metadata, out Guid? request)
    {
        request = null;
        if (!metadata.TryGetValue("request", out var text))
        {
            return true;
        }

        var isId = Guid.TryParse(text, out var id) && id != Guid.Empty;
        request = id;
        return isId;
    }
}
