using Sferum.Chats;
using Sferum.People;

namespace Sferum.Actors;

public sealed class Cost_of_a_post : Situation
{
    [Fact]
    public async Task Is_the_same_for_30_members_and_for_3000()
    {
        var other = await Cluster.Follow("other", Id);
        await World.EnrollMany(28);
        await Chat.FollowRoster(Guid.CreateVersion7());
        var small = await Measure(other);

        await World.EnrollMany(2970);
        await Chat.FollowRoster(Guid.CreateVersion7());
        var large = await Measure(other);

        Assert.Equal(3000, (await Cluster.Stored<IChatLog>().Load(Id, default))!.Members.Count);
        Assert.Equal((Rows: 2L, Calls: 1), small);
        Assert.Equal(small, large);
    }

    private async Task<(long Rows, int Calls)> Measure(RecordingNode other)
    {
        var head = (await Cluster.Stored<IChatLog>().Load(Id, default))!.Head.Number;
        await Told(Gateway, Id, head);
        await Told(other, Id, head);
        var (rows, calls, others) = (await World.AllRows(), Gateway.Batches.Count, other.Batches.Count);

        var placement = await Placed(Teacher, Message());
        await Told(Gateway, Id, placement.Number);
        await Told(other, Id, placement.Number);

        Assert.Equal(Gateway.Batches.Count - calls, other.Batches.Count - others);
        return (await World.AllRows() - rows, Gateway.Batches.Count - calls);
    }
}
