using Microsoft.Extensions.Logging;

namespace Sferum.Chats;

internal sealed partial class ChatFeed
{
    [LoggerMessage(EventId = 110, Level = LogLevel.Warning, Message = "Gateway {Gateway} does not take what chats send it and is dropped until it follows again.")]
    private static partial void LogDropped(ILogger logger, Exception reason, string gateway);
}
