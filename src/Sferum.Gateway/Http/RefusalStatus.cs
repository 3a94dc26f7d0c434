using Microsoft.AspNetCore.Http;

namespace Sferum.Http;

/// <summary>The HTTP status of a refusal. The code says what happened; the status only tells proxies and libraries what kind of thing it was.</summary>
internal static class RefusalStatus
{
    private static readonly Dictionary<string, int> ByCode = new(StringComparer.Ordinal)
    {
        [Refusals.Malformed.Code] = StatusCodes.Status400BadRequest,
        [Refusals.Denied.Code] = StatusCodes.Status403Forbidden,
        [Refusals.FactorNeeded.Code] = StatusCodes.Status403Forbidden,
        [Refusals.RegulationAcceptanceNeeded.Code] = StatusCodes.Status403Forbidden,
        [Refusals.NotFound.Code] = StatusCodes.Status404NotFound,
        [Refusals.UploadElsewhere.Code] = StatusCodes.Status409Conflict,
        [Refusals.UploadProtocol.Code] = StatusCodes.Status412PreconditionFailed,
        [Refusals.FileTooLarge(0).Code] = StatusCodes.Status413PayloadTooLarge,
        [Refusals.SignInNeeded.Code] = StatusCodes.Status401Unauthorized,
        [Refusals.SessionEnded.Code] = StatusCodes.Status401Unauthorized,
        [Refusals.TooMany.Code] = StatusCodes.Status429TooManyRequests,
        [Refusals.CodeTooSoon(0).Code] = StatusCodes.Status429TooManyRequests,
        [Refusals.Overloaded.Code] = StatusCodes.Status503ServiceUnavailable,
        [Refusals.Draining.Code] = StatusCodes.Status503ServiceUnavailable,
        [Refusals.Unavailable.Code] = StatusCodes.Status503ServiceUnavailable,
        [Refusals.OutcomeUnknown.Code] = StatusCodes.Status503ServiceUnavailable,
    };

    public static int Of(Refusal refusal) => ByCode.GetValueOrDefault(refusal.Code, StatusCodes.Status422UnprocessableEntity);
}
