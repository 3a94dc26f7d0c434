using Microsoft.Extensions.Logging;

namespace Sferum.Chats;

internal static partial class ChatsLog
{
    [LoggerMessage(EventId = 1, Message = "A {Command} could not be carried out.")]
    public static partial void CommandFailed(this ILogger log, Exception error, LogLevel level, string command);

    [LoggerMessage(EventId = 2, Message = "A call of {Method} failed.")]
    public static partial void MethodFailed(this ILogger log, Exception error, LogLevel level, string method);
}
