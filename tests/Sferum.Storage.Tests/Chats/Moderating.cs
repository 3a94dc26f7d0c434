using System.Text;
using Sferum.Audit;
using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Moderating_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Moderating<PostgreSqlStore>(shared);

public sealed class Moderating_on_SQLite(SharedStore<SqliteStore> shared) : Moderating<SqliteStore>(shared);

/// <summary>A moderator's decision: row, effect and note are there together or not at all.</summary>
public abstract class Moderating<TStore>(SharedStore<TStore> shared) : SchoolTests<TStore>(shared)
    where TStore : Store, new()
{
    private ChatId _chat;
    private PersonId _teacher;
    private PersonId _student;

    private IChatLog Log => Store.Get<IChatLog>();

    private ChatModeration Moderation => new(Store.Database, Keys);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _chat = await Town.Chat(School);
        (_teacher, _student) = (await Town.Person("Вера"), await Town.Person("Олег"));
        await Town.Member(_chat, _teacher, Role.ClassTeacher, came: 0);
        await Town.Member(_chat, _student, came: 0);
    }

    [Fact]
    public async Task P14_A_silence_is_a_row_an_effect_and_a_note_at_once()
    {
        var until = Clock.GetUtcNow().AddHours(1);

        var done = await Change(new AccessChange.Mute(_student, until));

        Assert.Equal((AppendStatus.Placed, 1L, 0L), (done.Status, done.Head.Number, done.Head.Posts));
        var loaded = (await Log.Load(_chat, default))!;
        Assert.Equal((done.Head, until), (loaded.Head, loaded.Members.Single(m => m.Person.Id == _student).MutedUntil));
        Assert.Null(loaded.Members.Single(m => m.Person.Id == _teacher).MutedUntil);
        var note = Assert.Single(await Chain());
        Assert.Equal(("chat.muted", "chat", _chat.Value, _teacher.Value, (Guid?)_student.Value), (note.Act, note.SubjectKind, note.Subject, note.Actor, note.Person));

        await Change(new AccessChange.Mute(_student, null));
        Assert.Null((await Log.Load(_chat, default))!.Members.Single(m => m.Person.Id == _student).MutedUntil);
        Assert.Equal(["chat.muted", "chat.unmuted"], (await Chain()).Select(static r => r.Act));
    }

    [Fact]
    public async Task Settings_are_loaded_listed_and_told_as_they_are_now()
    {
        var after = new ChatAccess { Title = "Объявления", Writers = ChatWriters.Named, SlowSeconds = 15, Mentions = ChatMentions.Staff };

        await Change(new AccessChange.Settings(new ChatAccess { Title = "Беседа" }, after, [_student]));

        var loaded = (await Log.Load(_chat, default))!;
        Assert.Equal((after, "Объявления"), (loaded.Access, loaded.Title));
        Assert.Equal([_student], loaded.Members.Where(static m => m.IsNamed).Select(static m => m.Person.Id));
        var reader = Store.Get<IChatReader>();
        var listed = (await reader.Listing(_chat, _student, School, default))!;
        Assert.Equal((after, true, null), (listed.Access, listed.IsNamed, listed.MutedUntil));
        var told = Assert.Single(await reader.Rows(_chat, 0, 10, default));
        Assert.Equal((ChatEventKind.Access, after, _teacher), (told.Kind, told.Access, told.Author!.Id));
        var content = Encoding.UTF8.GetString(AuditSeal.Open(Keys.AuditKey.ToArray(), (await Chain())[0].Content, AuditRow.Place(School.Value, 1)));
        Assert.Contains("\"title\":\"Беседа\"", content, StringComparison.Ordinal);
        Assert.Contains("\"slowSeconds\":15", content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chat_is_archived_and_brought_back()
    {
        var open = new ChatAccess { Title = "Беседа" };
        await Change(new AccessChange.Settings(open, open with { Archived = true }, null));
        Assert.True((await Log.Load(_chat, default))!.Archived);

        await Change(new AccessChange.Settings(open with { Archived = true }, open, null));
        Assert.False((await Log.Load(_chat, default))!.Archived);
    }

    [Fact]
    public async Task A_stale_activation_loses_and_a_repeated_request_finds_its_row()
    {
        var row = Rows.Access(_teacher) with { RequestId = Guid.CreateVersion7() };
        var first = await Moderation.Change(_chat, School, default, row, new AccessChange.Mute(_student, ChatMember.ForGood), default);

        var rival = await Moderation.Change(_chat, School, default, Rows.Access(_teacher), new AccessChange.Mute(_student, null), default);
        var again = await Moderation.Change(_chat, School, first.Head, row, new AccessChange.Mute(_student, ChatMember.ForGood), default);

        Assert.Equal(AppendStatus.Rival, rival.Status);
        Assert.Equal((AppendStatus.Repeated, first.Head), (again.Status, again.Head));
        Assert.Equal(ChatMember.ForGood, (await Log.Load(_chat, default))!.Members.Single(m => m.Person.Id == _student).MutedUntil);
        Assert.Single(await Chain());
        Assert.Equal(AppendStatus.Rival, (await Log.Open(_chat, default).Append(Rows.Post(_student, "я ещё тут"))).Status);
    }

    [Fact]
    public async Task Of_many_who_decide_at_once_behind_the_same_row_one_wins()
    {
        for (var round = 0; round < Races.Rounds; round++)
        {
            var head = (await Log.Load(_chat, default))!.Head;
            var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Moderation.Change(
                _chat, School, head, Rows.Access(_teacher), new AccessChange.Mute(_student, ChatMember.ForGood), default).AsTask())));

            Assert.Equal(1, answers.Count(static a => a.Status == AppendStatus.Placed));
            Assert.All(answers, static a => Assert.True(a.Status is AppendStatus.Placed or AppendStatus.Rival));
        }

        Assert.Equal(20, (await Chain()).Count);
    }

    [Fact]
    public async Task Slow_mode_knows_who_wrote_when_a_chat_wakes_up()
    {
        var slow = new ChatAccess { Title = "Беседа", SlowSeconds = 60 };
        await Change(new AccessChange.Settings(new ChatAccess { Title = "Беседа" }, slow, null));
        await Log.Open(_chat, new ChatHead(1, 0)).Append(Rows.Post(_student, "раз", at: Town.Morning));

        Assert.Equal([(_student, Town.Morning)], (await Log.Load(_chat, default))!.LastPosts);
    }

    [Fact]
    public async Task A_message_to_all_says_so_wherever_it_is_read()
    {
        var row = Rows.Post(_teacher, "Всем!") with { Target = NewRow.Everybody };
        await Log.Open(_chat, default).Append(row);
        await Log.Open(_chat, new ChatHead(1, 1)).Append(Rows.Post(_teacher, "Не всем"));

        var rows = await Store.Get<IChatReader>().Rows(_chat, 0, 10, default);

        Assert.Equal([(true, null), (false, (long?)null)], rows.Select(static r => (r.MentionsAll, r.Target)));
    }

    private async Task<Appended> Change(AccessChange change)
    {
        var head = (await Log.Load(_chat, default))!.Head;
        return await Moderation.Change(_chat, School, head, Rows.Access(_teacher), change, default);
    }
}
