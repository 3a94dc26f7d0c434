using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Marking_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Marking<PostgreSqlStore>(shared);

public sealed class Marking_on_SQLite(SharedStore<SqliteStore> shared) : Marking<SqliteStore>(shared);

public abstract class Marking<TStore>(SharedStore<TStore> shared) : ChatTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task Read_marks_only_move_forward_and_count_posts()
    {
        await Post(2);
        await Tail.Append(Rows.Access(Anna));
        await Post(2);

        await Marks.Read([new ReadMark(Chat, Boris, 3), new ReadMark(Chat, Boris, 1)], default);
        Assert.Equal(new ChatHead(3, 2), await Mark(Boris));
        await Marks.Read([new ReadMark(Chat, Boris, 2)], default);
        Assert.Equal(new ChatHead(3, 2), await Mark(Boris));
        await Marks.Read([new ReadMark(Chat, Boris, 5), new ReadMark(Chat, Anna, 4)], default);
        Assert.Equal((new ChatHead(5, 4), new ChatHead(4, 3)), (await Mark(Boris), await Mark(Anna)));
        Assert.Equal([(Boris, 5), (Anna, 4)], (await Log.Load(Chat, default))!.TopMarks);
    }

    [Fact]
    public async Task A_mark_beyond_the_head_stands_at_the_head_and_one_before_the_beginning_nowhere()
    {
        await Post(2);

        await Marks.Read([new ReadMark(Chat, Boris, 900), new ReadMark(Chat, Anna, 0), new ReadMark(ChatId.New(), Anna, 5)], default);
        await Marks.Read([], default);

        Assert.Equal(new ChatHead(2, 2), await Mark(Boris));
        Assert.Equal(0L, await Town.One<long>("SELECT count(*) FROM read_mark WHERE person_id = @Anna", new { Anna }));
    }

    [Fact]
    public async Task Marks_of_many_batches_that_meet_all_arrive()
    {
        await Post(40);
        var people = await Town.People(100);

        await Task.WhenAll(Enumerable.Range(1, 40).Select(n => Task.Run(() =>
            Marks.Read([.. people.OrderBy(p => HashCode.Combine(p, n)).Select(p => new ReadMark(Chat, p, n))], default).AsTask())));

        Assert.Equal(100L, await Town.One<long>("SELECT count(*) FROM read_mark WHERE chat_id = @Chat AND number = 40 AND posts = 40", new { Chat }));
    }

    [Fact]
    public async Task Reactions_raise_the_revision_once_for_all_and_only_when_something_changes()
    {
        await Post(2);

        var (rev, changed) = await React((1, Anna, "👍", true), (1, Boris, "👍", true), (1, Boris, "🎉", true), (2, Anna, "🎉", true));
        Assert.Equal(1, rev);
        Assert.Equal([1, 2], changed.Select(c => c.Number));
        Assert.Equal([new Reaction("👍", 2, null), new Reaction("🎉", 1, null)], changed[0].Reactions);

        (rev, changed) = await React((1, Anna, "👍", true), (2, Boris, "🎉", false));
        Assert.Equal((1, 0), (rev, changed.Count));
        (rev, changed) = await React();
        Assert.Equal((1, 0), (rev, changed.Count));

        (rev, changed) = await React((2, Anna, "🎉", false));
        Assert.Equal(2, rev);
        Assert.Empty(Assert.Single(changed).Reactions);
        Assert.Equal(2, (await Log.Load(Chat, default))!.Rev);
        Assert.Equal(2, (await Page(new PageAt.Newest())).Rev);
    }

    [Fact]
    public async Task Of_several_changes_by_one_person_the_last_counts()
    {
        await Post(1);

        Assert.Empty((await React((1, Anna, "👍", true), (1, Anna, "👍", false))).Changed);
        var changed = (await React((1, Anna, "👍", false), (1, Anna, "👍", true))).Changed;
        Assert.Equal([new Reaction("👍", 1, null)], Assert.Single(changed).Reactions);
    }

    [Fact]
    public async Task A_page_says_which_reactions_are_mine_and_rows_for_nobody_do_not()
    {
        await Post(1);
        await React((1, Anna, "👍", true), (1, Boris, "🎉", true), (1, Anna, "🎉", true));

        Assert.Equal([new Reaction("🎉", 2, true), new Reaction("👍", 1, false)], (await Page(new PageAt.Newest())).Events[0].Message!.Reactions);
        Assert.Equal([new Reaction("🎉", 2, null), new Reaction("👍", 1, null)], (await Reader.Rows(Chat, 0, 1, default))[0].Message!.Reactions);
    }

    [Fact]
    public async Task A_message_takes_twenty_different_emoji_and_gives_places_back()
    {
        await Post(1);
        await React([.. Enumerable.Range(0, 19).Select(i => (1L, Anna, $"e{i:00}", true))]);

        var (_, changed) = await React((1, Boris, "e19", true), (1, Boris, "e20", true), (1, Boris, "e03", true));
        Assert.Equal(20, changed[0].Reactions.Count);
        Assert.Equal(new Reaction("e03", 2, null), changed[0].Reactions[0]);
        var tooMany = new ReactionChange(1, Boris, "e20", On: true);
        var written = await Marks.React(Chat, [tooMany], default);
        Assert.Empty(written.Changed);
        Assert.Equal([tooMany], written.LeftOut);

        (_, changed) = await React((1, Anna, "e00", false), (1, Boris, "e21", true));
        Assert.Equal(20, changed[0].Reactions.Count);
        Assert.Contains(changed[0].Reactions, r => r.Emoji == "e21");
    }

    [Fact]
    public async Task What_is_no_message_or_deleted_takes_no_reaction()
    {
        await Post(1);
        await Tail.Append(Rows.Access(Anna));
        await Tail.Append(Rows.About(ChatEventKind.Deleted, Anna, 1));

        Assert.Empty((await React((1, Anna, "👍", true), (2, Anna, "👍", true), (77, Anna, "👍", true))).Changed);
        Assert.Equal(0L, await Town.One<long>("SELECT count(*) FROM reaction WHERE chat_id = @Chat", new { Chat }));
        Assert.Equal((0L, 0), await Rev(ChatId.New()));
    }

    [Fact]
    public async Task Many_ticks_at_once_lose_no_reaction()
    {
        await Post(3);
        var people = await Town.People(60);

        var revs = await Task.WhenAll(people.Select(p => Task.Run(async () => (await React((1, p, "👍", true), (2, p, "🎉", true))).Rev)));

        Assert.Equal(Enumerable.Range(1, 60).Select(r => (long)r), revs.Order());
        Assert.Equal([new Reaction("👍", 60, null)], (await Reader.Rows(Chat, 0, 1, default))[0].Message!.Reactions);
    }

    private async Task<(long Rev, IReadOnlyList<MessageReactions> Changed)> React(params (long Number, PersonId Person, string Emoji, bool On)[] changes)
    {
        var written = await Marks.React(Chat, [.. changes.Select(c => new ReactionChange(c.Number, c.Person, c.Emoji, c.On))], default);
        return (written.Rev, written.Changed);
    }

    private async Task<(long Rev, int Changed)> Rev(ChatId chat)
    {
        var (rev, changed, _) = await Marks.React(chat, [new ReactionChange(1, Anna, "👍", On: true)], default);
        return (rev, changed.Count);
    }

    private async Task<ChatHead> Mark(PersonId person)
    {
        var posts = await Town.One<long>("SELECT posts FROM read_mark WHERE chat_id = @Chat AND person_id = @person", new { Chat, person });
        return new ChatHead(await Town.One<long>("SELECT number FROM read_mark WHERE chat_id = @Chat AND person_id = @person", new { Chat, person }), posts);
    }
}
