using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Choosing_how_to_see_a_chat_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Choosing_how_to_see_a_chat<PostgreSqlStore>(shared);

public sealed class Choosing_how_to_see_a_chat_on_SQLite(SharedStore<SqliteStore> shared) : Choosing_how_to_see_a_chat<SqliteStore>(shared);

public abstract class Choosing_how_to_see_a_chat<TStore>(SharedStore<TStore> shared) : ChatTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task Is_ones_own_and_what_is_not_named_stays()
    {
        Assert.Equal(ChatChoice.Usual, await Choice(Boris));

        await Choose(Boris, NoticeLevel.Mentions, pinned: null);
        Assert.Equal(new ChatChoice(NoticeLevel.Mentions, null), await Choice(Boris));
        await Choose(Boris, level: null, pinned: true);
        var pinned = await Choice(Boris);
        Assert.Equal(NoticeLevel.Mentions, pinned.Level);
        Assert.NotNull(pinned.PinnedAt);

        await Choose(Boris, NoticeLevel.None, pinned: true);
        Assert.Equal(pinned with { Level = NoticeLevel.None }, await Choice(Boris));
        await Choose(Boris, NoticeLevel.All, pinned: false);
        Assert.Equal(ChatChoice.Usual, await Choice(Boris));
        Assert.Equal(ChatChoice.Usual, await Choice(Anna));
    }

    [Fact]
    public async Task Is_not_for_whoever_is_not_in_the_chat_or_acts_in_another_school()
    {
        var stranger = await Town.Person();
        var elsewhere = await Town.School();

        Assert.Equal(Refusals.NotFound, await Refused(Caller(stranger)));
        Assert.Equal(Refusals.NotFound, await Refused(Caller(Boris) with { School = elsewhere }));
        Assert.Equal(0L, await Town.One<long>("SELECT count(*) FROM chat_choice WHERE chat_id = @Chat", new { Chat }));
    }

    [Fact]
    public async Task The_list_names_the_class_that_a_chat_is_about()
    {
        var @class = await Town.Class(School);
        var section = await Town.Section(School);
        await Town.Run("UPDATE section SET class_id = @class WHERE id = @section", new { @class, section });
        var own = await Town.Chat(School, ChatKind.Class, @class);
        var study = await Town.Chat(School, ChatKind.Study, section: section);
        await Town.Member(own, Boris);
        await Town.Member(study, Boris);

        var list = (await Reader.List(Boris, School, default)).ToDictionary(static c => c.Id, static c => c.Class);

        Assert.Equal(((@class, @class.ToString()), (@class, @class.ToString()), null), (list[own], list[study], list[Chat]));
    }

    private static Caller CallerIn(PersonId person, Schools.SchoolId school) => new(person, new SessionId(Guid.CreateVersion7()), school, Role.Student);

    private Caller Caller(PersonId person) => CallerIn(person, School);

    private async Task Choose(PersonId person, NoticeLevel? level, bool? pinned) =>
        Assert.False((await Store.Get<IChatChoices>().Choose(Caller(person), Chat, level, pinned, default)).IsRefused(out _));

    private async Task<Refusal?> Refused(Caller caller) => (await Store.Get<IChatChoices>().Choose(caller, Chat, NoticeLevel.None, null, default)).Refusal;

    private async Task<ChatChoice> Choice(PersonId person) => (await Reader.Listing(Chat, person, School, default))!.Choice;
}
