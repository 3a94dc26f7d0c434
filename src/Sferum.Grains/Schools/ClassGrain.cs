using Orleans.Placement;
using Sferum.Chats;

namespace Sferum.Schools;

/// <summary>One school class: hands roster acts down to its chats, one act after another.</summary>
[GrainType("sferum.class"), RandomPlacement]
internal sealed class ClassGrain : Grain, IClassGrain
{
    internal const int AtOnce = 4;
    private readonly DoneActs _done = new();

    public async ValueTask FollowRoster(Guid actId, IReadOnlyList<ChatId> chats)
    {
        if (_done.Contains(actId))
        {
            return;
        }

        await RosterFanOut.Each(chats, AtOnce, chat => GrainFactory.GetGrain<IChatGrain>(chat.Value).FollowRoster(actId).AsTask());
        _done.Add(actId);
    }
}
