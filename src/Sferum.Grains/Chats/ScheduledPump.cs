using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sferum.People;

namespace Sferum.Chats;

/// <summary>
/// Posts messages whose time has come. Every silo has one; the rows decide who posts what, and the request id that each is posted once. Whether the author
/// may still write there is the chat's to say: the caller is made of who put the message down, with no role of a token.
/// </summary>
internal sealed partial class ScheduledPump(IScheduledMessages messages, IGrainFactory grains, TimeProvider time, ILogger<ScheduledPump> log) : BackgroundService
{
    internal const int PerRound = 32;
    internal static readonly TimeSpan Round = TimeSpan.FromSeconds(1);
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Round, time);
        try
        {
            do
            {
                while (await PostSome(stoppingToken))
                {
                    // There may be more.
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo stops.
        }
    }

    /// <summary>One round.</summary>
    /// <returns>False when nothing more is due, or the database is away.</returns>
    private async Task<bool> PostSome(CancellationToken cancel)
    {
        IReadOnlyList<DueMessage> due;
        try
        {
            due = await messages.Take(PerRound, Lease, cancel);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogAway(log, e);
            return false;
        }

        foreach (var message in due)
        {
            await Post(message, cancel);
        }

        return due.Count == PerRound;
    }

    private async Task Post(DueMessage message, CancellationToken cancel)
    {
        try
        {
            var caller = new Caller(message.Author, new SessionId(Guid.Empty), message.School, Role.None);
            var posted = await grains.GetGrain<IChatGrain>(message.Chat.Value).Post(caller, new PostMessage(message.Id, message.Text, message.ReplyTo));
            if (!posted.IsRefused(out var refusal))
            {
                await messages.Posted(message.Id, cancel);
            }
            else if (refusal.RetryAfterMs is null)
            {
                await messages.Refused(message.Id, refusal.Code, cancel);
            }
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            // Nobody knows, or not now: it is due again when the lease ends, with the same request id.
            LogUndone(log, e, message.Id);
        }
    }
}
