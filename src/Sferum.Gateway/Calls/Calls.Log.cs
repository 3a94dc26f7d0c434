using Microsoft.Extensions.Logging;

namespace Sferum.Calls;

internal static partial class CallsLog
{
    [LoggerMessage(1, LogLevel.Warning, "A video session could not be told of its connections; it is tried again.")]
    public static partial void CallUntold(this ILogger logger, Exception error);

    [LoggerMessage(EventId = 2, Message = "A command to a video session failed.")]
    public static partial void CallFailed(this ILogger logger, Exception error, LogLevel level);
}
