using Microsoft.Extensions.Logging;

namespace Sferum.People;

internal sealed partial class SessionEnds
{
    [LoggerMessage(LogLevel.Warning, "Gateways could not be told that sessions have ended")]
    private static partial void NotTold(ILogger log, Exception error);
}
