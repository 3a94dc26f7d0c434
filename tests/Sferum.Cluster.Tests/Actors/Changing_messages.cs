using Sferum.Chats;
using Sferum.People;

namespace Sferum.Actors;

public sealed class Changing_messages : Situation
{
    [Fact]
    public async Task What_is_told_live_is_what_is_read_later()
    {
        var first = await Placed(Student, Message("первое"));
        var second = await Placed(Teacher, Message("второе", first.Number));
        Assert.False((await Chat.React(Teacher, new React(second.Number, "👍", true))).IsRefused(out _));
        Assert.False((await Chat.Edit(Teacher, new EditMessage(Guid.CreateVersion7(), second.Number, "изменено"))).IsRefused(out _));
        Assert.False((await Chat.Pin(Teacher, new PinMessage(Guid.CreateVersion7(), second.Number, true))).IsRefused(out _));
        Assert.False((await Chat.Pin(Teacher, new PinMessage(Guid.CreateVersion7(), second.Number, false))).IsRefused(out _));
        var last = (await Chat.Delete(Teacher, new DeleteMessage(Guid.CreateVersion7(), first.Number))).Value;
        await Told(Gateway, Id, last.Number);

        var live = Gateway.Events(Id);
        Assert.Equal(
            [ChatEventKind.Posted, ChatEventKind.Posted, ChatEventKind.Edited, ChatEventKind.Pinned, ChatEventKind.Unpinned, ChatEventKind.Deleted],
            live.Select(static e => e.Kind));
        var stored = await Cluster.Reader.Rows(Id, live[1].Number, last.Number, default);
        Assert.Equal("изменено", live[2].Message!.Text);
        Assert.Equal("👍", live[2].Message!.Reactions!.Single().Emoji);
        Assert.Equal("первое", live[2].Message!.ReplyTo!.Text);
        Assert.Null(stored[0].Message!.ReplyTo!.Text);
        Assert.Equal(stored.Skip(1), live.Skip(3), Rows.SameContent);
    }

    [Fact]
    public async Task A_change_waits_for_the_posts_before_it_and_holds_those_after_it()
    {
        var target = await Placed(Student, Message());
        var (begun, post) = (new TaskCompletionSource(), new TaskCompletionSource());
        var order = new List<string>();
        Cluster.Log.AroundAppend = async (row, append) =>
        {
            if (row.Kind == ChatEventKind.Posted && row.Text == "раньше")
            {
                begun.SetResult();
                await post.Task;
            }

            lock (order)
            {
                order.Add(row.Text ?? row.Kind.ToString());
            }

            return await append();
        };
        var before = Placed(Teacher, Message("раньше"));
        await begun.Task;
        var delete = Chat.Delete(Student, new DeleteMessage(Guid.CreateVersion7(), target.Number)).AsTask();
        await Chat.React(Teacher, new React(target.Number, "👍", true));
        var after = Placed(Teacher, Message("позже"));
        post.SetResult();

        Assert.Equal(3, (await before).Number);
        Assert.Equal(4, (await delete).Value.Number);
        Assert.Equal(5, (await after).Number);
        Assert.Equal(["раньше", "Deleted", "позже"], order);
    }

    [Fact]
    public async Task A_retry_is_answered_although_the_message_has_changed_since()
    {
        var message = await Placed(Student, Message());
        var edit = new EditMessage(Guid.CreateVersion7(), message.Number, "изменено");
        var delete = new DeleteMessage(Guid.CreateVersion7(), message.Number);
        var edited = (await Chat.Edit(Student, edit)).Value;
        var deleted = (await Chat.Delete(Student, delete)).Value;

        await Cluster.Silos.DeactivateAsync(Chat);

        Assert.Equal(edited, (await Chat.Edit(Student, edit)).Value);
        Assert.Equal(deleted, (await Chat.Delete(Student, delete)).Value);
        Assert.Equal(Refusals.MessageDeleted, (await Chat.Delete(Student, delete with { RequestId = Guid.CreateVersion7() })).Refusal);
        Assert.Equal(Refusals.RequestIdReused, (await Chat.Edit(Student, edit with { Text = "ещё" })).Refusal);
    }

    [Fact]
    public async Task Rules_are_asked()
    {
        var message = await Placed(Teacher, Message());
        var id = Guid.CreateVersion7();

        Assert.Equal(Refusals.NotYours, (await Chat.Edit(Student, new EditMessage(id, message.Number, "x"))).Refusal);
        Assert.Equal(Refusals.NotYours, (await Chat.Delete(Student, new DeleteMessage(id, message.Number))).Refusal);
        Assert.Equal(Refusals.Denied, (await Chat.Pin(Student, new PinMessage(id, message.Number, true))).Refusal);
        Assert.Equal(Refusals.NoSuchMessage, (await Chat.Delete(Teacher, new DeleteMessage(id, 1))).Refusal);
        Assert.Equal(Refusals.TextEmpty, (await Chat.Edit(Teacher, new EditMessage(id, message.Number, ""))).Refusal);
        Assert.Equal(Refusals.Malformed, (await Chat.Delete(Teacher, new DeleteMessage(Guid.Empty, message.Number))).Refusal);
        Assert.Equal(2, await World.Count("chat_log", Id));
    }

    [Fact]
    public async Task Pinning_what_is_pinned_adds_no_row()
    {
        var message = await Placed(Teacher, Message());
        var pin = new PinMessage(Guid.CreateVersion7(), message.Number, true);
        var pinned = (await Chat.Pin(Teacher, pin)).Value;

        var again = (await Chat.Pin(Teacher, pin with { RequestId = Guid.CreateVersion7() })).Value;

        Assert.Equal(pinned.Number, again.Number);
        Assert.Equal(3, await World.Count("chat_log", Id));
        await Cluster.Silos.DeactivateAsync(Chat);
        Assert.Equal(pinned, (await Chat.Pin(Teacher, pin)).Value);
    }
}
