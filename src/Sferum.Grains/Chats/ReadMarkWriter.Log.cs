using Microsoft.Extensions.Logging;

namespace Sferum.Chats;

internal sealed partial class ReadMarkWriter
{
    [LoggerMessage(EventId = 120, Level = LogLevel.Warning, Message = "{Count} read marks could not be written; they come again with the next ones.")]
    private static partial void LogLost(ILogger logger, Exception e, int count);
}
