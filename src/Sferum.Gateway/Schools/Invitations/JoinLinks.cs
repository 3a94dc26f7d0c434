using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using QRCoder;

namespace Sferum.Schools;

/// <summary>The address of a link, as text, as a picture and on paper.</summary>
internal sealed class JoinLinks(IOptions<GatewayOptions> options)
{
    private const int PixelsPerModule = 4;

    /// <summary>The address at which the page is opened: the first of the configured origins, or else the one that was asked.</summary>
    public string Url(HttpRequest request, string secret) =>
        (options.Value.Origins.FirstOrDefault()?.TrimEnd('/') ?? $"{request.Scheme}://{request.Host}") + "/join#" + secret;

    /// <summary>A QR code as SVG; a quarter of it may be spoiled.</summary>
    public static string Qr(string url)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(url, QRCodeGenerator.ECCLevel.Q);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(PixelsPerModule);
    }

    /// <summary>A sheet to print: one page that loads nothing and runs nothing.</summary>
    public static string Sheet(InvitationSheet sheet, string url, string locale)
    {
        var invitation = sheet.Invitation;
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(sheet.TimeZone, out var found) ? found : TimeZoneInfo.Utc;
        var until = TimeZoneInfo.ConvertTime(invitation.ExpiresAt, zone).ToString("dd.MM.yyyy HH:mm", CultureInfo.InvariantCulture);
        var role = TextCatalogue.Render($"people.sheet.role.{People.RoleCodes.Code(invitation.Role)}", null, locale);
        var lines = new[]
        {
            Element("h1", sheet.SchoolName),
            Element("h2", invitation.ClassTitle is { } title ? $"{role} · {title}" : role),
            Element("p", Say("people.sheet.how")),
            $"<div>{Qr(url)}</div>",
            Element("p", Say("people.sheet.type")),
            Element("code", url),
            Element("p", Say("people.sheet.until", ("until", until), ("cap", invitation.Cap.ToString(CultureInfo.InvariantCulture)))),
            Element("p", Say("people.sheet.wait")),
        };
        return $$"""
            <!doctype html>
            <html lang="{{locale}}"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>{{WebUtility.HtmlEncode(sheet.SchoolName)}}</title>
            <style>@page{margin:20mm}body{font:14pt/1.4 sans-serif;text-align:center}h1{font-size:22pt}h2{font-size:18pt}svg{width:70mm;height:70mm}code{word-break:break-all}</style>
            </head><body>
            {{string.Join('\n', lines)}}
            </body></html>

            """;

        string Say(string code, params (string Name, string Value)[] args) =>
            TextCatalogue.Render(code, args.ToDictionary(static a => a.Name, static a => a.Value, StringComparer.Ordinal), locale);
    }

    private static string Element(string name, string text) => $"<{name}>{WebUtility.HtmlEncode(text)}</{name}>";
}
