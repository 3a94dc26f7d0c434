using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Sferum.Http;

/// <summary>What every answer tells the browser: only our own files, no frame, no guessing of types, no address given away.</summary>
internal static class SecurityHeaders
{
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        context.Response.OnStarting(static state => Set((HttpContext)state), context);
        return next(context);
    });

    private static Task Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        var host = context.Request.Host.Value;

        // Old browsers don't take 'self' for a WebSocket of the same host, so it is named; a host with other characters than a host's is not repeated.
        var sockets = host is { Length: > 0 } && host.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or ':' or '[' or ']')
            ? $" ws://{host} wss://{host}"
            : "";

        // A file that somebody sent is never a page of ours, whoever opens it.
        headers.ContentSecurityPolicy = headers.ContentDisposition.ToString().StartsWith("attachment", StringComparison.Ordinal)
            ? "default-src 'none'; sandbox"
            : $"default-src 'self'; connect-src 'self'{sockets}; img-src 'self' data: blob:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return Task.CompletedTask;
    }
}
