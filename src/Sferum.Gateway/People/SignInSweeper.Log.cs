using Microsoft.Extensions.Logging;

namespace Sferum.People;

internal sealed partial class SignInSweeper
{
    [LoggerMessage(LogLevel.Information, "{Rows} old rows of sign-in removed")]
    private static partial void Swept(ILogger log, int rows);

    [LoggerMessage(LogLevel.Warning, "Old rows of sign-in could not be removed")]
    private static partial void NotSwept(ILogger log, Exception error);
}
