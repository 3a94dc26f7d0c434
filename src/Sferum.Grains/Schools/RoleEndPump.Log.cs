using Microsoft.Extensions.Logging;

namespace Sferum.Schools;

internal sealed partial class RoleEndPump
{
    [LoggerMessage(EventId = 142, Level = LogLevel.Warning, Message = "Roles that are over could not be ended; it is tried again.")]
    private static partial void LogAway(ILogger logger, Exception e);

    [LoggerMessage(EventId = 143, Level = LogLevel.Warning, Message = "Roles have ended but not everybody could be told; the outbox goes on with act {Act}.")]
    private static partial void LogUntold(ILogger logger, Exception e, Guid? act);
}
