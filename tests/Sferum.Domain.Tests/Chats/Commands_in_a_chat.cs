using Sferum.People;
using Sferum.Schools;

namespace Sferum.Chats;

public sealed class Commands_in_a_chat
{
    [Fact]
    public void To_a_stranger_the_chat_does_not_exist()
    {
        var (chat, _) = Sample.Chat(ChatKind.Class, Role.Student);
        var stranger = Sample.Stranger();

        Assert.Equal(Refusals.NotFound, ChatRules.Post(chat, stranger, Sample.Noon, out _));
        Assert.Equal(Refusals.NotFound, ChatRules.Edit(chat, stranger, null, Sample.Noon));
        Assert.Equal(Refusals.NotFound, ChatRules.Delete(chat, stranger, null, Sample.Noon));
        Assert.Equal(Refusals.NotFound, ChatRules.Pin(chat, stranger, null, on: true));
        Assert.Equal(Refusals.NotFound, ChatRules.React(chat, stranger, null));
    }

    [Fact]
    public void A_member_who_acts_in_another_school_is_a_stranger()
    {
        var (chat, caller) = Sample.Chat(ChatKind.Class, Role.ClassTeacher);

        Assert.Null(ChatRules.Post(chat, caller, Sample.Noon, out _));
        Assert.Equal(Refusals.NotFound, ChatRules.Post(chat, caller with { School = SchoolId.New() }, Sample.Noon, out _));
        Assert.Equal(Refusals.NotFound, ChatRules.Post(chat, caller with { School = null }, Sample.Noon, out _));
    }

    [Fact]
    public void Whose_consent_was_withdrawn_reads_and_takes_back_but_neither_writes_nor_reacts_nor_votes()
    {
        var person = PersonId.New();
        var chat = Chat.From(Sample.Loaded(ChatKind.Class, [new ChatMember(new PersonName(person, "Орлова Вера", Role.Student), 0) { Limited = true }]));
        var (caller, own) = (new Caller(person, SessionId.New(), Sample.School, Role.Student), Sample.Message(person));

        Assert.Null(ChatRules.May(chat, caller, Policy.Operation.ReadChat, out _));
        Assert.Null(ChatRules.Delete(chat, caller, own, Sample.Noon));
        Assert.Equal(Refusals.ConsentMissing, ChatRules.Post(chat, caller, Sample.Noon, out _));
        Assert.Equal(Refusals.ConsentMissing, ChatRules.Edit(chat, caller, own, Sample.Noon));
        Assert.Equal(Refusals.ConsentMissing, ChatRules.React(chat, caller, own));
        Assert.Equal(Refusals.ConsentMissing, PartsRules.Vote(chat, caller, new StoredPoll(50, PersonId.New(), 2, Multiple: false, null), [0], Sample.Noon));
    }

    [Fact]
    public void Roles_of_the_token_give_no_right_in_a_chat()
    {
        var (chat, caller) = Sample.Chat(ChatKind.Class, Role.Student);

        Assert.Equal(Refusals.Denied, ChatRules.Pin(chat, caller with { Roles = Role.SchoolAdmin }, Sample.Message(caller.Person), on: true));
    }

    [Fact]
    public void Students_only_read_and_react_in_the_chat_of_the_school()
    {
        var (chat, student) = Sample.Chat(ChatKind.School, Role.Student);

        Assert.Equal(Refusals.ReadOnlyChat, ChatRules.Post(chat, student, Sample.Noon, out _));
        Assert.Null(ChatRules.React(chat, student, Sample.Message(PersonId.New())));
    }

    [Fact]
    public void An_archived_chat_only_keeps_its_history()
    {
        var (chat, teacher) = Sample.Chat(ChatKind.Class, Role.ClassTeacher, archived: true);
        var own = Sample.Message(teacher.Person);

        Assert.Equal(Refusals.ReadOnlyChat, ChatRules.Post(chat, teacher, Sample.Noon, out _));
        Assert.Equal(Refusals.ReadOnlyChat, ChatRules.Edit(chat, teacher, own, Sample.Noon));
        Assert.Equal(Refusals.ReadOnlyChat, ChatRules.Pin(chat, teacher, own, on: true));
        Assert.Equal(Refusals.ReadOnlyChat, ChatRules.React(chat, teacher, own));
        Assert.Null(ChatRules.Delete(chat, teacher, own, Sample.Noon));
    }

