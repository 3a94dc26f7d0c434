using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Catching_up_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Catching_up<PostgreSqlStore>(shared);

public sealed class Catching_up_on_SQLite(SharedStore<SqliteStore> shared) : Catching_up<SqliteStore>(shared);

public abstract class Catching_up<TStore>(SharedStore<TStore> shared) : ChatTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task Missed_rows_of_several_chats_come_complete_and_in_order()
    {
        var other = await Town.Chat(School);
        await Town.Member(other, Boris, came: 0);
        var tail = Log.Open(other, default);
        for (var i = 0; i < 4; i++)
        {
            await tail.Append(Rows.Post(Anna, $"o{i}"));
        }

        await Post(7);

        var missed = await Missed(100, (Chat, 3, 0, 7), (other, 0, 0, 4));
        Assert.Equal([4, 5, 6, 7], missed.Rows[Chat].Select(e => e.Number));
        Assert.Equal(["o0", "o1", "o2", "o3"], missed.Rows[other].Select(e => e.Message!.Text));
        Assert.Empty(missed.TooFar);
        Assert.Empty(missed.Reactions);
    }

    [Fact]
    public async Task Rows_behind_the_named_head_are_not_told()
    {
        await Post(7);

        Assert.Equal([4, 5], (await Missed(100, (Chat, 3, 0, 5))).Rows[Chat].Select(e => e.Number));
        Assert.Empty((await Missed(100, (Chat, 5, 0, 5))).Rows);
        Assert.Empty((await Missed(100)).Rows);
    }

    [Fact]
    public async Task What_does_not_fit_is_too_far_and_the_rest_still_comes()
    {
        var other = await Town.Chat(School);
        await Town.Member(other, Boris, came: 0);
        var tail = Log.Open(other, default);
        await tail.Append(Rows.Post(Anna, "x"));
        await Post(10);

        var missed = await Missed(9, (Chat, 0, 0, 10), (other, 0, 0, 1));
        Assert.Equal([Chat], missed.TooFar);
        Assert.Equal([other], missed.Rows.Keys);
        Assert.Equal(10, (await Missed(10, (Chat, 0, 0, 10))).Rows[Chat].Count);
        Assert.Equal([other], (await Missed(10, (Chat, 0, 0, 10), (other, 0, 0, 1))).TooFar);
    }

    [Fact]
    public async Task A_client_ahead_of_the_log_is_told_to_begin_anew()
    {
        await Post(2);

        Assert.Equal([Chat], (await Missed(100, (Chat, 5, 0, 2))).TooFar);
    }

    [Fact]
    public async Task Chats_of_others_say_nothing_and_windows_hold()
    {
        var other = await Town.Chat(School);
        var tail = Log.Open(other, default);
        await tail.Append(Rows.Post(Anna, "чужое"));
        await Post(5);
        var vera = await Town.Person("Вера");
        await Town.Member(Chat, vera, Role.Guardian, from: 3, came: 3);
        var left = await Town.Person("Глеб");
        await Town.Member(Chat, left, to: 2);
        await Marks.React(Chat, [new ReactionChange(1, Boris, "👍", On: true), new ReactionChange(5, Boris, "👍", On: true)], default);

        var missed = await Reader.Missed(vera, [(new KnownNumber(Chat, 0, 0), 5), (new KnownNumber(other, 0, 0), 1), (new KnownNumber(ChatId.New(), 0, 0), 1)], 100, default);
        Assert.Equal([4, 5], missed.Rows[Chat].Select(e => e.Number));
        Assert.Equal([5], missed.Reactions[Chat].Select(r => r.Number));
        Assert.Equal([Chat], missed.Rows.Keys);
        Assert.Empty(missed.TooFar);
        var nothing = await Reader.Missed(left, [(new KnownNumber(Chat, 0, 0), 5)], 100, default);
        Assert.Equal((0, 0, 0), (nothing.Rows.Count, nothing.Reactions.Count, nothing.TooFar.Count));
    }

    [Fact]
    public async Task Reactions_changed_since_the_known_rev_come_as_they_are_now()
    {
        await Post(3);
        await Marks.React(Chat, [new ReactionChange(1, Anna, "👍", On: true)], default);
        await Marks.React(Chat, [new ReactionChange(2, Boris, "🎉", On: true)], default);
        await Marks.React(Chat, [new ReactionChange(2, Boris, "🎉", On: false), new ReactionChange(3, Boris, "🎉", On: true)], default);

        var since1 = (await Missed(100, (Chat, 3, 1, 3))).Reactions[Chat];
        Assert.Equal([2, 3], since1.Select(r => r.Number));
        Assert.Empty(since1[0].Reactions);
        Assert.Equal([new Reaction("🎉", 1, Mine: true)], since1[1].Reactions);
        Assert.Equal([1, 2, 3], (await Missed(100, (Chat, 3, 0, 3))).Reactions[Chat].Select(r => r.Number));
        Assert.Empty((await Missed(100, (Chat, 3, 3, 3))).Reactions);
    }

    [Fact]
    public async Task More_changed_messages_than_200_are_too_far()
    {
        await Post(201);
        var changes = Enumerable.Range(1, 201).Select(n => new ReactionChange(n, Anna, "👍", On: true)).ToList();
        await Marks.React(Chat, changes[..200], default);
        Assert.Equal(200, (await Missed(300, (Chat, 201, 0, 201))).Reactions[Chat].Count);

        await Marks.React(Chat, changes[200..], default);
        var missed = await Missed(300, (Chat, 200, 0, 201));
        Assert.Equal([Chat], missed.TooFar);
        Assert.Equal((0, 0), (missed.Rows.Count, missed.Reactions.Count));
        Assert.Single((await Missed(300, (Chat, 201, 1, 201))).Reactions[Chat]);
    }

    private ValueTask<MissedRows> Missed(int limit, params (ChatId Chat, long Number, long Rev, long Head)[] chats) =>
        Reader.Missed(Boris, [.. chats.Select(c => (new KnownNumber(c.Chat, c.Number, c.Rev), c.Head))], limit, default);
}
