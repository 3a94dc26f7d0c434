using Microsoft.Extensions.Logging;

namespace Sferum.Schools;

internal sealed partial class OutboxPump
{
    [LoggerMessage(EventId = 140, Level = LogLevel.Warning, Message = "Roster act {Act} could not be told; it is tried again.")]
    private static partial void LogUntold(ILogger logger, Exception e, Guid act);

    [LoggerMessage(EventId = 141, Level = LogLevel.Warning, Message = "The outbox can't be read; it is tried again.")]
    private static partial void LogAway(ILogger logger, Exception e);
}
