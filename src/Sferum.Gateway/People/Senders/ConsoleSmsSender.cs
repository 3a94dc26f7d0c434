namespace Sferum.People;

/// <summary>
/// Writes text messages to the console, for whoever sits before it. The one place where a phone and a code are written out: not through the log, so
/// that nothing that collects logs takes them.
/// </summary>
internal sealed class ConsoleSmsSender(TextWriter console) : ISmsSender
{
    public async ValueTask<bool> Send(SmsMessage message, CancellationToken cancel)
    {
        await console.WriteLineAsync($"SMS {message.Phone}: {message.Text}".AsMemory(), cancel);
        await console.FlushAsync(cancel);
        return true;
    }
}
