using Sferum.Chats;
using Sferum.People;
using Sferum.Schools;

namespace Sferum.Actors;

public sealed class Following_the_roster : Situation
{
    [Fact]
    public async Task Who_has_left_may_do_nothing_more_and_is_named_to_the_gateways()
    {
        await Placed(Student, Message());
        await World.Leave(Student);
        var act = Guid.CreateVersion7();
        await Chat.FollowRoster(act);
        await Told(Gateway, Id, 3);

        Assert.Equal(Refusals.NotFound, (await Chat.Post(Student, Message())).Refusal);
        Assert.Equal((Student.Person, 3L), Gateway.Batches.SelectMany(static b => b.Left).Select(static l => (l.Person, l.Number)).Single());
        var row = Gateway.Events(Id)[^1];
        Assert.Equal((ChatEventKind.Members, act, 1), (row.Kind, row.RequestId, row.Members!.WentCount));
    }

    [Fact]
    public async Task A_retry_of_what_was_committed_before_leaving_is_answered()
    {
        var message = Message();
        var placement = await Placed(Student, message);
        await World.Leave(Student);
        await Chat.FollowRoster(Guid.CreateVersion7());
        await Cluster.Silos.DeactivateAsync(Chat);

        Assert.Equal(placement, (await Chat.Post(Student, message)).Value);
        Assert.Equal(Refusals.NotFound, (await Chat.Post(Student, message with { RequestId = Guid.CreateVersion7() })).Refusal);
    }

    [Fact]
    public async Task A_repeated_act_adds_no_row_but_tells_the_people_again()
    {
        var user = Cluster.Grains.GetGrain<IUserGrain>(Student.Person.Value);
        await user.Attach("gateway", Gateway.Port!);
        await World.Leave(Student);
        var act = Guid.CreateVersion7();
        await Chat.FollowRoster(act);
        await Chat.FollowRoster(act);
        await Cluster.Silos.DeactivateAsync(Chat);
        await Chat.FollowRoster(act);
        await Gateway.Until(static n => n.Changes.Count >= 3);

        Assert.Equal(2, await World.Count("chat_log", Id));
        Assert.All(Gateway.Changes, change => Assert.Equal((Student.Person, Id), (change.Person, change.Chats.Single())));
    }

    [Fact]
    public async Task An_old_act_told_again_does_not_cut_off_who_has_come_back()
    {
        await World.Leave(Student);
        var left = Guid.CreateVersion7();
        await Chat.FollowRoster(left);
        await World.Run("UPDATE enrollment SET ended_at = NULL WHERE person_id = $a", Student.Person.Value);
        await Chat.FollowRoster(Guid.CreateVersion7());
        await Told(Gateway, Id, 3);
        var before = Gateway.Batches.Sum(static b => b.Left.Count);

        await Chat.FollowRoster(left);
        var placement = await Placed(Student, Message());
        await Told(Gateway, Id, placement.Number);

        Assert.Equal(before, Gateway.Batches.Sum(static b => b.Left.Count));
    }

    [Fact]
    public async Task An_act_in_the_outbox_goes_from_the_school_to_every_chat()
    {
        var other = await World.ClassChat(ClassId.New());
        var newcomer = await World.Enroll(Role.Student, "Пак Анна");
        var act = new RosterAct(Guid.CreateVersion7(), World.School, [new AffectedChat(Id, World.Class), new AffectedChat(other, null)]);

        await Cluster.Outbox.Add(act).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.False((await Chat.Post(newcomer, Message())).IsRefused(out _));
        await Told(Gateway, Id, 2);
        Assert.Equal("Пак Анна", Gateway.Events(Id)[0].Members!.Came.Single().Name);
    }

    [Fact]
    public async Task An_act_that_fails_is_told_again_until_it_is_done()
    {
        await World.Enroll(Role.Student, "Пак Анна");
        await Cluster.Silos.DeactivateAsync(Chat);
        var failures = 3;
        Cluster.Log.BeforeLoad = _ => Interlocked.Decrement(ref failures) >= 0 ? Task.FromException(new TimeoutException("the store is away")) : Task.CompletedTask;

        await Cluster.Outbox.Add(new RosterAct(Guid.CreateVersion7(), World.School, [new AffectedChat(Id, World.Class)])).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.NotEmpty(Cluster.Outbox.Failures);
        Assert.Equal(2, await World.Count("chat_log", Id));
    }
}
