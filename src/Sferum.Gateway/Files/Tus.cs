using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Sferum.Files;

/// <summary>The headers of tus 1.0.0, the protocol of resumable uploads: core, creation, expiration, termination.</summary>
internal static class Tus
{
    public const string Version = "1.0.0";
    public const string Extensions = "creation,expiration,termination";
    public const string BodyType = "application/offset+octet-stream";
    private const int LongestMetadata = 4096;

    /// <summary>Whether a request speaks our version; the answer says that we do.</summary>
    public static bool IsSpoken(HttpContext context)
    {
        context.Response.Headers["Tus-Resumable"] = Version;
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Headers["Tus-Resumable"] == Version)
        {
            return true;
        }

        context.Response.Headers["Tus-Version"] = Version;
        return false;
    }

    /// <summary>A header that is a count of bytes; null when it is not there or none.</summary>
    public static long? Bytes(HttpContext context, string header) =>
        long.TryParse(context.Request.Headers[header].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;

    /// <summary>What stands in <c>Upload-Metadata</c>: keys, each with a value in Base64.</summary>
    /// <returns>Null when it can't be read.</returns>
    public static IReadOnlyDictionary<string, string>? Metadata(HttpContext context)
    {
        var header = context.Request.Headers["Upload-Metadata"].ToString();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (header.Length > LongestMetadata)
        {
            return null;
        }

        foreach (var pair in header.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = pair.Split(' ', 2);
            var value = new byte[parts.Length == 2 ? parts[1].Length : 0];
            var length = 0;
            if (parts.Length == 2 && !Convert.TryFromBase64String(parts[1], value, out length))
            {
                return null;
            }

            values[parts[0]] = Encoding.UTF8.GetString(value, 0, length);
        }

        return values;
    }

    /// <summary>How far an upload is, in the headers of the answer.</summary>
    public static void Tell(HttpContext context, Upload upload)
    {
        var headers = context.Response.Headers;
        headers["Upload-Offset"] = upload.Received.ToString(CultureInfo.InvariantCulture);
        headers["Upload-Length"] = upload.Length.ToString(CultureInfo.InvariantCulture);
        if (upload.ExpiresAt is { } expires)
        {
            headers["Upload-Expires"] = expires.ToString("R", CultureInfo.InvariantCulture);
        }
    }
}
