using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Sferum.Files;
using Sferum.Operators;
using Sferum.People;
using Sferum.Policy;

namespace Sferum.Http;

/// <summary>What the page must know before anybody has signed in.</summary>
internal static class ConfigEndpoint
{
    public static void MapConfig(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/config", static (IOptions<PeopleOptions> people, IOptions<SmsOptions> sms, IVoices voices, FileLimits limits) => TypedResults.Ok(new PageConfig(
                people.Value.Demo, sms.Value.Sender != SmsSenderKind.Http, ProductVersion.Current, voices.IsOn, limits.PictureBytes, (int)limits.Voice.TotalSeconds)))
            .AllowAnonymous()
            .WithMetadata(new OperationAttribute(Operation.Public))
            .WithTags("Config")
            .WithSummary("What the page must know before sign-in.");

    /// <param name="Demo">Visitors may choose who to be.</param>
    /// <param name="SmsConsole">One-time codes appear on the server's console.</param>
    /// <param name="Version">The server's version.</param>
    /// <param name="Voice">Voice messages can be sent.</param>
    /// <param name="PictureBytes">The largest picture.</param>
    /// <param name="VoiceSeconds">The longest voice message.</param>
    internal sealed record PageConfig(bool Demo, bool SmsConsole, string Version, bool Voice, long PictureBytes, int VoiceSeconds);
}
