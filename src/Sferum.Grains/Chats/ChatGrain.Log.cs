using Microsoft.Extensions.Logging;

namespace Sferum.Chats;

internal sealed partial class ChatGrain
{
    [LoggerMessage(EventId = 100, Level = LogLevel.Warning, Message = "A chat could not be loaded: the store is away.")]
    private static partial void LogAway(ILogger logger, Exception e);

    [LoggerMessage(EventId = 101, Level = LogLevel.Information, Message = "The activation of a chat ends: {Why}.")]
    private static partial void LogEnded(ILogger logger, Exception? e, string why);

    [LoggerMessage(EventId = 102, Level = LogLevel.Warning, Message = "A command could not be decided: the store is away.")]
    private static partial void LogUndecided(ILogger logger, Exception e);

    [LoggerMessage(EventId = 103, Level = LogLevel.Warning, Message = "A committed row could not be read back; gateways read it themselves.")]
    private static partial void LogUntold(ILogger logger, Exception e);

    [LoggerMessage(EventId = 105, Level = LogLevel.Warning, Message = "A chat went to sleep before everything was told; gateways read the rest.")]
    private static partial void LogHurried(ILogger logger, Exception e);

    [LoggerMessage(EventId = 104, Level = LogLevel.Warning, Message = "Reactions could not be written.")]
    private static partial void LogReactionsLost(ILogger logger, Exception e);
}
