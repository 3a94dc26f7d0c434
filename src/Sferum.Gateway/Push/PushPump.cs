using System.Buffers.Text;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sferum.People;

namespace Sferum.Push;

/// <summary>
/// Tells browsers of chats with unread messages. Every gateway has one; the rows decide who tells what. Nothing of a message is told: the page fetches it when
/// somebody opens it.
/// </summary>
internal sealed partial class PushPump(IPushNews news, IPushSender sender, PushSwitch push, TimeProvider time, ILogger<PushPump> log) : BackgroundService
{
    internal static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>After so many vain tries somebody is told with the next message.</summary>
    internal const int MostTries = 8;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);
    private const int PerRound = 32;
    private const int ReadersPerRead = 500;
    private const int AtOnce = 16;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!push.IsOn)
        {
            return;
        }

        using var timer = new PeriodicTimer(Round, time);
        try
        {
            do
            {
                try
                {
                    foreach (var chat in await news.Take(PerRound, Lease, stoppingToken))
                    {
                        await Tell(chat, stoppingToken);
                    }

                    foreach (var digest in await news.TakeDigests(PerRound, Lease, stoppingToken))
                    {
                        await Tell(digest, stoppingToken);
                    }
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    LogAway(e);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops; what it has taken is taken again when the lease ends.
        }
    }

    private async Task Tell(ChatNews chat, CancellationToken cancel)
    {
        var last = Guid.Empty;
        while (await news.Readers(chat.Chat, last, ReadersPerRead, cancel) is { Count: > 0 } readers)
        {
            last = readers[^1].Id;
            var now = time.GetUtcNow();
            var quiet = readers.Where(r => r.QuietUntil(now) is not null).DistinctBy(static r => r.Person).ToList();
            foreach (var resting in quiet)
            {
                await news.Postpone(resting.Person, resting.QuietUntil(now)!.Value, inVain: false, cancel);
            }

            var awake = readers.Where(r => r.QuietUntil(now) is null).ToList();
            var failed = await Send(awake, r => new Notice("chat", r.Person.Value, chat.Chat.Value, 1, r.Unread), Topic(chat.Chat.Value), cancel);
            foreach (var person in failed)
            {
                await news.Postpone(person, now + FirstPause, inVain: true, cancel);
            }

            await news.Told(chat.Chat, chat.Number, [.. awake.Select(static r => r.Person).Distinct().Except(failed)], cancel);
        }

        await news.Done(chat, cancel);
    }

    private async Task Tell(DueDigest digest, CancellationToken cancel)
    {
        var readers = await news.Digest(digest.Person, cancel);
        var now = time.GetUtcNow();
        if (readers.Select(r => r.QuietUntil(now)).Max() is { } until)
        {
            await news.Postpone(digest.Person, until, inVain: false, cancel);
            return;
        }

        var failed = await Send(readers, static r => new Notice("digest", r.Person.Value, null, r.Chats, r.Unread), "digest", cancel);
        if (failed.Count > 0 && digest.Tries < MostTries)
        {
            await news.Postpone(digest.Person, now + (FirstPause * Math.Pow(2, digest.Tries)), inVain: true, cancel);
            return;
        }

        await news.DigestDone(digest.Person, cancel);
    }

    /// <summary>Sends to many at once, and forgets browsers that are gone.</summary>
    /// <returns>People to be told again.</returns>
    private async Task<HashSet<PersonId>> Send(IReadOnlyList<PushReader> readers, Func<PushReader, Notice> notice, string topic, CancellationToken cancel)
    {
        var failed = new HashSet<PersonId>();
        await Parallel.ForEachAsync(readers, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancel }, async (reader, stop) =>
        {
            var payload = JsonSerializer.SerializeToUtf8Bytes(notice(reader), JsonSerializerOptions.Web);
            switch (await sender.Send(reader.Target, payload, topic, stop))
            {
                case PushOutcome.Gone:
                    await news.Gone(reader.Id, stop);
                    break;
                case PushOutcome.Later:
                    lock (failed)
                    {
                        failed.Add(reader.Person);
                    }

                    break;
                default:
                    break;
            }
        });
        return failed;
    }

    private static string Topic(Guid chat) => Base64Url.EncodeToString(chat.ToByteArray());

    [LoggerMessage(EventId = 342, Level = LogLevel.Warning, Message = "Notifications can't be told now; they wait.")]
    private partial void LogAway(Exception e);

    /// <summary>What a browser gets.</summary>
    /// <param name="Kind"><c>chat</c> or <c>digest</c>.</param>
    /// <param name="Person">Whom it is for: a browser may have several profiles.</param>
    /// <param name="Chat">Which chat.</param>
    /// <param name="Chats">How many chats.</param>
    /// <param name="Unread">How many messages.</param>
    private sealed record Notice(string Kind, Guid Person, Guid? Chat, int Chats, long Unread);
}
