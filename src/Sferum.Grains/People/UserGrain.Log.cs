using Microsoft.Extensions.Logging;

namespace Sferum.People;

internal sealed partial class UserGrain
{
    [LoggerMessage(EventId = 130, Level = LogLevel.Warning, Message = "Gateway {Gateway} could not be told about one of its people.")]
    private static partial void LogUntold(ILogger logger, Exception e, string gateway);
}
