using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Listing_chats_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Listing_chats<PostgreSqlStore>(shared);

public sealed class Listing_chats_on_SQLite(SharedStore<SqliteStore> shared) : Listing_chats<SqliteStore>(shared);

public abstract class Listing_chats<TStore>(SharedStore<TStore> shared) : ChatTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task A_line_says_all_that_the_list_shows()
    {
        await Post(3, i => new string('я', 200));
        await Tail.Append(Rows.Access(Anna));
        await Tail.Append(Rows.About(ChatEventKind.Pinned, Anna, 1));
        await Tail.Append(Rows.About(ChatEventKind.Pinned, Anna, 3));
        await Marks.Read([new ReadMark(Chat, Boris, 2), new ReadMark(Chat, Anna, 6)], default);
        await Marks.React(Chat, [new ReactionChange(3, Anna, "👍", On: true)], default);

        var line = Assert.Single(await Reader.List(Boris, School, default));
        Assert.Equal((Chat, ChatKind.AdHoc, "Беседа", Role.Student, false), (line.Id, line.Kind, line.Title, line.Role, line.Archived));
        Assert.Equal((new ChatHead(6, 3), new ChatHead(2, 2), 0, 1, 2), (line.Head, line.Mark, line.From, line.Rev, line.Members));
        Assert.Equal([6, 2], line.TopMarks);
        Assert.Equal([3, 1], line.Pinned);
        Assert.Equal((3, "Анна", new string('я', 120)), (line.Last!.Number, line.Last.Author!.Name, line.Last.Message!.Text));
        var listing = await Reader.Listing(Chat, Boris, School, default);
        Assert.Equal(line with { TopMarks = [], Pinned = [], Mentions = [] }, listing! with { TopMarks = [], Pinned = [], Mentions = [] });
    }

    [Fact]
    public async Task An_empty_chat_is_in_the_list()
    {
        var line = Assert.Single(await Reader.List(Boris, School, default));

        Assert.Equal((new ChatHead(0, 0), new ChatHead(0, 0), null), (line.Head, line.Mark, line.Last));
        Assert.Empty(line.TopMarks);
        Assert.Empty(line.Pinned);
    }

    [Fact]
    public async Task Chats_of_other_schools_and_left_chats_are_not_there()
    {
        var other = await Town.School();
        var there = await Town.Chat(other);
        await Town.Member(there, Boris);
        var nowhere = await Town.Chat();
        await Town.Member(nowhere, Boris);
        var left = await Town.Chat(School);
        await Town.Member(left, Boris, to: 5);

        Assert.Equal([Chat], (await Reader.List(Boris, School, default)).Select(c => c.Id));
        Assert.Equal([there], (await Reader.List(Boris, other, default)).Select(c => c.Id));
        Assert.Equal([nowhere], (await Reader.List(Boris, null, default)).Select(c => c.Id));
        Assert.Equal(
            [(Anna, Chat, School), (Boris, Chat, School), (Boris, there, other), (Boris, nowhere, null)],
            (await Reader.Memberships([Anna, Boris, await Town.Person()], default)).Select(static m => (m.Person, m.Chat, m.School))
                .OrderBy(m => m.Person != Anna).ThenBy(m => m.School is null).ThenBy(m => m.Chat != Chat));
        Assert.Empty(await Reader.Memberships([], default));
        Assert.Null(await Reader.Listing(there, Boris, School, default));
        Assert.Null(await Reader.Listing(left, Boris, School, default));
        Assert.Null(await Reader.Listing(Chat, await Town.Person(), School, default));
        Assert.Null(await Reader.Listing(ChatId.New(), Boris, School, default));
    }

    [Fact]
    public async Task Who_came_later_has_nothing_unread_from_before_and_sees_no_message_before_the_window()
    {
        await Post(5);
        var vera = await Town.Person("Вера");
        var grigori = await Town.Person("Григорий");
        await Town.Member(Chat, vera, Role.Guardian, from: 5, came: 5);
        await Town.Member(Chat, grigori, Role.Student, from: 0, came: 4);
        await Tail.Append(Rows.About(ChatEventKind.Pinned, Anna, 3));

        var guardian = Assert.Single(await Reader.List(vera, School, default));
        Assert.Equal((new ChatHead(6, 5), new ChatHead(5, 5), 5, null), (guardian.Head, guardian.Mark, guardian.From, guardian.Last));
        Assert.Empty(guardian.Pinned);
        var student = Assert.Single(await Reader.List(grigori, School, default));
        Assert.Equal((new ChatHead(4, 4), 5L), (student.Mark, student.Last!.Number));
        Assert.Equal([3], student.Pinned);
    }

    [Fact]
    public async Task A_deleted_last_message_says_nothing()
    {
        await Post(1);
        await Tail.Append(Rows.About(ChatEventKind.Deleted, Anna, 1));

        var last = Assert.Single(await Reader.List(Boris, School, default)).Last!;
        Assert.Equal((1, null), (last.Number, last.Message!.Text));
        Assert.NotNull(last.Message.DeletedAt);
    }

    [Fact]
    public async Task A_thousand_chats_are_listed_and_no_more()
    {
        var person = await Town.Person();
        var chats = Enumerable.Range(0, 1001).Select(_ => ChatId.New()).ToList();
        await Town.Run(
            "INSERT INTO chat (id, school_id, kind, title, created_at) VALUES (@id, @School, 'adhoc', 'x', 1)", chats.Select(c => new { id = c, School }));
        await Town.Run(
            "INSERT INTO chat_member (chat_id, person_id, role, from_number, came_number) VALUES (@id, @person, 'student', 0, 0)", chats.Select(c => new { id = c, person }));
        var answers = await Task.WhenAll(chats.Select(c => Log.Open(c, default).Append(Rows.Post(Anna, $"{c}")).AsTask()));

        var list = await Reader.List(person, School, default);

        Assert.All(answers, a => Assert.Equal(1, a.Head.Number));
        Assert.Equal(1000, list.Select(c => c.Id).Distinct().Count());
        Assert.All(list, c => Assert.Equal(($"{c.Id}", 1, 0), (c.Last!.Message!.Text, c.Head.Posts, c.Mark.Posts)));
        var heads = await Reader.Heads([.. chats.Take(1000)], default);
        Assert.Equal(1000, heads.Count(h => h.Value == 1));
    }

    [Fact]
    public async Task Heads_of_unknown_chats_are_left_out()
    {
        await Post(2);
        var empty = await Town.Chat();

        var heads = await Reader.Heads([Chat, empty, ChatId.New()], default);
        Assert.Equal(2, heads.Count);
        Assert.Equal((2, 0), (heads[Chat], heads[empty]));
        Assert.Empty(await Reader.Heads([], default));
    }

    [Fact]
    public async Task A_window_is_only_for_members_in_their_school()
    {
        var vera = await Town.Person();
        await Town.Member(Chat, vera, Role.Guardian, from: 3, came: 3, to: 8);

        Assert.Equal(new ReaderWindow(Boris, 0, null, Role.Student, ChatKind.AdHoc), await Reader.Window(Chat, Boris, School, default));
        Assert.Equal(new ReaderWindow(vera, 3, 8, Role.Guardian, ChatKind.AdHoc), await Reader.Window(Chat, vera, School, default));
        await Town.Member(Chat, vera, Role.Guardian, from: 11, came: 12);
        Assert.Equal(new ReaderWindow(vera, 11, null, Role.Guardian, ChatKind.AdHoc), await Reader.Window(Chat, vera, School, default));
        Assert.Null(await Reader.Window(Chat, Boris, await Town.School(), default));
        Assert.Null(await Reader.Window(Chat, Boris, null, default));
        Assert.Null(await Reader.Window(Chat, await Town.Person(), School, default));
        Assert.Null(await Reader.Window(ChatId.New(), Boris, School, default));
    }

    [Fact]
    public async Task Members_stand_by_standing_and_name_page_by_page()
    {
        var people = await Town.People(450);
        await Town.Run(
            "INSERT INTO chat_member (chat_id, person_id, role, from_number, came_number) VALUES (@Chat, @id, @role, 0, 0)",
            people.Select((id, i) => new { Chat, id, role = i % 3 == 0 ? "guardian" : "student" }));
        await Town.Member(Chat, await Town.Person(), to: 4);
        await Post(3);
        await Marks.Read([new ReadMark(Chat, people[1], 2)], default);

        var all = new List<ListedMember>();
        string? cursor = null;
        var pages = 0;
        do
        {
            var page = await Reader.Members(Chat, cursor, default);
            Assert.Equal(452, page.Count);
            Assert.True(page.Members.Count <= 200);
            all.AddRange(page.Members);
            (cursor, pages) = (page.Next, pages + 1);
        }
        while (cursor is not null);

        Assert.Equal(3, pages);
        Assert.Equal(452, all.Select(m => m.Person.Id).Distinct().Count());
        Assert.Equal(Anna, all[0].Person.Id);
        Assert.Equal(all.OrderBy(m => RoleCodes.All.ToList().IndexOf(m.Person.Role)).ThenBy(m => m.Person.Name, StringComparer.Ordinal), all);
        Assert.Equal(2, all.Single(m => m.Person.Id == people[1]).ReadNumber);
        Assert.Equal(450 + 2 - 1, all.Count(m => m.ReadNumber == 0));
    }

    [Theory]
    [InlineData("")]
    [InlineData("нет")]
    [InlineData("AAAA")]
    [InlineData("MXxub3QtYS1ndWlkfNCQ")]
    public async Task A_foreign_cursor_begins_at_the_beginning(string cursor) =>
        Assert.Equal([Anna, Boris], (await Reader.Members(Chat, cursor, default)).Members.Select(m => m.Person.Id));
}
