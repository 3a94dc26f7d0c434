using Microsoft.Extensions.Logging;

namespace Sferum.People;

internal sealed partial class MailPump
{
    [LoggerMessage(EventId = 331, Level = LogLevel.Warning, Message = "Letter {Letter} was given up: no mail server has taken it for days.")]
    private static partial void LogGivenUp(ILogger logger, Guid letter);

    [LoggerMessage(EventId = 332, Level = LogLevel.Warning, Message = "Letters can't be sent now; it is tried again.")]
    private static partial void LogAway(ILogger logger, Exception e);
}
