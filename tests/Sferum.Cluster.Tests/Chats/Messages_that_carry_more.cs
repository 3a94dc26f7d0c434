using Sferum.District;
using Sferum.Live;
using Sferum.People;

namespace Sferum.Chats;

/// <summary>Mentions, forwards and polls over the hub, with everybody's sockets open, over both protocols.</summary>
public sealed class Messages_that_carry_more
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mention_reaches_everybody_and_counts_for_whom_it_names(bool messagePack)
    {
        await using var district = await TestDistrict.Start();
        var town = await Class(district);
        await using var teacher = await Witness.Join(await district.SignIn(town.Teacher), o => o with { MessagePack = messagePack });
        await using var student = await Witness.Join(await district.SignIn(town.Students[0]), o => o with { MessagePack = !messagePack });
        var mention = new MentionDto("Соня", town.Students[0].Value);

        var placed = (await teacher.Line.PostMessageAsync(new PostRequest(town.Chat, Guid.CreateVersion7(), "@Соня, к доске", Mentions: [mention]))).Must();

        foreach (var witness in new[] { teacher, student })
        {
            await witness.Until(w => w.Numbers(town.Chat).Contains(placed.Number));
            Assert.Equal(mention, Assert.Single(witness.Events(town.Chat)[^1].Message!.Mentions!));
        }

        Assert.Equal([placed.Number], (await (await district.SignIn(town.Students[0])).ChatAsync(town.Chat)).Must().Mentions!);
        Assert.Null((await (await district.SignIn(town.Students[1])).ChatAsync(town.Chat)).Must().Mentions);
        var group = new PostRequest(town.Chat, Guid.CreateVersion7(), "@ученики", Mentions: [new MentionDto("ученики", Group: "role:student")]);
        Assert.Equal("chat.may_not_mention_all", (await student.Line.PostMessageAsync(group)).Refusal?.Code);
        Assert.True((await teacher.Line.PostMessageAsync(group)).IsDone);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_poll_is_voted_in_live_and_ends_for_everybody(bool messagePack)
    {
        await using var district = await TestDistrict.Start();
        var town = await Class(district);
        await using var teacher = await Witness.Join(await district.SignIn(town.Teacher), o => o with { MessagePack = messagePack });
        await using var student = await Witness.Join(await district.SignIn(town.Students[0]), o => o with { MessagePack = !messagePack });
        var asked = new PostRequest(town.Chat, Guid.CreateVersion7(), "Когда?", Poll: new NewPollRequest { Options = ["Среда", "Пятница"], Open = true });

        var poll = (await teacher.Line.PostMessageAsync(asked)).Must();
        await student.Until(w => w.Numbers(town.Chat).Contains(poll.Number));
        Assert.Equal(["Среда", "Пятница"], student.Events(town.Chat)[^1].Message!.Poll!.Options.Select(static o => o.Text));
        (await student.Line.VoteAsync(town.Chat, poll.Number, [1])).Must();

        await teacher.Until(w => w.States.Any(s => s.Polls?.Any(p => p.Number == poll.Number && p.Counts.SequenceEqual([0, 1]) && p.Voters == 1) == true));
        var own = (await (await district.SignIn(town.Students[0])).HistoryAsync(town.Chat)).Must().Events[^1].Message!.Poll!;
        Assert.Equal([1], own.Mine!);
        Assert.Equal(1, own.Options[1].Count);
        Assert.Equal(town.Students[0].Value, Assert.Single((await (await district.SignIn(town.Teacher)).VotersAsync(town.Chat, poll.Number, 1)).Must().People).Id);
        Assert.Equal("chat.not_yours", (await student.Line.ClosePollAsync(town.Chat, poll.Number)).Refusal?.Code);

        (await teacher.Line.ClosePollAsync(town.Chat, poll.Number)).Must();

        await student.Until(w => w.States.Any(s => s.Polls?.Any(static p => p.ClosesAt is not null) == true));
        Assert.Equal("chat.poll_closed", (await student.Line.VoteAsync(town.Chat, poll.Number, [0])).Refusal?.Code);
        Assert.Equal("chat.no_poll", (await student.Line.VoteAsync(town.Chat, 999, [0])).Refusal?.Code);
        Assert.Equal("request.denied", (await student.Line.PostMessageAsync(asked with { RequestId = Guid.CreateVersion7() })).Refusal?.Code);
        Assert.Equal("chat.poll_not_edited", (await teacher.Line.EditAsync(town.Chat, poll.Number, "Кому?")).Refusal?.Code);
    }

    [Fact]
    public async Task Whoever_was_away_sees_how_the_polls_stand()
    {
        await using var district = await TestDistrict.Start();
        var town = await Class(district);
        await using var teacher = await Witness.Join(await district.SignIn(town.Teacher));
        var poll = (await teacher.Line.PostMessageAsync(new PostRequest(town.Chat, Guid.CreateVersion7(), "Когда?", Poll: new NewPollRequest { Options = ["Среда", "Пятница"] }))).Must();
        (await teacher.Line.VoteAsync(town.Chat, poll.Number, [0])).Must();

        await using var student = await Witness.Join(await district.SignIn(town.Students[0]), o => o with { Known = [new KnownChat(town.Chat, poll.Number)] });

        await student.Until(w => w.States.Any(s => s.Polls?.Any(p => p.Number == poll.Number && p.Counts.SequenceEqual([1, 0])) == true));
    }

    [Fact]
    public async Task A_message_is_forwarded_with_its_authors_name_by_whoever_can_read_it_and_once()
    {
        await using var district = await TestDistrict.Start();
        var town = await Class(district);
        var client = await district.SignIn(town.Teacher);
        await using var teacher = await Witness.Join(client);
        await using var student = await Witness.Join(await district.SignIn(town.Students[0]));
        var chat = (await client.CreateChatAsync(new NewChatRequest { Template = "list", Title = "Поход", Members = [town.Students[1].Value] })).Must().ChatId;
        var source = (await student.Line.PostAsync(town.Chat, "Беру палатку")).Must();
        var request = Guid.CreateVersion7();

        var placed = (await teacher.Line.ForwardAsync(town.Chat, source.Number, chat, request)).Must();
        Assert.Equal(placed.Number, (await teacher.Line.ForwardAsync(town.Chat, source.Number, chat, request)).Must().Number);

        await teacher.Until(w => w.Numbers(chat).Contains(placed.Number));
        var row = teacher.Events(chat)[^1];
        Assert.Equal((town.Teacher.Value, "Беру палатку", town.Students[0].Value), (row.Author!.Id, row.Message!.Text, row.Message.Forwarded!.Author.Id));
        Assert.Equal(row.Message.Forwarded, (await client.HistoryAsync(chat)).Must().Events[^1].Message!.Forwarded);
        Assert.Equal("chat.no_such_message", (await student.Line.ForwardAsync(chat, placed.Number, town.Chat)).Refusal?.Code);
        Assert.Equal("chat.no_such_message", (await teacher.Line.ForwardAsync(town.Chat, 999, chat)).Refusal?.Code);
        Assert.Equal("request.not_found", (await student.Line.ForwardAsync(town.Chat, source.Number, chat)).Refusal?.Code);
    }

    private static async Task<ClassTown> Class(TestDistrict district)
    {
        var school = await district.Town.School();
        var teacher = await district.Town.Person(school, Role.ClassTeacher);
        var students = await district.Town.People(school, 2);
        var (_, chat) = await district.Town.Class(school, teacher, students);
        await district.FollowRoster(chat);
        return new ClassTown(chat.Value, teacher, students);
    }

    private sealed record ClassTown(Guid Chat, PersonId Teacher, IReadOnlyList<PersonId> Students);
}
