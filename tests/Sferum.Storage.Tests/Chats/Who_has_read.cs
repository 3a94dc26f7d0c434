using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Who_has_read_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Who_has_read<PostgreSqlStore>(shared);

public sealed class Who_has_read_on_SQLite(SharedStore<SqliteStore> shared) : Who_has_read<SqliteStore>(shared);

public abstract class Who_has_read<TStore>(SharedStore<TStore> shared) : ChatTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task Is_everybody_whose_mark_stands_there_or_further_but_the_author()
    {
        var vera = await Town.Person("Вера");
        await Town.Member(Chat, vera, came: 0);
        await Post(3);
        await Marks.Read([new ReadMark(Chat, Boris, 2), new ReadMark(Chat, Anna, 3)], default);

        var second = (await Reader.ReadersOf(Chat, Whole(Boris), 2, default))!;
        var third = (await Reader.ReadersOf(Chat, Whole(Boris), 3, default))!;

        Assert.Equal((1, 2), (second.Count, second.Of));
        Assert.Equal(["Борис"], second.Read.Select(static p => p.Name));
        Assert.Equal(["Вера"], second.Unread.Select(static p => p.Name));
        Assert.Equal((0, 2), (third.Count, third.Of));
        Assert.Equal(["Борис", "Вера"], third.Unread.Select(static p => p.Name));
    }

    [Fact]
    public async Task Is_nobody_who_came_later_or_has_left()
    {
        await Post(2);
        await Town.Member(Chat, await Town.Person("Поздний"), from: 1, came: 1);
        await Town.Member(Chat, await Town.Person("Ушедший"), came: 0, to: 2);

        Assert.Equal(["Борис"], (await Reader.ReadersOf(Chat, Whole(Boris), 1, default))!.Unread.Select(static p => p.Name));
        Assert.Equal(["Борис", "Поздний"], (await Reader.ReadersOf(Chat, Whole(Boris), 2, default))!.Unread.Select(static p => p.Name));
    }

    [Fact]
    public async Task Is_not_told_of_what_is_no_message_of_the_readers_window()
    {
        await Post(2);
        await Tail.Append(Rows.Access(Anna));

        Assert.Null(await Reader.ReadersOf(Chat, Whole(Boris), 3, default));
        Assert.Null(await Reader.ReadersOf(Chat, Whole(Boris), 9, default));
        Assert.Null(await Reader.ReadersOf(Chat, Whole(Boris, from: 1), 1, default));
        Assert.Null(await Reader.ReadersOf(Chat, Whole(Boris, to: 1), 2, default));
    }
}
