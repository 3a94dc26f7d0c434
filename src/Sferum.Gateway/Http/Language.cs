using Microsoft.AspNetCore.Http;

namespace Sferum.Http;

/// <summary>The language in which a caller is told why not: Russian unless English is asked for.</summary>
internal sealed class Language
{
    public static readonly Language Russian = new("ru");
    public static readonly Language English = new("en");

    private Language(string code) => Code = code;

    public string Code { get; }

    /// <summary>The language named by a client; anything unknown is Russian.</summary>
    public static Language Named(string? code) => code is not null && code.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English : Russian;

    /// <summary>The first language of Accept-Language that we have.</summary>
    public static Language Of(HttpContext context) => Named(TextCatalogue.Locale(context.Request.Headers.AcceptLanguage));
    /// <summary>A refusal with its sentence.</summary>
    public RefusalDto Words(Refusal refusal) =>
        new(refusal.Code, TextCatalogue.Render(refusal.Code, refusal.Args, Code), refusal.RetryAfterMs, refusal.Args);
}
