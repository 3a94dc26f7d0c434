using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Sferum;

/// <summary>Serves the built web client: hashed files for ever, the page itself always asked for again, each page address by index.html.</summary>
internal static class WebClient
{
    /// <summary>Own files and nothing else: no inline script, no foreign origin, no frame.</summary>
    private const string Policy =
        "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    public static void MapWebClient(this WebApplication app)
    {
        if (!File.Exists(Path.Combine(Root, "index.html")))
        {
            app.MapGet("/", () => "The web client is not part of this build (SkipWebClient=true, or Node was missing).");
            return;
        }

        var files = new PhysicalFileProvider(Root);
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = context => Prepare(context.Context) });
        app.MapFallback("{*path:nonfile}", async (HttpContext context) =>
        {
            if (IsForMachines(context.Request.Path))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            context.Response.ContentType = "text/html; charset=utf-8";
            Prepare(context);
            await context.Response.SendFileAsync(files.GetFileInfo("index.html"), context.RequestAborted);
        });
    }

    private static bool IsForMachines(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.Ordinal)
        || path.StartsWithSegments("/hub", StringComparison.Ordinal)
        || path.StartsWithSegments("/health", StringComparison.Ordinal);

    private static void Prepare(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers[HeaderNames.CacheControl] = context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : "no-cache";
        headers[HeaderNames.ContentSecurityPolicy] = Policy;
        headers[HeaderNames.XContentTypeOptions] = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
    }
}
