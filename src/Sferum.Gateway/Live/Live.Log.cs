using Microsoft.Extensions.Logging;

namespace Sferum.Live;

internal static partial class LiveLog
{
    [LoggerMessage(1, LogLevel.Information, "Connection {Connection} took nothing for too long and is closed.")]
    public static partial void ClosedStuck(this ILogger log, string connection);

    [LoggerMessage(2, LogLevel.Debug, "A write to a connection failed.")]
    public static partial void WriteFailed(this ILogger log, Exception error);

    [LoggerMessage(3, LogLevel.Warning, "Room {Room} could not read the rows it missed after {After}; it tries again.")]
    public static partial void RepairFailed(this ILogger log, Exception error, Guid room, long after);

    [LoggerMessage(4, LogLevel.Warning, "Room {Room} is told of row {Head}, but the log ends at {Last}.")]
    public static partial void HeadWithoutRows(this ILogger log, Guid room, long head, long last);

    [LoggerMessage(5, LogLevel.Warning, "Silo {Silo} could not be told which chats are followed here; it will be told again.")]
    public static partial void FollowFailed(this ILogger log, Exception error, string silo);

    [LoggerMessage(6, LogLevel.Information, "Silos are now: {Silos}.")]
    public static partial void SilosChanged(this ILogger log, string silos);

    [LoggerMessage(7, LogLevel.Warning, "The list of silos could not be read.")]
    public static partial void SilosUnknown(this ILogger log, Exception error);

    [LoggerMessage(8, LogLevel.Warning, "A person's connections could not be made known; it is tried again.")]
    public static partial void AttachFailed(this ILogger log, Exception error);

    [LoggerMessage(9, LogLevel.Warning, "A changed list of chats could not be read; the connection is told to resync.")]
    public static partial void ChatsChangedFailed(this ILogger log, Exception error);

    [LoggerMessage(10, LogLevel.Warning, "Heads of local chats could not be compared.")]
    public static partial void HeadsUnknown(this ILogger log, Exception error);

    [LoggerMessage(11, LogLevel.Error, "A round of the gateway's upkeep failed.")]
    public static partial void UpkeepFailed(this ILogger log, Exception error);

    [LoggerMessage(20, LogLevel.Information, "The gateway is being emptied: {Connections} connections are asked to move.")]
    public static partial void DrainBegan(this ILogger log, int connections);

    [LoggerMessage(21, LogLevel.Information, "{Connections} connections have not moved and are closed.")]
    public static partial void DrainCloses(this ILogger log, int connections);

    [LoggerMessage(22, LogLevel.Information, "The gateway is empty but for {Connections} connections.")]
    public static partial void DrainEnded(this ILogger log, int connections);

    [LoggerMessage(23, LogLevel.Warning, "Permits for a person's commands could not be had; for some seconds the limits of the connections hold alone.")]
    public static partial void PermitsUnknown(this ILogger log, Exception error);
}
