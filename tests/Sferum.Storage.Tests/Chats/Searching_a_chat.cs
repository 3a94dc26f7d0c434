using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Searching_a_chat_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Searching_a_chat<PostgreSqlStore>(shared);

public sealed class Searching_a_chat_on_SQLite(SharedStore<SqliteStore> shared) : Searching_a_chat<SqliteStore>(shared);

public abstract class Searching_a_chat<TStore>(SharedStore<TStore> shared) : ChatTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task Finds_the_newest_first_with_author_and_time()
    {
        await Post(3, static i => i == 1 ? "о погоде" : $"Поход {i}");

        var found = await Search("походы");

        Assert.Equal([3, 1], found.Hits.Select(static h => h.Number));
        Assert.Equal(("Поход 2", "Анна", Role.ClassTeacher, Town.Morning), (found.Hits[0].Excerpt, found.Hits[0].Author.Name, found.Hits[0].Author.Role, found.Hits[0].At));
        Assert.Null(found.Next);
    }

    [Fact]
    public async Task Goes_on_where_it_stopped()
    {
        await Post(5, static _ => "поход");

        var first = await Search("поход", limit: 2);
        var second = await Search("поход", first.Next, limit: 2);
        var third = await Search("поход", second.Next, limit: 2);

        Assert.Equal([5, 4, 3, 2, 1], first.Hits.Concat(second.Hits).Concat(third.Hits).Select(static h => h.Number));
        Assert.Null(third.Next);
    }

    [Fact]
    public async Task Does_not_find_what_was_deleted_or_lies_outside_the_window_and_finds_the_text_as_it_is_now()
    {
        await Post(4, static _ => "поход");
        await Tail.Append(Rows.About(ChatEventKind.Deleted, Anna, 4));
        await Tail.Append(Rows.Edit(Anna, 3, "экскурсия"));

        Assert.Equal([2, 1], (await Search("поход")).Hits.Select(static h => h.Number));
        Assert.Equal([3], (await Search("экскурсию")).Hits.Select(static h => h.Number));
        Assert.Equal([2], (await Search("поход", reader: Whole(Boris, from: 1))).Hits.Select(static h => h.Number));
        Assert.Equal([1], (await Search("поход", reader: Whole(Boris, to: 1))).Hits.Select(static h => h.Number));
    }

    [Fact]
    public async Task Looks_at_so_many_messages_and_says_where_to_go_on()
    {
        await Town.Run(
            "INSERT INTO message (chat_id, number, text) VALUES (@Chat, @number, @text)",
            Enumerable.Range(1, ChatWords.Looked + 500).Select(i => new { Chat, number = (long)i, text = i == 7 ? "поход" : "урок" }));

        var first = await Search("поход");
        var rest = await Search("поход", first.Next);

        Assert.Empty(first.Hits);
        Assert.Equal(501, first.Next);
        Assert.Null(rest.Next);
    }

    private ValueTask<FoundMessages> Search(string question, long? before = null, int limit = 10, ReaderWindow? reader = null) =>
        Reader.Search(Chat, reader ?? Whole(Boris), ChatWords.Parse(question)!, before, limit, default);
}
