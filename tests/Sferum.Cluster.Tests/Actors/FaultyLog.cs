using Sferum.Chats;
using Sferum.People;

namespace Sferum.Actors;

/// <summary>The real log with faults planted by a test.</summary>
internal sealed class FaultyLog(IChatLog log) : IChatLog
{
    /// <summary>Runs around each append of a message: returns what the actor is told.</summary>
    public Func<NewRow, Func<ValueTask<Appended>>, ValueTask<Appended>>? AroundAppend { get; set; }

    public Func<ChatId, Task>? BeforeLoad { get; set; }

    public int Loads => _loads;

    private int _loads;

    public async ValueTask<LoadedChat?> Load(ChatId chat, CancellationToken cancel)
    {
        Interlocked.Increment(ref _loads);
        if (BeforeLoad is { } before)
        {
            await before(chat);
        }

        return await log.Load(chat, cancel);
    }

    public IChatTail Open(ChatId chat, ChatHead head) => new Tail(this, log.Open(chat, head));

    public ValueTask<Appended?> Find(ChatId chat, PersonId author, Guid requestId, byte[] bodyHash, CancellationToken cancel) =>
        log.Find(chat, author, requestId, bodyHash, cancel);

    public ValueTask<RosterFollowed> FollowRoster(ChatId chat, Guid actId, DateTimeOffset at, CancellationToken cancel) =>
        log.FollowRoster(chat, actId, at, cancel);

    private sealed class Tail(FaultyLog faults, IChatTail tail) : IChatTail
    {
        public ChatHead Head => tail.Head;

        public ValueTask<Appended> Append(NewRow row) => faults.AroundAppend is { } around ? around(row, () => tail.Append(row)) : tail.Append(row);
    }
}
