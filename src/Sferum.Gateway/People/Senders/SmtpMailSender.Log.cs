using System.Net.Mail;
using Microsoft.Extensions.Logging;

namespace Sferum.People;

internal sealed partial class SmtpMailSender
{
    [LoggerMessage(LogLevel.Error, "A letter was not sent: {Status}")]
    private static partial void NotSent(ILogger log, SmtpStatusCode status);

    [LoggerMessage(LogLevel.Error, "A letter was not sent in {Timeout}")]
    private static partial void NotInTime(ILogger log, TimeSpan timeout);
}
