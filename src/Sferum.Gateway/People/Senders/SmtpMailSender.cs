using System.Net;
using System.Net.Mail;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Sferum.People;

/// <summary>Sends by SMTP with STARTTLS.</summary>
internal sealed partial class SmtpMailSender(IOptions<MailOptions> options, ILogger<SmtpMailSender> log) : IMailSender
{
    public async ValueTask<bool> Send(MailLetter message, CancellationToken cancel)
    {
        var settings = options.Value;
        if (!MailAddress.TryCreate(message.To, out var to))
        {
            return false;
        }

        using var letter = new MailMessage(new MailAddress(settings.From!), to)
        {
            Subject = string.Join(' ', message.Subject.Split((char[])['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)),
            SubjectEncoding = Encoding.UTF8,
            Body = message.Text,
            BodyEncoding = Encoding.UTF8,
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(settings.Timeout);
        try
        {
            // One a letter: a client sends one letter at a time and keeps no broken connection this way.
            using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.NeedsTls };
            if (settings.User is { } user)
            {
                var password = settings.PasswordFile is { } file ? (await File.ReadAllTextAsync(file, limit.Token)).Trim() : "";
                client.Credentials = new NetworkCredential(user, password);
            }

            await client.SendMailAsync(letter, limit.Token);
            return true;
        }
        catch (SmtpException e)
        {
            NotSent(log, e.StatusCode);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            NotInTime(log, settings.Timeout);
        }

        return false;
    }
}
