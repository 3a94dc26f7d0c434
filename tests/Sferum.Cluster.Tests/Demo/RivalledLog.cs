using Sferum.Chats;
using Sferum.People;

namespace Sferum.Demo;

/// <summary>A log in which, whenever a tail is about to write its second row, somebody else writes first.</summary>
internal sealed class RivalledLog(IChatLog log) : IChatLog
{
    public int Rivals { get; private set; }

    public ValueTask<LoadedChat?> Load(ChatId chat, CancellationToken cancel) => log.Load(chat, cancel);

    public IChatTail Open(ChatId chat, ChatHead head) => new Tail(this, chat, log.Open(chat, head));

    public ValueTask<Appended?> Find(ChatId chat, PersonId author, Guid requestId, byte[] bodyHash, CancellationToken cancel) =>
        log.Find(chat, author, requestId, bodyHash, cancel);

    public ValueTask<RosterFollowed> FollowRoster(ChatId chat, Guid actId, DateTimeOffset at, CancellationToken cancel) =>
        log.FollowRoster(chat, actId, at, cancel);

    private sealed class Tail(RivalledLog owner, ChatId chat, IChatTail tail) : IChatTail
    {
        private int _rows;

        public ChatHead Head => tail.Head;

        public async ValueTask<Appended> Append(NewRow row)
        {
            if (++_rows == 2 && owner.Rivals < 10)
            {
                owner.Rivals++;
                var loaded = await owner.Load(chat, CancellationToken.None);
                await owner.Inner(chat, loaded!.Head).Append(row with { RequestId = Guid.CreateVersion7(), Kind = ChatEventKind.Pinned, Target = 1, Text = null });
            }

            return await tail.Append(row);
        }
    }

    private IChatTail Inner(ChatId chat, ChatHead head) => log.Open(chat, head);
}
