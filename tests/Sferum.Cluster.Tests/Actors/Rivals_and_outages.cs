using Sferum.Chats;
using Sferum.People;

namespace Sferum.Actors;

public sealed class Rivals_and_outages : Situation
{
    [Fact]
    public async Task An_activation_that_meets_a_rival_ends_and_the_next_one_goes_on()
    {
        await Placed(Teacher, Message("первое"));
        var rival = Cluster.Stored<IChatLog>().Open(Id, new ChatHead(2, 1));
        var theirs = await rival.Append(ChatRows.Posted(Student.Person, Message("соперник"), "соперник", DateTimeOffset.UnixEpoch, new TestKeys()));
        Assert.Equal(3, theirs.Head.Number);

        var mine = Message("второе");
        var lost = await Chat.Post(Teacher, mine);
        Assert.Equal(Refusals.OutcomeUnknown, lost.Refusal);
        var placement = (await Persist(() => Chat.Post(Teacher, mine))).Value;

        Assert.Equal(4, placement.Number);
        await Told(Gateway, Id, 4);
        Assert.Contains(Gateway.Batches, static b => b.Events.Count == 0 && b.Head == 3);
    }

    [Fact]
    public async Task Two_tails_that_write_by_turns_lose_nothing()
    {
        var messages = Enumerable.Range(0, 60).Select(i => Message($"{i}")).ToArray();
        var rival = Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                var loaded = (await Cluster.Stored<IChatLog>().Load(Id, default))!;
                var text = $"соперник {i}";
                await Cluster.Stored<IChatLog>().Open(Id, loaded.Head)
                    .Append(ChatRows.Posted(Student.Person, Message(text), text, DateTimeOffset.UnixEpoch, new TestKeys()));
            }
        });

        var placements = new List<Placement>();
        foreach (var message in messages)
        {
            placements.Add((await Persist(() => Chat.Post(Teacher, message))).Value);
        }

        await rival;
        var loaded = (await Cluster.Stored<IChatLog>().Load(Id, default))!;
        var rows = await Cluster.Reader.Rows(Id, 0, loaded.Head.Number, default);
        Assert.Equal(Enumerable.Range(1, rows.Count), rows.Select(static r => (int)r.Number));
        Assert.Equal(60, placements.Select(static p => p.Number).Distinct().Count());
        Assert.All(messages.Zip(placements), pair => Assert.Equal(pair.First.RequestId, rows[(int)pair.Second.Number - 1].RequestId));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task After_an_unknown_outcome_a_retry_tells(bool committed)
    {
        var faults = 1;
        Cluster.Log.AroundAppend = async (_, append) =>
        {
            if (Interlocked.Decrement(ref faults) != 0)
            {
                return await append();
            }

            if (committed)
            {
                await append();
            }

            throw new OutcomeUnknownException();
        };
        var message = Message();

        var first = await Chat.Post(Teacher, message);
        Assert.Equal(Refusals.OutcomeUnknown, first.Refusal);
        Assert.NotNull(first.Refusal!.RetryAfterMs);
        var placement = (await Persist(() => Chat.Post(Teacher, message))).Value;

        Assert.Equal(2, placement.Number);
        Assert.Equal(2, await World.Count("chat_log", Id));
        await Told(Gateway, Id, 2);
    }

    [Fact]
    public async Task While_the_store_is_away_commands_are_refused_as_retriable()
    {
        await Cluster.Silos.DeactivateAsync(Chat);
        Cluster.Log.BeforeLoad = static _ => Task.FromException(new TimeoutException("the store is away"));
        Assert.Equal(Refusals.Unavailable, (await Chat.Post(Teacher, Message())).Refusal);

        Cluster.Log.BeforeLoad = null;
        Assert.False((await Persist(() => Chat.Post(Teacher, Message()))).IsRefused(out _));
    }

    [Fact]
    public async Task A_full_queue_is_said_to_the_caller()
    {
        Cluster.Log.AroundAppend = static (_, _) => new(new Appended(AppendStatus.Overloaded, default, default));

        Assert.Equal(Refusals.Overloaded, (await Chat.Post(Teacher, Message())).Refusal);
        Cluster.Log.AroundAppend = null;
        Assert.Equal(2, (await Placed(Teacher, Message())).Number);
    }
}
