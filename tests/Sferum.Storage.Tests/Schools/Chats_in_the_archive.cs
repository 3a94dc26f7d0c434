using Sferum.Chats;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Schools;

public sealed class Chats_in_the_archive_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Chats_in_the_archive<PostgreSqlStore>(shared);

public sealed class Chats_in_the_archive_on_SQLite(SharedStore<SqliteStore> shared) : Chats_in_the_archive<SqliteStore>(shared);

/// <summary>A chat that changes its title, goes into the archive or comes back tells of it in its log, once; its history stays with those who were there.</summary>
public abstract class Chats_in_the_archive<TStore>(SharedStore<TStore> shared) : StructureTests<TStore>(shared)
    where TStore : Store, new()
{
    [Fact]
    public async Task A_new_title_is_one_row_of_changed_access()
    {
        var made = await Made("7Б", "7");
        await Student(made.Id);
        var chat = await ChatOf(made.Id);
        await Follow(chat);
        await Classes.Change(Admin, made.Id, "7В", "7", default);
        var act = Guid.CreateVersion7();

        var first = await Log.FollowRoster(chat, act, Clock.GetUtcNow(), default);
        var again = await Log.FollowRoster(chat, act, Clock.GetUtcNow(), default);
        var other = await Follow(chat);

        Assert.Equal((true, true, false), (first.Changed, again.Changed, other.Changed));
        Assert.Equal([ChatEventKind.Members, ChatEventKind.Access], (await Store.Get<IChatReader>().Rows(chat, 0, 10, default)).Select(static r => r.Kind));
    }

    [Fact]
    public async Task A_chat_that_was_archived_is_kept_by_those_who_were_in_it_until_they_leave_the_school()
    {
        var made = await Made("7Б", "7");
        var (teacher, colleague) = (await Teacher(made.Id), await Teacher(made.Id));
        var chat = await ChatOf(made.Id);
        await Follow(chat);
        await Classes.Archive(Admin, made.Id, default);

        var followed = await Follow(chat);
        Assert.Equal((0, 0, true), (followed.Came.Count, followed.Went.Count, followed.Changed));
        await Town.Enroll(await Town.Person(), School, "teacher", made.Id);
        Assert.Empty((await Follow(chat)).Came);
        await Town.EndAffiliations(colleague);
        Assert.Equal([colleague], (await Follow(chat)).Went.Select(static w => w.Person));

        var loaded = (await Log.Load(chat, default))!;
        Assert.True(loaded.Archived);
        Assert.Equal([teacher], loaded.Members.Select(static m => m.Person.Id));
        Assert.DoesNotContain("post", ChatPermissions.Of(Role.ClassTeacher, ChatKind.Class, loaded.Archived));
    }

    [Fact]
    public async Task A_chat_that_people_made_tells_of_the_archive_too()
    {
        var chat = await Town.Chat(School);
        await Town.Member(chat, await Town.Person(), came: 0);
        await Town.Run("UPDATE chat SET archived_at = 5, told_number = -1 WHERE id = @chat", new { chat });

        Assert.True((await Follow(chat)).Changed);
        Assert.False((await Follow(chat)).Changed);
    }

    [Fact]
    public async Task Of_a_chat_that_was_withdrawn_nobody_keeps_anything()
    {
        var made = await Made("7Б", "7");
        var student = await Student(made.Id);
        var chat = await ChatOf(made.Id);
        await Follow(chat);
        await Town.Run("UPDATE chat SET archived_at = 5, withdrawn = 1, told_number = -1 WHERE id = @chat", new { chat });

        Assert.Equal([student], (await Follow(chat)).Went.Select(static w => w.Person));
        Assert.Empty((await Log.Load(chat, default))!.Members);
    }

    private IChatLog Log => Store.Get<IChatLog>();
}
