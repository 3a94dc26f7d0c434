using Sferum.People;
using Sferum.Schools;

namespace Sferum.Chats;

public sealed class Parts_of_messages
{
    private static readonly PersonId Teacher = PersonId.New();
    private static readonly PersonId Student = PersonId.New();
    private static readonly NewPoll Lunch = new() { Options = ["Да", " Нет "], ClosesAt = Sample.Noon.AddHours(1) };

    [Fact]
    public void Whoever_is_here_and_named_in_the_text_is_mentioned_and_others_are_left_out()
    {
        var here = new Mention(Student, null, "Соня");
        var decided = Decide(Student, new PostParts { Mentions = [here, new Mention(PersonId.New(), null, "Соня"), new Mention(Teacher, null, "Анна"), here] }, "@Соня, привет");

        Assert.Equal([here], decided.Value.Mentions);
        Assert.Equal(PartKinds.Mentions, decided.Value.Kinds);
    }

    [Theory]
    [InlineData("role:student")]
    [InlineData("role:staff")]
    [InlineData("class:01920000-0000-7000-8000-000000000001")]
    public void A_group_is_mentioned_by_whoever_may_mention_everybody(string group)
    {
        var asked = new PostParts { Mentions = [new Mention(null, group, "все")] };

        Assert.Equal(group, Assert.Single(Decide(Teacher, asked, "@все").Value.Mentions).Group);
        Assert.Equal(Refusals.MayNotMentionAll, Decide(Student, asked, "@все").Refusal);
    }

    [Theory]
    [InlineData("all")]
    [InlineData("role:")]
    [InlineData("role:nobody")]
    [InlineData("class:7Б")]
    [InlineData("CLASS:01920000-0000-7000-8000-000000000001")]
    public void What_is_no_group_is_malformed(string group) =>
        Assert.Equal(Refusals.Malformed, Decide(Teacher, new PostParts { Mentions = [new Mention(null, group, "все")] }, "@все").Refusal);

    [Fact]
    public void Mentions_are_whole_and_not_too_many()
    {
        Assert.Equal(Refusals.Malformed, Decide(Teacher, new PostParts { Mentions = [new Mention(Student, "role:staff", "Соня")] }, "@Соня").Refusal);
        Assert.Equal(Refusals.Malformed, Decide(Teacher, new PostParts { Mentions = [new Mention(Student, null, "")] }, "@").Refusal);
        Assert.Equal(
            Refusals.MentionsTooMany(20).Code, Decide(Teacher, new PostParts { Mentions = [.. Enumerable.Repeat(new Mention(Student, null, "Соня"), 21)] }, "@Соня").Refusal?.Code);
    }

    [Fact]
    public void Groups_in_which_one_is_follow_from_the_role_in_the_chat()
    {
        Assert.Equal(["all", "role:class_teacher", "role:staff"], MentionGroup.Of(Role.ClassTeacher));
        Assert.Equal(["all", "role:guardian"], MentionGroup.Of(Role.Guardian));
        Assert.Equal("class:01920000-0000-7000-8000-000000000001", MentionGroup.OfClass(new ClassId(new Guid("01920000-0000-7000-8000-000000000001"))));
    }

    [Fact]
    public void A_poll_has_different_short_options_and_ends_in_the_future()
    {
        Assert.Equal(["Да", "Нет"], Decide(Teacher, new PostParts { Poll = Lunch }, "Идём?").Value.Poll!.Options);
        string[][] wrong = [["Да"], ["Да", "Да "], ["Да", " "], ["Да", new string('я', 101)], ["Да", "Не\nт"], [.. Enumerable.Range(0, 13).Select(i => $"{i}")]];
        Assert.All(wrong, o => Assert.Equal("school.field_invalid", Decide(Teacher, new PostParts { Poll = Lunch with { Options = o } }, "Идём?").Refusal?.Code));
        Assert.Equal("school.field_invalid", Decide(Teacher, new PostParts { Poll = Lunch with { ClosesAt = Sample.Noon } }, "Идём?").Refusal?.Code);
        Assert.Equal("school.field_invalid", Decide(Teacher, new PostParts { Poll = Lunch with { ClosesAt = Sample.Noon.AddDays(400) } }, "Идём?").Refusal?.Code);
        Assert.Equal(Refusals.Malformed, Decide(Teacher, new PostParts { Poll = Lunch, Forward = new ForwardedFrom(ChatId.New(), 1) }, "Идём?").Refusal);
    }

    [Fact]
    public void Students_vote_and_make_no_polls()
    {
        var chat = Chat();

        Assert.Equal(Refusals.Denied, Decide(Student, new PostParts { Poll = Lunch }, "Идём?").Refusal);
        Assert.Null(PartsRules.Vote(chat, Caller(Student), Stored(), [1], Sample.Noon));
    }

