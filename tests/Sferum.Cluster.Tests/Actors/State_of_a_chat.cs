using Sferum.Chats;
using Sferum.People;

namespace Sferum.Actors;

public sealed class State_of_a_chat : Situation
{
    [Fact]
    public async Task Reactions_are_written_together_and_answered_after_the_commit()
    {
        var message = await Placed(Teacher, Message());
        var rows = await World.Count("chat_log", Id);

        var answers = await Task.WhenAll(
            new[] { Student, Teacher }.Select(c => Chat.React(c, new React(message.Number, "👍", true)).AsTask()).Append(Chat.React(Student, new React(message.Number, "🎉", true)).AsTask()));
        Assert.All(answers, static a => Assert.False(a.IsRefused(out _)));
        Assert.Equal(3, await World.Count("reaction", Id));
        await Gateway.Until(static n => n.Batches.Any(static b => b.State?.Reactions is { Count: > 0 }));

        var state = Gateway.Batches.Last(static b => b.State?.Reactions is not null).State!;
        Assert.Equal(1, state.Rev);
        Assert.Equal([("👍", 2), ("🎉", 1)], state.Reactions!.Single().Reactions.Select(static r => (r.Emoji, r.Count)));
        Assert.Equal(rows, await World.Count("chat_log", Id));
    }

    [Fact]
    public async Task Reactions_are_refused_where_they_make_no_sense()
    {
        var message = await Placed(Teacher, Message());

        Assert.Equal(Refusals.EmojiInvalid, (await Chat.React(Student, new React(message.Number, "да", true))).Refusal);
        Assert.Equal(Refusals.NoSuchMessage, (await Chat.React(Student, new React(1, "👍", true))).Refusal);
        await Chat.Delete(Teacher, new DeleteMessage(Guid.CreateVersion7(), message.Number));
        Assert.Equal(Refusals.MessageDeleted, (await Chat.React(Student, new React(message.Number, "👍", true))).Refusal);
    }

    [Fact]
    public async Task A_reaction_for_which_there_is_no_room_is_refused_and_not_called_done()
    {
        var message = await Placed(Teacher, Message());
        string[] emoji = [.. Enumerable.Range(0, ChatLimits.EmojiPerMessage).Select(static n => char.ConvertFromUtf32(0x1F600 + n))];
        await Task.WhenAll(emoji.Select(e => Chat.React(Student, new React(message.Number, e, true)).AsTask()));

        Assert.Equal(Refusals.EmojiTooMany(ChatLimits.EmojiPerMessage).Code, (await Chat.React(Teacher, new React(message.Number, "👍", true))).Refusal?.Code);
        Assert.False((await Chat.React(Teacher, new React(message.Number, emoji[0], true))).IsRefused(out _));
    }

    [Fact]
    public async Task Read_marks_are_told_and_written_behind()
    {
        var message = await Placed(Teacher, Message());

        await Chat.MarkRead(Student, 999);
        await Chat.MarkRead(Teacher, 1);
        await Gateway.Until(n => n.Batches.Any(b => b.State?.ReadUpTo is [var first, ..] && first == message.Number));
        await Cluster.Silos.Silos[0].StopSiloAsync(true);

        var loaded = (await Cluster.Stored<IChatLog>().Load(Id, default))!;
        Assert.Contains((Student.Person, message.Number), loaded.TopMarks);
    }

    [Fact]
    public async Task Whoever_writes_has_read_what_is_above()
    {
        await Placed(Student, Message());
        var last = await Placed(Teacher, Message());
        await Cluster.Silos.Silos[0].StopSiloAsync(true);

        var loaded = (await Cluster.Stored<IChatLog>().Load(Id, default))!;
        Assert.Equal([(Teacher.Person, last.Number), (Student.Person, last.Number - 1)], loaded.TopMarks);
    }

    [Fact]
    public async Task Typing_is_told_and_never_written()
    {
        var rows = await World.AllRows();
        await Chat.Typing(Student);
        await Gateway.Until(n => n.Batches.Any(b => b.State?.Typing is [var who] && who.Id == Student.Person));
        await Placed(Student, Message());
        await Gateway.Until(static n => n.Batches.Any(static b => b.State?.Typing is []));

        Assert.Equal(rows + 2, await World.AllRows());
    }

    [Fact]
    public async Task Presence_is_told_while_staff_look()
    {
        var user = Cluster.Grains.GetGrain<IUserGrain>(Student.Person.Value);
        await user.Attach("gateway", Gateway.Port!);
        await Chat.Watch(Teacher);
        await Gateway.Until(n => n.Batches.Any(b => b.State?.Online is [var who] && who == Student.Person));

        await user.Detach("gateway");
        await Gateway.Until(static n => n.Batches.Any(static b => b.State?.Online is []));

        Assert.All(Gateway.Batches.Where(static b => b.State is not null), static b => Assert.Equal(0, b.State!.Rev));
    }

    [Fact]
    public async Task Sessions_that_end_are_told_to_each_gateway_and_a_dead_one_keeps_nobody_waiting()
    {
        var dead = await Cluster.Follow("dead", Id);
        dead.Before = static _ => new TaskCompletionSource().Task;
        var user = Cluster.Grains.GetGrain<IUserGrain>(Student.Person.Value);
        await user.Attach("gateway", Gateway.Port!);
        await user.Attach("gone", Cluster.Silos.Client.CreateObjectReference<Sferum.Gateways.IGatewayNode>(new HangingNode()));

        await user.EndSessions([Student.Session], "revoked").AsTask().WaitAsync(TimeSpan.FromSeconds(5));

        var (sessions, reason) = Assert.Single(Gateway.Ended);
        Assert.Equal((Student.Session, "revoked"), (sessions.Single(), reason));
    }
}
