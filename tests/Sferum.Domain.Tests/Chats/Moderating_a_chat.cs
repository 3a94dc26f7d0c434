using Sferum.People;

namespace Sferum.Chats;

public sealed class Moderating_a_chat
{
    private static readonly PersonId Student = PersonId.New();
    private static readonly PersonId Teacher = PersonId.New();
    private static readonly PersonId Head = PersonId.New();

    [Theory]
    [InlineData(ChatWriters.All, Role.Student, false, true)]
    [InlineData(ChatWriters.All, Role.ClassTeacher, false, true)]
    [InlineData(ChatWriters.Staff, Role.Student, false, false)]
    [InlineData(ChatWriters.Staff, Role.Student, true, false)]
    [InlineData(ChatWriters.Staff, Role.Guardian, false, false)]
    [InlineData(ChatWriters.Staff, Role.SubjectTeacher, false, true)]
    [InlineData(ChatWriters.Named, Role.Student, false, false)]
    [InlineData(ChatWriters.Named, Role.Student, true, true)]
    [InlineData(ChatWriters.Named, Role.SubjectTeacher, false, false)]
    [InlineData(ChatWriters.Named, Role.SubjectTeacher, true, true)]
    [InlineData(ChatWriters.Named, Role.ClassTeacher, false, true)]
    [InlineData(ChatWriters.Named, Role.Director, false, true)]
    public void Paragraph_2_1_11_writers_are_all_or_staff_or_those_who_are_named(ChatWriters writers, Role role, bool named, bool heard)
    {
        var chat = Chat(new ChatAccess { Writers = writers }, Member(Student, role) with { IsNamed = named });

        Assert.Equal(heard ? null : Refusals.ReadOnlyChat, ChatRules.Post(chat, Caller(Student), Sample.Noon, out _));
    }

    [Fact]
    public void A_silenced_member_neither_posts_nor_edits_but_reads_and_reacts()
    {
        var chat = Chat(ChatAccess.Usual, Member(Student, Role.Student) with { MutedUntil = Sample.Noon.AddMinutes(1) });
        var own = Sample.Message(Student);

        Assert.Equal(Refusals.Muted, ChatRules.Post(chat, Caller(Student), Sample.Noon, out _));
        Assert.Equal(Refusals.Muted, ChatRules.Edit(chat, Caller(Student), own, Sample.Noon));
        Assert.Null(ChatRules.React(chat, Caller(Student), own));
        Assert.Null(ChatRules.Delete(chat, Caller(Student), own, Sample.Noon));
        Assert.Null(ChatRules.Post(chat, Caller(Student), Sample.Noon.AddMinutes(1), out _));
    }

    [Theory]
    [InlineData(Role.Student, false)]
    [InlineData(Role.SubjectTeacher, false)]
    [InlineData(Role.ClassTeacher, true)]
    [InlineData(Role.SchoolAdmin, true)]
    public void Only_a_moderator_silences(Role role, bool may)
    {
        var chat = Chat(ChatAccess.Usual, Member(Teacher, role), Member(Student, Role.Student));

        var decided = ModerationRules.Mute(chat, Caller(Teacher), Silence(Student), Sample.Noon);

        Assert.Equal(may ? null : Refusals.Denied, decided.Refusal);
        if (may)
        {
            Assert.Equal(new AccessChange.Mute(Student, ChatMember.ForGood), decided.Value);
        }
    }

    [Fact]
    public void Nobody_silences_oneself_another_moderator_or_somebody_who_is_not_there()
    {
        var chat = Chat(ChatAccess.Usual, Member(Teacher, Role.ClassTeacher), Member(Head, Role.Director));

        Assert.Equal(Refusals.NotToBeMuted, ModerationRules.Mute(chat, Caller(Teacher), Silence(Teacher), Sample.Noon).Refusal);
        Assert.Equal(Refusals.NotToBeMuted, ModerationRules.Mute(chat, Caller(Teacher), Silence(Head), Sample.Noon).Refusal);
        Assert.Equal(Refusals.NotFound, ModerationRules.Mute(chat, Caller(Teacher), Silence(Student), Sample.Noon).Refusal);
        Assert.Equal(Refusals.NotFound, ModerationRules.Mute(chat, Sample.Stranger(), Silence(Teacher), Sample.Noon).Refusal);
    }

    [Fact]
    public void A_silence_ends_in_the_future_and_what_is_so_already_is_no_change()
    {
        var chat = Chat(ChatAccess.Usual, Member(Teacher, Role.ClassTeacher), Member(Student, Role.Student));

        Assert.Equal("until", Field(ModerationRules.Mute(chat, Caller(Teacher), Silence(Student) with { Until = Sample.Noon }, Sample.Noon)));
        Assert.Null(ModerationRules.Mute(chat, Caller(Teacher), Silence(Student) with { On = false }, Sample.Noon).Value);
    }

