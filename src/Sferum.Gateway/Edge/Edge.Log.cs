using Microsoft.Extensions.Logging;

namespace Sferum.Edge;

internal static partial class EdgeLog
{
    [LoggerMessage(1, LogLevel.Error, "A socket's shard could not do its work for a connection; the connection is dropped.")]
    public static partial void TargetFailed(this ILogger log, Exception error);

    [LoggerMessage(2, LogLevel.Error, "A hub connection ended with an error.")]
    public static partial void HubFailed(this ILogger log, Exception error);

    [LoggerMessage(3, LogLevel.Warning, "No descriptors are left; new connections wait.")]
    public static partial void NoDescriptors(this ILogger log);
}
