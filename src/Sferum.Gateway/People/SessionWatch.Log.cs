using Microsoft.Extensions.Logging;

namespace Sferum.People;

internal sealed partial class SessionWatch
{
    [LoggerMessage(LogLevel.Warning, "The database did not say whether a session has ended")]
    private static partial void NotAsked(ILogger log, Exception error);
}
