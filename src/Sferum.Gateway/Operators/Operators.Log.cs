using Microsoft.Extensions.Logging;

namespace Sferum.Operators;

internal static partial class OperatorsLog
{
    [LoggerMessage(EventId = 1, Level = LogLevel.Warning, Message = "The operator's console was not told about {Part}.")]
    public static partial void PartUnknown(this ILogger log, Exception error, string part);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "The announcement of maintenance could not be read: what was known stays.")]
    public static partial void NoticeUnknown(this ILogger log, Exception error);
}
