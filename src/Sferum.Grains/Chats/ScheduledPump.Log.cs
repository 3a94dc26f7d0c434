using Microsoft.Extensions.Logging;

namespace Sferum.Chats;

internal sealed partial class ScheduledPump
{
    [LoggerMessage(EventId = 130, Level = LogLevel.Warning, Message = "Messages whose time has come can't be looked for; they wait.")]
    private static partial void LogAway(ILogger logger, Exception e);

    [LoggerMessage(EventId = 131, Level = LogLevel.Warning, Message = "Scheduled message {Message} could not be posted now; it is tried again.")]
    private static partial void LogUndone(ILogger logger, Exception e, Guid message);
}
