using Orleans.Placement;
using Sferum.Chats;

namespace Sferum.Schools;

/// <summary>One school: takes roster acts one after another and hands them down to its classes and its common chats.</summary>
[GrainType("sferum.school"), RandomPlacement]
internal sealed class SchoolGrain : Grain, ISchoolGrain
{
    internal const int AtOnce = 8;
    private readonly DoneActs _done = new();

    public async ValueTask FollowRoster(RosterAct act)
    {
        if (_done.Contains(act.Id))
        {
            return;
        }

        var common = act.Chats.Where(static c => c.Class is null).Select(c => FollowHere(act.Id, c.Chat));
        var classes = act.Chats.Where(static c => c.Class is not null)
            .GroupBy(static c => c.Class!.Value)
            .Select(g => FollowInClass(act.Id, g.Key, [.. g.Select(static c => c.Chat)]));
        List<Func<Task>> parts = [.. common, .. classes];
        await RosterFanOut.Each(parts, AtOnce, static part => part());
        _done.Add(act.Id);
    }

    private Func<Task> FollowHere(Guid act, ChatId chat) => () => GrainFactory.GetGrain<IChatGrain>(chat.Value).FollowRoster(act).AsTask();

    private Func<Task> FollowInClass(Guid act, ClassId id, IReadOnlyList<ChatId> chats) =>
        () => GrainFactory.GetGrain<IClassGrain>(id.Value).FollowRoster(act, chats).AsTask();
}
