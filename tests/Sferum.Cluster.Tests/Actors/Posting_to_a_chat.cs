using Sferum.Chats;
using Sferum.People;

namespace Sferum.Actors;

public sealed class Posting_to_a_chat : Situation
{
    [Fact]
    public async Task Gets_the_next_number_and_tells_each_gateway()
    {
        var other = await Cluster.Follow("other", Id);

        var placement = await Placed(Teacher, Message("  Завтра экскурсия "));
        await Told(Gateway, Id, placement.Number);
        await Told(other, Id, placement.Number);

        Assert.Equal(2, placement.Number);
        Assert.Equal(1, placement.Posts);
        var row = Gateway.Events(Id).Single();
        Assert.Equal("Завтра экскурсия", row.Message!.Text);
        Assert.Equal((Teacher.Person, Role.ClassTeacher), (row.Author!.Id, row.Author.Role));
        Assert.Equal(await Cluster.Reader.Rows(Id, 1, 2, default), Gateway.Events(Id), Rows.SameContent);
    }

    [Fact]
    public async Task A_retry_gets_the_same_number_for_ever()
    {
        var message = Message();
        var first = await Placed(Student, message);
        await Placed(Student, Message("другое"));

        Assert.Equal(first, await Placed(Student, message));
        await Cluster.Silos.DeactivateAsync(Chat);
        Assert.Equal(first, await Placed(Student, message));
        Assert.Equal(3, await World.Count("chat_log", Id));
    }

    [Fact]
    public async Task A_request_id_cannot_be_used_for_something_else()
    {
        var message = Message();
        await Placed(Student, message);

        Assert.Equal(Refusals.RequestIdReused, (await Chat.Post(Student, message with { Text = "другое" })).Refusal);
        await Cluster.Silos.DeactivateAsync(Chat);
        Assert.Equal(Refusals.RequestIdReused, (await Chat.Post(Student, message with { Text = "другое" })).Refusal);
        Assert.False((await Chat.Post(Teacher, message with { Text = "другое" })).IsRefused(out _));
    }

    [Fact]
    public async Task Many_at_once_are_told_in_one_order_without_holes()
    {
        var other = await Cluster.Follow("other", Id);
        var authors = new[] { Teacher, Student };

        var placements = await Task.WhenAll(Enumerable.Range(0, 500).Select(i => Placed(authors[i % 2], Message($"сообщение {i}"))));
        await Told(Gateway, Id, 501);
        await Told(other, Id, 501);

        Assert.Equal(Enumerable.Range(2, 500), placements.Select(static p => (int)p.Number).Order());
        Assert.Equal(Enumerable.Range(2, 500), Gateway.Events(Id).Select(static e => (int)e.Number));
        Assert.Equal(Gateway.Events(Id), other.Events(Id), Rows.SameContent);
        Assert.All(Gateway.Events(Id), static e => Assert.Equal(e.Number - 1, e.Posts));
    }

    [Fact]
    public async Task Rows_are_told_in_order_even_when_their_commits_are_reported_out_of_order()
    {
        var (begun, held) = (new TaskCompletionSource(), new TaskCompletionSource());
        Cluster.Log.AroundAppend = async (row, append) =>
        {
            var appended = append();
            if (row.Text == "первое")
            {
                begun.SetResult();
                await held.Task;
            }

            return await appended;
        };
        var first = Placed(Teacher, Message("первое"));
        await begun.Task;
        var second = await Placed(Teacher, Message("второе"));
        Assert.Empty(Gateway.Events(Id));
        held.SetResult();
        await first;
        await Told(Gateway, Id, second.Number);

        Assert.Equal(["первое", "второе"], Gateway.Events(Id).Select(static e => e.Message!.Text!));
    }

    [Fact]
    public async Task A_reply_quotes_what_stands_there_now()
    {
        var placement = await Placed(Student, Message(new string('ж', 300)));
        await Chat.Edit(Student, new EditMessage(Guid.CreateVersion7(), placement.Number, "кратко"));
        var reply = await Placed(Teacher, Message("да", placement.Number));
        await Told(Gateway, Id, reply.Number);

        Assert.Equal(new Quote(placement.Number, "Ким Олег", "кратко"), Gateway.Events(Id)[^1].Message!.ReplyTo);
        Assert.Equal(Refusals.NoSuchMessage, (await Chat.Post(Teacher, Message("да", 1))).Refusal);
        Assert.Equal(Refusals.NoSuchMessage, (await Chat.Post(Teacher, Message("да", 999))).Refusal);
    }

    [Fact]
    public async Task Malformed_posts_are_refused()
    {
        Assert.Equal(Refusals.Malformed, (await Chat.Post(Student, new PostMessage(Guid.Empty, "да", null))).Refusal);
        Assert.Equal(Refusals.Malformed, (await Chat.Post(Student, Message("да", -1))).Refusal);
        Assert.Equal(Refusals.Malformed, (await Chat.Post(Student, new PostMessage(Guid.CreateVersion7(), null!, null))).Refusal);
        Assert.Equal(Refusals.TextEmpty, (await Chat.Post(Student, Message(" \u200B"))).Refusal);
        Assert.Equal(Refusals.TextInvalid, (await Chat.Post(Student, Message("a\0"))).Refusal);
        Assert.Equal("chat.text_too_long", (await Chat.Post(Student, Message(new string('a', 5000)))).Refusal!.Code);
        Assert.Equal(1, await World.Count("chat_log", Id));
    }

    [Fact]
    public async Task To_a_stranger_the_chat_looks_like_none()
    {
        var stranger = new Caller(PersonId.New(), SessionId.New(), World.School, Role.SchoolAdmin);
        var nowhere = Cluster.Grains.GetGrain<IChatGrain>(Guid.CreateVersion7());

        Assert.Equal(Refusals.NotFound, (await Chat.Post(stranger, Message())).Refusal);
        Assert.Equal(Refusals.NotFound, (await nowhere.Post(stranger, Message())).Refusal);
        Assert.Equal(Refusals.NotFound, (await Chat.Post(stranger, Message(""))).Refusal);
        Assert.Equal(Refusals.NotFound, (await nowhere.Post(stranger, Message(""))).Refusal);
        Assert.Equal(Refusals.NotFound, (await Chat.React(stranger, new React(1, "x", true))).Refusal);
        Assert.Equal(Refusals.NotFound, (await nowhere.React(stranger, new React(1, "x", true))).Refusal);
    }

    [Fact]
    public async Task A_chat_that_does_not_exist_leaves_no_activation_and_no_row()
    {
        var rows = await World.AllRows();
        var before = await Cluster.ChatActivations();
        var ids = Enumerable.Range(0, 100).Select(static _ => Guid.CreateVersion7()).ToArray();
        foreach (var id in ids)
        {
            var nowhere = Cluster.Grains.GetGrain<IChatGrain>(id);
            Assert.Equal(Refusals.NotFound, (await nowhere.Post(Student, Message())).Refusal);
            await nowhere.Typing(Student);
            await nowhere.FollowRoster(Guid.CreateVersion7());
        }

        foreach (var id in ids)
        {
            await Cluster.Silos.WaitForDeactivationAsync(Cluster.Grains.GetGrain<IChatGrain>(id));
        }

        Assert.Equal(before, await Cluster.ChatActivations());
        Assert.Equal(rows, await World.AllRows());
    }
}
