using CsCheck;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Reading_pages_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Reading_pages<PostgreSqlStore>(shared);

public sealed class Reading_pages_on_SQLite(SharedStore<SqliteStore> shared) : Reading_pages<SqliteStore>(shared);

public abstract class Reading_pages<TStore>(SharedStore<TStore> shared) : ChatTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task An_empty_chat_has_empty_pages()
    {
        foreach (var at in new PageAt[] { new PageAt.Newest(), new PageAt.Before(5), new PageAt.After(5), new PageAt.Around(1), new PageAt.From(Town.Morning) })
        {
            var page = await Page(at);
            Assert.Empty(page.Events);
            Assert.Equal((0, 0, false, false), (page.Head, page.Rev, page.HasEarlier, page.HasLater));
        }
    }

    [Fact]
    public async Task Pages_go_both_ways_and_around()
    {
        await Post(25);

        var newest = await Page(new PageAt.Newest());
        Assert.Equal(Range(16, 25), Numbers(newest));
        Assert.Equal((25, true, false), (newest.Head, newest.HasEarlier, newest.HasLater));

        var before = await Page(new PageAt.Before(16));
        Assert.Equal(Range(6, 15), Numbers(before));
        Assert.True(before.HasEarlier && before.HasLater);

        var first = await Page(new PageAt.Before(6));
        Assert.Equal(Range(1, 5), Numbers(first));
        Assert.False(first.HasEarlier);

        Assert.Equal(Range(6, 15), Numbers(await Page(new PageAt.After(5))));
        Assert.Equal(Range(24, 25), Numbers(await Page(new PageAt.After(23))));
        Assert.Empty((await Page(new PageAt.After(25))).Events);
        Assert.Contains(12, Numbers(await Page(new PageAt.Around(12))));
        Assert.Equal(Range(1, 10), Numbers(await Page(new PageAt.Around(1))));
        Assert.Equal(Range(16, 25), Numbers(await Page(new PageAt.Around(25))));
        Assert.Equal(Range(16, 25), Numbers(await Page(new PageAt.Around(long.MaxValue))));
        Assert.Equal(Range(1, 10), Numbers(await Page(new PageAt.Around(long.MinValue))));
        Assert.Empty((await Page(new PageAt.Before(long.MinValue))).Events);
        Assert.Empty((await Page(new PageAt.After(long.MaxValue))).Events);
    }

    [Fact]
    public async Task No_page_is_longer_than_200()
    {
        await Post(250);

        Assert.Equal(200, (await Page(new PageAt.After(0), int.MaxValue)).Events.Count);
        Assert.Single((await Page(new PageAt.After(0), -5)).Events);
        Assert.Equal(Range(1, 200), (await Reader.Rows(Chat, 0, long.MaxValue, default)).Select(e => e.Number));
        Assert.Equal(Range(3, 5), (await Reader.Rows(Chat, 2, 5, default)).Select(e => e.Number));
        Assert.Empty(await Reader.Rows(Chat, 250, 260, default));
    }

    [Fact]
    public async Task A_page_can_begin_at_a_time()
    {
        for (var i = 0; i < 10; i++)
        {
            await Tail.Append(Rows.Post(Anna, "x", at: Town.Morning.AddMinutes(i / 2)));
        }

        Assert.Equal(Range(1, 10), Numbers(await Page(new PageAt.From(Town.Morning.AddDays(-1)))));
        Assert.Equal(Range(5, 10), Numbers(await Page(new PageAt.From(Town.Morning.AddMinutes(2)))));
        Assert.Equal(Range(7, 10), Numbers(await Page(new PageAt.From(Town.Morning.AddMinutes(2.5)))));
        var after = await Page(new PageAt.From(Town.Morning.AddDays(1)));
        Assert.Empty(after.Events);
        Assert.Equal((true, false), (after.HasEarlier, after.HasLater));
        Assert.Equal(Range(7, 8), Numbers(await Page(new PageAt.From(Town.Morning), reader: Whole(Boris, from: 6, to: 8))));
    }

    [Fact]
    public void Every_page_lies_in_the_window_is_as_long_as_it_can_be_and_holds_what_was_asked()
    {
        Gen.Select(Gen.Long[0, 40], Gen.Long[0, 40], Gen.Long[-5, 60], Gen.Int[1, 20], Gen.Int[0, 4]).Sample((lower, more, number, limit, kind) =>
        {
            var upper = lower + more;
            PageAt at = kind switch
            {
                0 => new PageAt.Newest(),
                1 => new PageAt.Before(number),
                2 => new PageAt.After(number),
                3 => new PageAt.Around(number),
                _ => new PageAt.From(Town.Morning),
            };
            var (after, upTo) = ChatPages.Cut(at, lower, upper, limit, kind == 4 && number > lower && number <= upper ? number : null);
            var inside = Math.Clamp(number, Math.Min(lower + 1, upper), upper);
            Assert.True(lower <= after && after <= upTo && upTo <= upper && upTo - after <= limit);
            Assert.True(kind != 0 || upTo - after == Math.Min(limit, more));
            Assert.True(kind != 3 || (upTo - after == Math.Min(limit, more) && (more == 0 || (after < inside && inside <= upTo))));
            Assert.True(kind != 1 || upTo == Math.Clamp(number - 1, lower, upper));
            Assert.True(kind != 2 || after == Math.Clamp(number, lower, upper));
        });
    }

    [Fact]
    public async Task Rows_are_shown_with_names_roles_and_current_text()
    {
        await Tail.Append(Rows.Post(Anna, "первое"));
        var request = Guid.CreateVersion7();
        await Tail.Append(Rows.Post(Boris, "ответ", request, replyTo: 1));
        await Tail.Append(Rows.Edit(Anna, 1, "первое!"));
        await Tail.Append(Rows.About(ChatEventKind.Pinned, Anna, 2));
        await Tail.Append(Rows.Access(new PersonId(Guid.Empty)));

        var events = (await Page(new PageAt.Newest())).Events;
        Assert.Equal(new PersonName(Anna, "Анна", Role.ClassTeacher), events[0].Author);
        Assert.Equal("первое!", events[0].Message!.Text);
        Assert.Equal(Town.Morning, events[0].Message!.EditedAt);
        Assert.Equal((new PersonName(Boris, "Борис", Role.Student), request, 2, Town.Morning), (events[1].Author, events[1].RequestId, events[1].Posts, events[1].At));
        Assert.Equal(new Quote(1, "Анна", "первое!"), events[1].Message!.ReplyTo);
        Assert.Equal((ChatEventKind.Edited, 1L, "первое!"), (events[2].Kind, events[2].Target, events[2].Message!.Text));
        Assert.Equal((ChatEventKind.Pinned, 2L, null), (events[3].Kind, events[3].Target, events[3].Message));
        Assert.Equal((ChatEventKind.Access, null, null), (events[4].Kind, events[4].Author, events[4].Message));
        Assert.All(events, e => Assert.Null(e.Members));
    }

    [Fact]
    public async Task A_deleted_message_is_a_tombstone_everywhere()
    {
        await Tail.Append(Rows.Post(Anna, "тайна"));
        await Tail.Append(Rows.Edit(Anna, 1, "тайна вторая"));
        await Tail.Append(Rows.Post(Boris, "ответ", replyTo: 1));
        await Marks.React(Chat, [new ReactionChange(1, Boris, "👍", On: true)], default);
        await Tail.Append(Rows.About(ChatEventKind.Deleted, Anna, 1));

        var events = (await Page(new PageAt.Newest())).Events;
        foreach (var about in new[] { events[0], events[1], events[3] })
        {
            Assert.Null(about.Message!.Text);
            Assert.Null(about.Message.Reactions);
            Assert.Equal(Town.Morning, about.Message.DeletedAt);
        }

        Assert.Equal(new Quote(1, "Анна", null), events[2].Message!.ReplyTo);
        Assert.DoesNotContain("тайна", string.Concat(events.Select(e => e.ToString() + e.Message)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_quote_is_the_first_160_characters_and_never_half_a_character()
    {
        await Tail.Append(Rows.Post(Anna, new string('я', 159) + "😀" + new string('я', 100)));
        await Tail.Append(Rows.Post(Anna, string.Concat(Enumerable.Repeat("😀", 200))));
        await Tail.Append(Rows.Post(Boris, "1", replyTo: 1));
        await Tail.Append(Rows.Post(Boris, "2", replyTo: 2));

        var events = (await Page(new PageAt.Newest())).Events;
        Assert.Equal(new string('я', 159), events[2].Message!.ReplyTo!.Text);
        Assert.Equal(string.Concat(Enumerable.Repeat("😀", 80)), events[3].Message!.ReplyTo!.Text);
    }

    [Fact]
    public async Task Nothing_outside_the_window_is_shown_in_any_way()
    {
        await Tail.Append(Rows.Post(Anna, "до"));
        await Tail.Append(Rows.Post(Anna, "до"));
        await Tail.Append(Rows.Post(Anna, "в окне", replyTo: 1));
        await Tail.Append(Rows.Edit(Anna, 2, "до, исправлено"));
        await Tail.Append(Rows.Post(Anna, "в окне", replyTo: 3));
        await Tail.Append(Rows.Post(Anna, "после"));
        await Marks.React(Chat, [new ReactionChange(2, Boris, "👍", On: true)], default);

        foreach (var at in new PageAt[] { new PageAt.Newest(), new PageAt.Before(100), new PageAt.Before(3), new PageAt.After(0), new PageAt.Around(1), new PageAt.Around(6), new PageAt.From(Town.Morning) })
        {
            var page = await Page(at, reader: Whole(Boris, from: 2, to: 5));
            Assert.All(page.Events, e => Assert.InRange(e.Number, 3, 5));
            Assert.Equal((5, false, at is PageAt.Before { Number: 3 }), (page.Head, page.HasEarlier, page.HasLater));
        }

        var events = (await Page(new PageAt.Newest(), reader: Whole(Boris, from: 2, to: 5))).Events;
        Assert.Equal(new Quote(1, "Анна", null), events[0].Message!.ReplyTo);
        Assert.Null(events[1].Message!.Text);
        Assert.Null(events[1].Message!.Reactions);
        Assert.Equal(new Quote(3, "Анна", "в окне"), events[2].Message!.ReplyTo);
    }

    [Fact]
    public async Task Authors_have_the_role_of_their_latest_membership()
    {
        await Town.Run("UPDATE chat_member SET to_number = 1 WHERE chat_id = @Chat AND person_id = @Boris", new { Chat, Boris });
        await Town.Member(Chat, Boris, Role.SubjectTeacher, from: 0, came: 2);
        var stranger = await Town.Person("Вера");
        await Tail.Append(Rows.Post(Boris, "x"));
        await Tail.Append(Rows.Post(stranger, "x"));

        var events = (await Page(new PageAt.Newest())).Events;
        Assert.Equal(Role.SubjectTeacher, events[0].Author!.Role);
        Assert.Equal(new PersonName(stranger, "Вера", Role.None), events[1].Author);
    }

    [Fact]
    public async Task A_message_is_read_for_a_decision()
    {
        await Tail.Append(Rows.Post(Anna, "текст"));
        await Tail.Append(Rows.Access(Boris));

        Assert.Equal(new StoredMessage(1, Anna, "Анна", Town.Morning, "текст", Deleted: false), await Reader.Message(Chat, 1, default));
        Assert.Null(await Reader.Message(Chat, 2, default));
        Assert.Null(await Reader.Message(Chat, 3, default));
        await Tail.Append(Rows.About(ChatEventKind.Deleted, Anna, 1));
        Assert.Equal(new StoredMessage(1, Anna, "Анна", Town.Morning, null, Deleted: true), await Reader.Message(Chat, 1, default));
    }

    private static IEnumerable<long> Range(int from, int to) => Enumerable.Range(from, to - from + 1).Select(static n => (long)n);
}
