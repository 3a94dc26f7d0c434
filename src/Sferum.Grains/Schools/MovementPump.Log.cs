using Microsoft.Extensions.Logging;

namespace Sferum.Schools;

internal sealed partial class MovementPump
{
    [LoggerMessage(EventId = 150, Level = LogLevel.Warning, Message = "Movement {Movement} could not be done to the end; it is tried again.")]
    private static partial void LogUndone(ILogger logger, Exception e, Guid movement);

    [LoggerMessage(EventId = 151, Level = LogLevel.Warning, Message = "The schedule of movements can't be read; it is tried again.")]
    private static partial void LogAway(ILogger logger, Exception e);
}
