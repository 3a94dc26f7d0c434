using Microsoft.Extensions.Logging;

namespace Sferum.People;

internal sealed partial class HttpSmsSender
{
    [LoggerMessage(LogLevel.Error, "The SMS provider answered {Status}")]
    private static partial void Refused(ILogger log, int status);

    [LoggerMessage(LogLevel.Error, "The SMS provider could not be reached: {Error}")]
    private static partial void NotReached(ILogger log, string error);
}