    [Fact]
    public void A_vote_chooses_what_there_is_while_the_poll_is_open()
    {
        var chat = Chat();
        Refusal? Vote(StoredPoll? poll, params int[] choices)
        {
            return PartsRules.Vote(chat, Caller(Student), poll, choices, Sample.Noon);
        }

        Assert.Null(Vote(Stored()));
        Assert.Equal("school.field_invalid", Vote(Stored(), 0, 1)?.Code);
        Assert.Null(Vote(Stored() with { Multiple = true }, 0, 1));
        Assert.Equal("school.field_invalid", Vote(Stored(), 2)?.Code);
        Assert.Equal("school.field_invalid", Vote(Stored(), -1)?.Code);
        Assert.Equal(Refusals.PollClosed, Vote(Stored() with { ClosesAt = Sample.Noon }, 0));
        Assert.Equal(Refusals.NoPoll, Vote(null, 0));
        Assert.Equal(Refusals.NotFound, PartsRules.Vote(chat, Sample.Stranger(), Stored(), [0], Sample.Noon));
    }

    [Fact]
    public void A_poll_is_ended_by_its_author_and_by_moderators_and_its_question_is_not_edited()
    {
        var (chat, other) = (Chat(), PersonId.New());
        var withOther = Sferum.Chats.Chat.From(Sample.Loaded(ChatKind.Class, [Member(Teacher, Role.ClassTeacher), Member(Student, Role.Student), Member(other, Role.SubjectTeacher)]));

        Assert.Null(PartsRules.Close(chat, Caller(Teacher), Stored()));
        Assert.Null(PartsRules.Close(withOther, Caller(other), Stored() with { Author = other }));
        Assert.Equal(Refusals.NotYours, PartsRules.Close(withOther, Caller(other), Stored()));
        Assert.Equal(Refusals.NotYours, PartsRules.Close(chat, Caller(Student), Stored()));
        Assert.Equal(Refusals.PollNotEdited, ChatRules.Edit(chat, Caller(Teacher), Sample.Message(Teacher) with { Parts = PartKinds.Poll }, Sample.Noon));
        Assert.Null(ChatRules.Edit(chat, Caller(Teacher), Sample.Message(Teacher) with { Parts = PartKinds.Mentions }, Sample.Noon));
    }

    [Fact]
    public void A_forwarded_message_is_not_edited_and_can_be_taken_back()
    {
        var (chat, forwarded) = (Chat(), Sample.Message(Teacher) with { Parts = PartKinds.Forwarded | PartKinds.Mentions });

        Assert.Equal(Refusals.ForwardNotEdited, ChatRules.Edit(chat, Caller(Teacher), forwarded, Sample.Noon));
        Assert.Equal(Refusals.NotYours, ChatRules.Edit(chat, Caller(Student), forwarded, Sample.Noon));
        Assert.Null(ChatRules.Delete(chat, Caller(Teacher), forwarded, Sample.Noon));
    }

    [Fact]
    public void The_same_request_id_with_other_parts_is_something_else()
    {
        var plain = new PostMessage(Guid.CreateVersion7(), "@Соня", null);
        PostParts[] parts =
        [
            new() { Mentions = [new Mention(Student, null, "Соня")] }, new() { Mentions = [new Mention(Teacher, null, "Соня")] }, new() { Poll = Lunch },
            new() { Poll = Lunch with { Multiple = true } }, new() { Forward = new ForwardedFrom(ChatId.New(), 1) },
        ];

        var hashes = parts.Select(p => Hash(plain with { Parts = p })).Append(Hash(plain)).Append(Hash(plain with { MentionAll = true })).ToList();

        Assert.Equal(hashes.Count, hashes.Distinct().Count());
        Assert.Equal(Hash(plain with { Parts = parts[2] }), Hash(plain with { Parts = parts[2] }));
    }

    private static string Hash(PostMessage message) =>
        Convert.ToHexString(ChatRows.Posted(Teacher, message, message.Text, Sample.Noon, Sample.Keys).BodyHash);

    private static Outcome<PostedParts> Decide(PersonId who, PostParts asked, string text)
    {
        var chat = Chat();
        return PartsRules.Decide(chat, chat.Find(who)!, asked, text, Sample.Noon);
    }

    private static StoredPoll Stored() => new(50, Teacher, 2, Multiple: false, Sample.Noon.AddHours(1));

    private static Chat Chat() =>
        Sferum.Chats.Chat.From(Sample.Loaded(ChatKind.Class, [Member(Teacher, Role.ClassTeacher), Member(Student, Role.Student)]));

    private static ChatMember Member(PersonId person, Role role) => new(new PersonName(person, "Имя", role), 0);

    private static Caller Caller(PersonId person) => new(person, SessionId.New(), Sample.School, Role.None);
}