    [Theory]
    [InlineData(ChatKind.Class, Role.Student, 60, 60)]
    [InlineData(ChatKind.Guardians, Role.Guardian, 24 * 60, 24 * 60)]
    [InlineData(ChatKind.Staff, Role.SubjectTeacher, 24 * 60, null)]
    [InlineData(ChatKind.Class, Role.ClassTeacher, 24 * 60, null)]
    [InlineData(ChatKind.School, Role.Director, 24 * 60, null)]
    [InlineData(ChatKind.Direct, Role.Operator, 24 * 60, null)]
    public void Ones_own_message_can_be_changed_and_taken_back_for_a_time(ChatKind kind, Role role, int editMinutes, int? deleteMinutes)
    {
        var (chat, caller) = Sample.Chat(kind, role);
        var second = TimeSpan.FromSeconds(1);
        StoredMessage Aged(TimeSpan age) => Sample.Message(caller.Person, age);

        var edit = TimeSpan.FromMinutes(editMinutes);
        Assert.Null(ChatRules.Edit(chat, caller, Aged(edit), Sample.Noon));
        Assert.Equal(Refusals.WindowClosed, ChatRules.Edit(chat, caller, Aged(edit + second), Sample.Noon));

        var delete = deleteMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : TimeSpan.FromDays(5000);
        Assert.Null(ChatRules.Delete(chat, caller, Aged(delete), Sample.Noon));
        if (deleteMinutes is not null)
        {
            Assert.Equal(Refusals.WindowClosed, ChatRules.Delete(chat, caller, Aged(delete + second), Sample.Noon));
        }
    }

    [Fact]
    public void Somebody_elses_message_is_changed_by_nobody_and_taken_back_by_moderators()
    {
        var (chat, teacher) = Sample.Chat(ChatKind.Class, Role.ClassTeacher);
        var (other, student) = Sample.Chat(ChatKind.Class, Role.Student);
        var message = Sample.Message(PersonId.New(), TimeSpan.FromDays(400));

        Assert.Equal(Refusals.NotYours, ChatRules.Edit(chat, teacher, message, Sample.Noon));
        Assert.Null(ChatRules.Delete(chat, teacher, message, Sample.Noon));
        Assert.Equal(Refusals.NotYours, ChatRules.Edit(other, student, message, Sample.Noon));
        Assert.Equal(Refusals.NotYours, ChatRules.Delete(other, student, message, Sample.Noon));
    }

    [Fact]
    public void A_deleted_message_stays_as_it_is()
    {
        var (chat, teacher) = Sample.Chat(ChatKind.Class, Role.ClassTeacher);
        var gone = Sample.Message(teacher.Person, deleted: true);

        Assert.Equal(Refusals.MessageDeleted, ChatRules.Edit(chat, teacher, gone, Sample.Noon));
        Assert.Equal(Refusals.MessageDeleted, ChatRules.Delete(chat, teacher, gone, Sample.Noon));
        Assert.Equal(Refusals.MessageDeleted, ChatRules.React(chat, teacher, gone));
        Assert.Equal(Refusals.MessageDeleted, ChatRules.Pin(chat, teacher, gone, on: true));
        Assert.Null(ChatRules.Pin(chat, teacher, gone, on: false));
    }

    [Fact]
    public void What_is_not_a_message_or_lies_before_the_window_does_not_exist()
    {
        var (chat, guardian) = Sample.Chat(ChatKind.Guardians, Role.Guardian, from: 50);
        var early = Sample.Message(guardian.Person, number: 50);
        ChatRules.Post(chat, guardian, Sample.Noon, out var member);

        Assert.All(new[] { null, early }, message =>
        {
            Assert.Equal(Refusals.NoSuchMessage, ChatRules.Edit(chat, guardian, message, Sample.Noon));
            Assert.Equal(Refusals.NoSuchMessage, ChatRules.Delete(chat, guardian, message, Sample.Noon));
            Assert.Equal(Refusals.NoSuchMessage, ChatRules.React(chat, guardian, message));
            Assert.Equal(Refusals.NoSuchMessage, ChatRules.Reply(member, message));
        });
        Assert.Null(ChatRules.Reply(member, Sample.Message(guardian.Person, number: 51)));
    }

