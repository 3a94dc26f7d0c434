using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace Sferum;

/// <summary>Serves the built web client: hashed files for ever, the page itself always asked for again, each page address by index.html.</summary>
internal static class WebClient
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "wwwroot");

    public static void MapWebClient(this WebApplication app)
    {
        if (!File.Exists(Path.Combine(Root, "index.html")))
        {
            app.MapGet("/", static (HttpContext context) => TextCatalogue.Render("host.page_missing", null, context.Request.Headers.AcceptLanguage));
            return;
        }

        var files = new PhysicalFileProvider(Root);
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = context => Prepare(context.Context) });
        app.MapFallback("{*path:nonfile}", async (HttpContext context) =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            Prepare(context);
            await context.Response.SendFileAsync(files.GetFileInfo("index.html"), context.RequestAborted);
        });
    }

    private static void Prepare(HttpContext context)
    {
        context.Response.Headers[HeaderNames.CacheControl] = context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
            ? "public, max-age=31536000, immutable"
            : "no-cache";
    }
}
