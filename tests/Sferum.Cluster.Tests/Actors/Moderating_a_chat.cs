using Sferum.Chats;
using Sferum.People;

namespace Sferum.Actors;

public sealed class Moderating_a_chat : Situation
{
    [Fact]
    public async Task Who_is_silenced_is_refused_from_the_answer_on_until_it_is_lifted()
    {
        await Placed(Student, Message());

        var muted = (await Chat.Mute(Teacher, Silence())).Value;

        Assert.Equal(3, muted.Number);
        Assert.Equal(Refusals.Muted, (await Chat.Post(Student, Message())).Refusal);
        await Placed(Teacher, Message());
        await Chat.Mute(Teacher, Silence() with { On = false });
        await Placed(Student, Message());
    }

    [Fact]
    public async Task A_silence_outlives_the_activation_and_the_row_names_nobody()
    {
        var placed = (await Chat.Mute(Teacher, Silence())).Value;
        await Told(Gateway, Id, placed.Number);
        await Cluster.Silos.DeactivateAsync(Chat);

        Assert.Equal(Refusals.Muted, (await Chat.Post(Student, Message())).Refusal);
        var row = Gateway.Events(Id)[^1];
        Assert.Equal((ChatEventKind.Access, Teacher.Person, null), (row.Kind, row.Author!.Id, row.Members));
        Assert.Equal("7Б", row.Access!.Title);
    }

    [Fact]
    public async Task Only_a_moderator_silences()
    {
        Assert.Equal(Refusals.Denied, (await Chat.Mute(Student, Silence() with { Person = Teacher.Person })).Refusal);
        Assert.Equal(Refusals.Denied, (await Chat.Set(Student, new SetChat { RequestId = Guid.CreateVersion7(), SlowSeconds = 5 })).Refusal);
        Assert.Equal(Refusals.NotFound, (await Chat.Mute(Teacher with { School = null }, Silence())).Refusal);
        Assert.Equal(Refusals.NotFound, (await Chat.Mute(new Caller(PersonId.New(), SessionId.New(), World.School, Role.SchoolAdmin), Silence())).Refusal);
        await Placed(Student, Message());
    }

    [Fact]
    public async Task A_retry_is_answered_alike_and_adds_no_row()
    {
        var command = Silence();
        var first = (await Chat.Mute(Teacher, command)).Value;
        var again = (await Chat.Mute(Teacher, command)).Value;
        await Cluster.Silos.DeactivateAsync(Chat);
        var later = (await Chat.Mute(Teacher, command)).Value;

        Assert.Equal((first, 2L), (again, await World.Count("chat_log", Id)));

        // It is so already, and this is where it was written.
        Assert.Equal(first, later);
        Assert.Equal(Refusals.RequestIdReused, (await Chat.Mute(Teacher, command with { On = false })).Refusal);
    }

    [Fact]
    public async Task In_slow_mode_one_of_two_messages_at_the_same_moment_waits()
    {
        await Chat.Set(Teacher, new SetChat { RequestId = Guid.CreateVersion7(), SlowSeconds = 3600 });

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Chat.Post(Student, Message()).AsTask()));
        var refused = answers.Where(static a => a.Refusal is not null).Select(static a => a.Refusal!).ToList();
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Placed(Teacher, Message())));

        Assert.Equal(7, refused.Count);
        Assert.All(refused, static r => Assert.True(r is { Code: "chat.slow_mode", RetryAfterMs: > 3_000_000 }));
        await Cluster.Silos.DeactivateAsync(Chat);
        Assert.Equal("chat.slow_mode", (await Chat.Post(Student, Message())).Refusal?.Code);
    }

    [Fact]
    public async Task A_retry_of_what_was_posted_is_answered_though_it_is_nobody_s_turn()
    {
        await Chat.Set(Teacher, new SetChat { RequestId = Guid.CreateVersion7(), SlowSeconds = 3600 });
        var message = Message();
        var placed = await Placed(Student, message);
        await Cluster.Silos.DeactivateAsync(Chat);

        Assert.Equal(placed, (await Chat.Post(Student, message)).Value);
    }

    [Fact]
    public async Task Everybody_is_mentioned_by_a_moderator_only()
    {
        var placed = await Placed(Teacher, Message() with { MentionAll = true });
        await Told(Gateway, Id, placed.Number);

        Assert.Equal(Refusals.MayNotMentionAll, (await Chat.Post(Student, Message() with { MentionAll = true })).Refusal);
        Assert.True(Gateway.Events(Id)[^1].MentionsAll);
        Assert.True((await Cluster.Reader.Rows(Id, placed.Number - 1, placed.Number, default)).Single().MentionsAll);
    }

    [Fact]
    public async Task Decisions_and_posts_at_once_leave_a_dense_log()
    {
        var work = Enumerable.Range(0, 40).Select(i => (i % 4) switch
        {
            0 => Persist(() => Chat.Mute(Teacher, Silence() with { On = i % 8 == 0 })),
            1 => Persist(() => Chat.Post(Student, Message())),
            _ => Persist(() => Chat.Post(Teacher, Message())),
        });
        await Task.WhenAll(work);

        var loaded = (await Cluster.Log.Load(Id, default))!;
        Assert.Equal(loaded.Head.Number, await World.Count("chat_log", Id));
    }

    private MuteMember Silence() => new(Guid.CreateVersion7(), Student.Person, On: true, Until: null);
}
