using Microsoft.Extensions.Logging;
using Sferum.People;

namespace Sferum.Chats;

/// <summary>
/// Posts messages whose time has come, each once by its request id. Whether the author may still write there is the chat's to say: the caller is made of
/// who put the message down, with no role of a token.
/// </summary>
internal sealed partial class ScheduledPump(IScheduledMessages messages, IGrainFactory grains, TimeProvider time, ILogger<ScheduledPump> log)
    : DuePump<DueMessage>(time)
{
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    protected override ValueTask<IReadOnlyList<DueMessage>> Take(int limit, CancellationToken cancel) => messages.Take(limit, Lease, cancel);

    protected override async Task Do(DueMessage due, CancellationToken cancel)
    {
        var caller = new Caller(due.Author, new SessionId(Guid.Empty), due.School, Role.None);
        var posted = await grains.GetGrain<IChatGrain>(due.Chat.Value).Post(caller, new PostMessage(due.Id, due.Text, due.ReplyTo));
        if (!posted.IsRefused(out var refusal))
        {
            await messages.Posted(due.Id, cancel);
        }
        else if (refusal.RetryAfterMs is null)
        {
            await messages.Refused(due.Id, refusal.Code, cancel);
        }
    }

    protected override void TellAway(Exception error) => LogAway(log, error);

    protected override void TellUndone(Exception error, DueMessage due) => LogUndone(log, error, due.Id);
}
