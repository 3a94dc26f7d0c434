using System.Net.Mime;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;
using Sferum.Policy;

namespace Sferum;

/// <summary>Serves the built web client: hashed files for ever, the page itself always asked for again, each page address by index.html.</summary>
internal static class WebClient
{
    private const string Packed = ".br";

    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "wwwroot");
    private static readonly FileExtensionContentTypeProvider Types = new() { Mappings = { [".bcmap"] = MediaTypeNames.Application.Octet, [".pfb"] = MediaTypeNames.Application.Octet } };

    public static void MapWebClient(this WebApplication app)
    {
        if (!File.Exists(Path.Combine(Root, "index.html")))
        {
            Open(app.MapGet("/", static () => "The web client is not part of this build (SkipWebClient=true)."));
            return;
        }

        var files = new PhysicalFileProvider(Root);
        app.Use((context, next) => TakePacked(context, files, next));
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, ContentTypeProvider = new PackedTypes(), OnPrepareResponse = Prepare });
        Open(app.MapFallback("{*path:nonfile}", context => Page(context, files)));
    }

    private static void Open(IEndpointConventionBuilder page) =>
        page.AllowAnonymous().WithMetadata(new OperationAttribute(Operation.Public)).ExcludeFromDescription();

    private static Task Page(HttpContext context, PhysicalFileProvider files)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        return context.Response.SendFileAsync(files.GetFileInfo("index.html"), context.RequestAborted);
    }

    /// <summary>Whoever reads Brotli gets the copy that the build has laid beside the file.</summary>
    private static Task TakePacked(HttpContext context, PhysicalFileProvider files, RequestDelegate next)
    {
        var path = context.Request.Path;
        if (path.StartsWithSegments("/assets", StringComparison.Ordinal)
            && context.Request.GetTypedHeaders().AcceptEncoding.Any(static e => e.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && e.Quality is not 0)
            && files.GetFileInfo(path.Value + Packed).Exists)
        {
            context.Request.Path = path.Value + Packed;
        }

        return next(context);
    }

    private static void Prepare(StaticFileResponseContext served)
    {
        var headers = served.Context.Response.Headers;
        var hashed = served.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);
        headers.CacheControl = hashed ? "public, max-age=31536000, immutable" : "no-cache";
        if (hashed)
        {
            headers.Vary = HeaderNames.AcceptEncoding;
        }

        if (served.File.Name.EndsWith(Packed, StringComparison.Ordinal))
        {
            headers.ContentEncoding = "br";
        }
    }

    /// <summary>A packed copy is of its original's type.</summary>
    private sealed class PackedTypes : IContentTypeProvider
    {
        public bool TryGetContentType(string subpath, out string contentType) =>
            Types.TryGetContentType(subpath.EndsWith(Packed, StringComparison.Ordinal) ? subpath[..^Packed.Length] : subpath, out contentType!);
    }
}
