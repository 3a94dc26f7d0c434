using Microsoft.AspNetCore.Http;
using Sferum.Http;

namespace Sferum.Schools;

/// <summary>An order's file as an answer: saved by the browser, never shown by it as a page of ours, and kept in nobody's cache.</summary>
internal static class OrderDownload
{
    public static IResult Download(this HttpContext context, Outcome<OrderFile> outcome, string name)
    {
        if (outcome.IsRefused(out var refusal))
        {
            return context.Refuse(refusal);
        }

        var file = outcome.Value;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.File(file.Bytes, file.Type, $"{name}.{file.Extension}");
    }
}
