namespace Sferum.People;

/// <summary>Writes letters to the console, as <see cref="ConsoleSmsSender"/> does with text messages.</summary>
internal sealed class ConsoleMailSender(TextWriter console) : IMailSender
{
    public async ValueTask<bool> Send(MailLetter message, CancellationToken cancel)
    {
        await console.WriteLineAsync($"MAIL {message.To}: {message.Subject}{Environment.NewLine}{message.Text}".AsMemory(), cancel);
        await console.FlushAsync(cancel);
        return true;
    }
}
