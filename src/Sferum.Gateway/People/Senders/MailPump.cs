using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sferum.People;

/// <summary>
/// Sends the letters that committed acts have written, outside of any transaction, until a mail server has taken them. Every gateway has one. The older a
/// letter that could not be sent, the longer it rests; after three days it is given up.
/// </summary>
internal sealed partial class MailPump(IMailOutbox outbox, IMailSender sender, TimeProvider time, ILogger<MailPump> log) : BackgroundService
{
    internal static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan GivenUp = TimeSpan.FromDays(3);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);
    private const int PerRound = 8;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        try
        {
            do
            {
                try
                {
                    foreach (var letter in await outbox.Take(PerRound, Lease, stoppingToken))
                    {
                        await Send(letter, stoppingToken);
                    }
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogAway(log, e);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The gateway stops.
        }
    }

    private async Task Send(QueuedLetter letter, CancellationToken cancel)
    {
        var subject = TextCatalogue.Render(letter.Code + ".subject", letter.Args, letter.Locale);
        var text = TextCatalogue.Render(letter.Code + ".text", letter.Args, letter.Locale);
        if (await sender.Send(new MailLetter(letter.To, subject, text), cancel))
        {
            await outbox.Done(letter.Id, cancel);
            return;
        }

        var age = time.GetUtcNow() - letter.At;
        if (age > GivenUp)
        {
            LogGivenUp(log, letter.Id);
            await outbox.Done(letter.Id, cancel);
            return;
        }

        await outbox.Failed(letter.Id, age < ShortestPause ? ShortestPause : age < LongestPause ? age : LongestPause, cancel);
    }
}