    [Fact]
    public void In_slow_mode_people_write_one_pause_after_another_and_moderators_when_they_like()
    {
        var chat = Chat(new ChatAccess { SlowSeconds = 30 }, Member(Student, Role.Student), Member(Teacher, Role.ClassTeacher));
        var (student, teacher) = (chat.Find(Student)!, chat.Find(Teacher)!);
        chat.Wrote(Student, Sample.Noon);
        chat.Wrote(Teacher, Sample.Noon);

        var refused = Speech.Pause(chat, student, Sample.Noon.AddSeconds(12))!;

        Assert.Equal(("chat.slow_mode", 18_000, "18"), (refused.Code, refused.RetryAfterMs, refused.Args!["seconds"]));
        Assert.Null(Speech.Pause(chat, student, Sample.Noon.AddSeconds(30)));
        Assert.Null(Speech.Pause(chat, teacher, Sample.Noon));
        chat.Wrote(Student, null);
        Assert.Null(Speech.Pause(chat, student, Sample.Noon));
    }

    [Theory]
    [InlineData(ChatMentions.Moderators, Role.ClassTeacher, true)]
    [InlineData(ChatMentions.Moderators, Role.SubjectTeacher, false)]
    [InlineData(ChatMentions.Staff, Role.SubjectTeacher, true)]
    [InlineData(ChatMentions.Staff, Role.Student, false)]
    [InlineData(ChatMentions.Staff, Role.Guardian, false)]
    public void Paragraph_2_5_students_never_mention_everybody(ChatMentions mentions, Role role, bool may)
    {
        var chat = Chat(new ChatAccess { Mentions = mentions }, Member(Student, role));

        Assert.Equal(may ? null : Refusals.MayNotMentionAll, ChatRules.Post(chat, Caller(Student), Sample.Noon, out _, mentionAll: true));
        Assert.Null(ChatRules.Post(chat, Caller(Student), Sample.Noon, out _));
    }

    [Fact]
    public void A_supervised_chat_is_written_in_only_while_a_supervisor_is_in_it()
    {
        var alone = Sferum.Chats.Chat.From(Sample.Loaded(ChatKind.Direct, [Member(Student, Role.Student)]) with { Supervised = true });
        var watched = Sferum.Chats.Chat.From(
            Sample.Loaded(ChatKind.Direct, [Member(Student, Role.Student), Member(Teacher, Role.ClassTeacher) with { Supervises = true }]) with { Supervised = true });

        Assert.Equal(Refusals.ReadOnlyChat, ChatRules.Post(alone, Caller(Student), Sample.Noon, out _));
        Assert.Null(ChatRules.Post(watched, Caller(Student), Sample.Noon, out _));
    }

    [Fact]
    public void Settings_are_changed_by_moderators_and_fields_that_can_not_be_so_are_named()
    {
        var chat = Chat(ChatAccess.Usual, Member(Teacher, Role.ClassTeacher), Member(Student, Role.Student));

        var set = Assert.IsType<AccessChange.Settings>(ModerationRules.Set(chat, Caller(Teacher), Set() with { SlowSeconds = 10, Title = " Поход " }).Value);
        Assert.Equal((10, "Поход", ChatWriters.All), (set.After.SlowSeconds, set.After.Title, set.After.Writers));
        Assert.Equal(Refusals.Denied, ModerationRules.Set(chat, Caller(Student), Set() with { SlowSeconds = 10 }).Refusal);
        Assert.Equal("slowSeconds", Field(ModerationRules.Set(chat, Caller(Teacher), Set() with { SlowSeconds = 3601 })));
        Assert.Equal("title", Field(ModerationRules.Set(chat, Caller(Teacher), Set() with { Title = "\u0007" })));
        Assert.Equal(Refusals.NotFound, ModerationRules.Set(chat, Caller(Teacher), Set() with { Named = [PersonId.New()] }).Refusal);
        Assert.Null(ModerationRules.Set(chat, Caller(Teacher), Set() with { SlowSeconds = 0 }).Value);
    }

    [Fact]
    public void Title_and_end_of_a_chat_that_follows_the_roster_are_not_set_here()
    {
        var (chat, teacher) = Sample.Chat(ChatKind.Class, Role.ClassTeacher);

        Assert.Equal(Refusals.FollowsTheRoster, ModerationRules.Set(chat, teacher, Set() with { Title = "Мы" }).Refusal);
        Assert.Equal(Refusals.FollowsTheRoster, ModerationRules.Set(chat, teacher, Set() with { Archived = true }).Refusal);
    }

    [Fact]
    public void An_archived_chat_is_only_brought_back()
    {
        var (chat, teacher) = Sample.Chat(ChatKind.AdHoc, Role.ClassTeacher, archived: true);

        Assert.Equal(Refusals.ReadOnlyChat, ModerationRules.Set(chat, teacher, Set() with { SlowSeconds = 5 }).Refusal);
        Assert.Null(ModerationRules.Set(chat, teacher, Set() with { Archived = true }).Value);
        Assert.NotNull(ModerationRules.Set(chat, teacher, Set() with { Archived = false }).Value);
    }

    private static SetChat Set() => new() { RequestId = Guid.CreateVersion7() };

    private static MuteMember Silence(PersonId person) => new(Guid.CreateVersion7(), person, On: true, Until: null);

    private static string? Field<T>(Outcome<T> outcome) => outcome.Refusal?.Args?["field"];

    private static ChatMember Member(PersonId person, Role role) => new(new PersonName(person, "Ким Олег", role), 0);

    private static Caller Caller(PersonId person) => new(person, SessionId.New(), Sample.School, Role.None);

    private static Chat Chat(ChatAccess access, params ChatMember[] members) => Sferum.Chats.Chat.From(Sample.Loaded(ChatKind.AdHoc, members) with { Access = access });
}
