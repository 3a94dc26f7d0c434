using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Carrying_more_than_text_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Carrying_more_than_text<PostgreSqlStore>(shared);

public sealed class Carrying_more_than_text_on_SQLite(SharedStore<SqliteStore> shared) : Carrying_more_than_text<SqliteStore>(shared);

public abstract class Carrying_more_than_text<TStore>(SharedStore<TStore> shared) : ChatTests<TStore>(shared)
    where TStore : Store, new()
{
    private static readonly NewPoll Poll = new() { Options = ["Среда", "Пятница"], Multiple = true, Open = true, ClosesAt = Town.Morning.AddHours(2) };

    [Fact]
    public async Task A_page_shows_what_each_message_carries_and_so_does_an_edit()
    {
        var by = new ForwardedMessage(new PersonName(Boris, "x", Role.Student), Town.Morning.AddDays(-1));
        await Post("просто текст", null);
        await Post("@Борис", new PostedParts([new Mention(Boris, null, "Борис"), new Mention(null, "role:staff", "педагоги")], null, null));
        await Post("чужие слова", new PostedParts([], by, null));
        await Post("Когда?", new PostedParts([], null, Poll));
        await Tail.Append(Rows.Edit(Anna, 2, "@Борис, привет"));

        var events = (await Page(new PageAt.Newest())).Events;

        Assert.Null(events[0].Message!.Parts);
        Assert.Equal([new Mention(Boris, null, "Борис"), new Mention(null, "role:staff", "педагоги")], events[1].Message!.Parts!.Mentions);
        Assert.Equal(new Forwarded(new PersonName(Boris, "Борис", Role.Student), by.At), events[2].Message!.Parts!.Forwarded);
        var poll = events[3].Message!.Parts!.Poll!;
        Assert.Equal(["Среда", "Пятница"], poll.Options);
        Assert.Equal([0, 0], poll.Counts);
        Assert.Equal((0, true, true, Poll.ClosesAt, 0), (poll.Voters, poll.Multiple, poll.Open, poll.ClosesAt, poll.Mine));
        Assert.Equal(events[1].Message!.Parts!.Mentions, events[4].Message!.Parts!.Mentions);
    }

    [Fact]
    public async Task A_deleted_message_carries_nothing_and_mentions_nobody()
    {
        await Post("@Борис", new PostedParts([new Mention(Boris, null, "Борис")], null, null));
        Assert.Equal([1], await Unread(Boris));

        await Tail.Append(Rows.About(ChatEventKind.Deleted, Anna, 1));

        Assert.Null((await Page(new PageAt.Newest())).Events[0].Message!.Parts);
        Assert.Empty(await Unread(Boris));
    }

    [Fact]
    public async Task The_list_names_unread_messages_that_mention_the_reader_by_name_role_class_or_with_everybody()
    {
        var @class = await Town.Class(School);
        await Town.Member(await Town.Chat(School, ChatKind.Class, @class), Boris);
        await Post("просто", null);
        await Post("@Борис", Mentions(new Mention(Boris, null, "Борис")));
        await Post("@Анна", Mentions(new Mention(Anna, null, "Анна")));
        await Post("@ученики", Mentions(new Mention(null, "role:student", "ученики")));
        await Post("@педагоги", Mentions(new Mention(null, MentionGroup.Staff, "педагоги")));
        await Post("@7Б", Mentions(new Mention(null, MentionGroup.OfClass(@class), "7Б")));
        await Post("@8А", Mentions(new Mention(null, MentionGroup.OfClass(new(Guid.CreateVersion7())), "8А")));
        await Post("всем", PostedParts.MentioningAll, everybody: true);

        Assert.Equal([2, 4, 6, 8], await Unread(Boris));
        Assert.Equal([3, 5, 8], await Unread(Anna));
        await Marks.Read([new ReadMark(Chat, Boris, 4)], default);
        Assert.Equal([6, 8], await Unread(Boris));
        var all = (await Page(new PageAt.Newest())).Events[^1];
        Assert.Equal((true, null), (all.MentionsAll, all.Message!.Parts));
    }

    [Fact]
    public async Task The_list_names_the_first_fifty_of_a_chat_however_many_there_are()
    {
        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => Post("@Борис", Mentions(new Mention(Boris, null, "Борис")))));

        Assert.Equal(Enumerable.Range(1, 50).Select(static n => (long)n), await Unread(Boris));
    }

    [Fact]
    public async Task Votes_are_counted_the_last_of_a_person_counts_and_the_revision_rises_once()
    {
        await Post("Когда?", new PostedParts([], null, Poll));
        var polls = Store.Get<IChatPolls>();

        var first = await polls.Vote(Chat, [new CastVote(1, Boris, 1), new CastVote(1, Anna, 3), new CastVote(1, Boris, 2)], Town.Morning, default);
        var again = await polls.Vote(Chat, [new CastVote(1, Boris, 2)], Town.Morning, default);
        var back = await polls.Vote(Chat, [new CastVote(1, Anna, 0), new CastVote(9, Anna, 1)], Town.Morning, default);

        Assert.Equal((1, 1, 2), (first.Rev, Assert.Single(first.Changed).Number, first.Changed[0].Voters));
        Assert.Equal([1, 2], first.Changed[0].Counts);
        Assert.Equal((1, 0), (again.Rev, again.Changed.Count));
        Assert.Equal((2, 1), (back.Rev, back.Changed[0].Voters));
        Assert.Equal([0, 1], back.Changed[0].Counts);
        Assert.Equal(2, (await Page(new PageAt.Newest())).Events[0].Message!.Parts!.Poll!.Mine);
        var forNobody = (await Reader.Rows(Chat, 0, 1, default))[0].Message!.Parts!.Poll!;
        Assert.Equal([0, 1], forNobody.Counts);
        Assert.Null(forNobody.Mine);
        Assert.Equal(new StoredPoll(1, Anna, 2, Multiple: true, Poll.ClosesAt), await polls.Find(Chat, 1, default));
        Assert.Null(await polls.Find(Chat, 2, default));
    }

    [Fact]
    public async Task Many_who_vote_at_once_are_all_counted_once()
    {
        await Post("Когда?", new PostedParts([], null, Poll));
        var people = await Town.People(60);

        await Task.WhenAll(people.Select((p, i) => Task.Run(() => Store.Get<IChatPolls>().Vote(Chat, [new CastVote(1, p, 1 + (i % 2))], Town.Morning, default).AsTask())));

        var poll = (await Page(new PageAt.Newest())).Events[0].Message!.Parts!.Poll!;
        Assert.Equal([30, 30], poll.Counts);
        Assert.Equal(60, poll.Voters);
    }

    [Fact]
    public async Task An_ended_poll_takes_no_vote_and_is_ended_once()
    {
        await Post("Когда?", new PostedParts([], null, Poll));
        var polls = Store.Get<IChatPolls>();
        var end = Town.Morning.AddMinutes(5);

        Assert.Equal(end, Assert.Single((await polls.Close(Chat, 1, end, default)).Changed).ClosesAt);
        Assert.Empty((await polls.Close(Chat, 1, end.AddMinutes(1), default)).Changed);
        Assert.Empty((await polls.Vote(Chat, [new CastVote(1, Boris, 1)], end, default)).Changed);
        Assert.Equal(0, (await Page(new PageAt.Newest())).Events[0].Message!.Parts!.Poll!.Voters);
    }

    [Fact]
    public async Task Whoever_was_away_gets_the_polls_that_stand_otherwise()
    {
        await Post("Когда?", new PostedParts([], null, Poll));
        await Post("просто", null);
        await Store.Get<IChatPolls>().Vote(Chat, [new CastVote(1, Anna, 2)], Town.Morning, default);
        await Marks.React(Chat, [new ReactionChange(2, Anna, "👍", On: true)], default);

        var missed = await Reader.Missed(Boris, [(new KnownNumber(Chat, 2, 0), 2)], 100, default);
        var later = await Reader.Missed(Boris, [(new KnownNumber(Chat, 2, 1), 2)], 100, default);

        var tally = Assert.Single(missed.Polls[Chat]);
        Assert.Equal(1, tally.Number);
        Assert.Equal([0, 1], tally.Counts);
        Assert.Empty(later.Polls[Chat]);
    }

    [Fact]
    public async Task Who_has_chosen_what_is_told_of_an_open_poll_alone()
    {
        await Post("Когда?", new PostedParts([], null, Poll));
        await Post("Тайно?", new PostedParts([], null, Poll with { Open = false }));
        await Post("просто", null);
        var polls = Store.Get<IChatPolls>();
        await polls.Vote(Chat, [new CastVote(1, Boris, 3), new CastVote(1, Anna, 2), new CastVote(2, Boris, 1)], Town.Morning, default);

        Assert.Equal(["Борис"], (await Voters(1, 0)).Value.Select(static p => p.Name));
        Assert.Equal(["Анна", "Борис"], (await Voters(1, 1)).Value.Select(static p => p.Name));
        Assert.Equal(Refusals.PollSecret, (await Voters(2, 0)).Refusal);
        Assert.Equal(Refusals.NoPoll, (await Voters(3, 0)).Refusal);
        Assert.Equal(Refusals.NoPoll, (await polls.Voters(Chat, Whole(Boris, from: 1), 1, 0, default)).Refusal);

        ValueTask<Outcome<IReadOnlyList<PersonName>>> Voters(long number, int option)
        {
            return polls.Voters(Chat, Whole(Boris), number, option, default);
        }
    }

    [Fact]
    public async Task A_message_is_forwarded_in_the_name_of_whoever_wrote_it_first()
    {
        var by = new ForwardedMessage(new PersonName(Boris, "x", Role.Student), Town.Morning.AddDays(-1));
        await Post("своё", null);
        await Post("чужое", new PostedParts([], by, null));
        await Tail.Append(Rows.Post(Anna, "удалённое"));
        await Tail.Append(Rows.About(ChatEventKind.Deleted, Anna, 3));

        Assert.Equal(("своё", new ForwardedMessage(new PersonName(Anna, "Анна", Role.ClassTeacher), Town.Morning)), await Reader.ToForward(Chat, Whole(Boris), 1, default));
        Assert.Equal(("чужое", by with { Author = new PersonName(Boris, "Борис", Role.Student) }), await Reader.ToForward(Chat, Whole(Boris), 2, default));
        Assert.Null(await Reader.ToForward(Chat, Whole(Boris), 3, default));
        Assert.Null(await Reader.ToForward(Chat, Whole(Boris, from: 1), 1, default));
        Assert.Null(await Reader.ToForward(Chat, Whole(Boris, to: 1), 2, default));
    }

    [Fact]
    public async Task Messages_with_and_without_parts_share_a_commit()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Tail.Append(
            Rows.Post(Anna, $"{i}") with { Parts = i % 3 == 0 ? Mentions(new Mention(Boris, null, "Борис")) : null }).AsTask()));

        Assert.All(answers, static a => Assert.Equal(AppendStatus.Placed, a.Status));
        Assert.Equal(14, (await Unread(Boris)).Count);
    }

    private static PostedParts Mentions(params Mention[] mentions) => new(mentions, null, null);

    private async Task Post(string text, PostedParts? parts, bool everybody = false)
    {
        var row = Rows.Post(Anna, text) with { Parts = parts, Target = everybody ? NewRow.Everybody : null };
        Assert.Equal(AppendStatus.Placed, (await Tail.Append(row)).Status);
    }

    private async Task<IReadOnlyList<long>> Unread(PersonId person) => (await Reader.Listing(Chat, person, School, default))!.Mentions;
}