    [Fact]
    public void A_chat_has_at_most_20_pins()
    {
        var (chat, teacher) = Sample.Chat(ChatKind.Class, Role.ClassTeacher, pinned: [.. Enumerable.Range(1, ChatLimits.Pins).Select(static i => (long)i)]);

        Assert.Equal("chat.pins_too_many", ChatRules.Pin(chat, teacher, Sample.Message(teacher.Person, number: 50), on: true)!.Code);
        Assert.Null(ChatRules.Pin(chat, teacher, Sample.Message(teacher.Person, number: 7), on: true));
        Assert.Null(ChatRules.Pin(chat, teacher, Sample.Message(teacher.Person, number: 50), on: false));
    }

    [Fact]
    public void Applied_rows_move_the_head_and_the_pins()
    {
        var (chat, _) = Sample.Chat(ChatKind.Class, Role.ClassTeacher, pinned: [5]);

        chat.Apply(ChatEventKind.Pinned, new ChatHead(101, 90), 9);
        Assert.Equal([9, 5], chat.Pinned);
        chat.Apply(ChatEventKind.Unpinned, new ChatHead(102, 90), 5);
        Assert.Equal([9], chat.Pinned);
        chat.Apply(ChatEventKind.Deleted, new ChatHead(103, 90), 9);
        Assert.Empty(chat.Pinned);
        chat.Apply(ChatEventKind.Posted, new ChatHead(104, 91), null);
        Assert.Equal(new ChatHead(104, 91), chat.Head);
        Assert.Throws<InvalidOperationException>(() => chat.Apply(ChatEventKind.Posted, new ChatHead(106, 92), null));
    }

    [Fact]
    public void Different_requests_have_different_hashes()
    {
        var author = PersonId.New();
        var id = Guid.CreateVersion7();
        NewRow[] rows =
        [
            ChatRows.Posted(author, new PostMessage(id, "да", null), "да", Sample.Noon, Sample.Keys),
            ChatRows.Posted(author, new PostMessage(id, "да", 4), "да", Sample.Noon, Sample.Keys),
            ChatRows.Posted(author, new PostMessage(id, "нет", null), "нет", Sample.Noon, Sample.Keys),
            ChatRows.Edited(author, new EditMessage(id, 4, "да"), "да", Sample.Noon, Sample.Keys),
            ChatRows.About(ChatEventKind.Deleted, author, id, 4, Sample.Noon, Sample.Keys),
            ChatRows.About(ChatEventKind.Pinned, author, id, 4, Sample.Noon, Sample.Keys),
            ChatRows.About(ChatEventKind.Unpinned, author, id, 4, Sample.Noon, Sample.Keys),
        ];

        Assert.Equal(rows.Length, rows.Select(r => Convert.ToHexString(r.BodyHash)).Distinct().Count());
        Assert.Equal(rows[0].BodyHash, ChatRows.Posted(author, new PostMessage(id, " да ", null), "да", Sample.Noon.AddDays(1), Sample.Keys).BodyHash);
    }

    [Fact]
    public void Buttons_hang_on_the_same_table()
    {
        Assert.Equal(
            ["post", "react", "pin", "delete_any", "see_readers", "mute", "set", "mention_all", "answer_reports", "vote", "poll", "start_call", "join_call"],
            ChatPermissions.Of(Role.ClassTeacher, ChatKind.Class, archived: false));
        Assert.Equal(["post", "react", "vote", "join_call"], ChatPermissions.Of(Role.Student, ChatKind.Class, archived: false));
        Assert.Equal(["react", "vote", "join_call"], ChatPermissions.Of(Role.Student, ChatKind.School, archived: false));
        Assert.Equal(["join_call"], ChatPermissions.Of(Role.Student, ChatKind.Class, archived: false, limited: true));
        Assert.Equal(["delete_any", "see_readers", "set", "answer_reports"], ChatPermissions.Of(Role.ClassTeacher, ChatKind.Class, archived: true));
    }
}
