using Sferum.Chats;
using Sferum.Keys;
using Sferum.People;
using Sferum.Schools;
using Sferum.Storage;

namespace Sferum.Push;

public sealed class Telling_browsers_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Telling_browsers<PostgreSqlStore>(shared);

public sealed class Telling_browsers_on_SQLite(SharedStore<SqliteStore> shared) : Telling_browsers<SqliteStore>(shared);

/// <summary>Which browsers are to be told of a chat, and when of everything together.</summary>
public abstract class Telling_browsers<TStore>(SharedStore<TStore> shared) : ChatTests<TStore>(shared)
    where TStore : Store, new()
{
    private static readonly DateTimeOffset Past = DateTimeOffset.FromUnixTimeMilliseconds(1);

    private IPushNews News => Store.Get<IPushNews>();

    private PushSubscriptionStore Subscriptions => new(Store.Database, new Acts(Store.Database, new KeyRing(new byte[32]), TimeProvider.System), TimeProvider.System);

    [Fact]
    public async Task A_member_who_has_not_read_is_told_with_the_number_of_messages()
    {
        var boris = await Browser(Boris);
        await Post(3);

        var reader = Assert.Single(await Readers());

        Assert.Equal((Boris, 1, 3L), (reader.Person, reader.Chats, reader.Unread));
        Assert.Equal(new Uri($"https://push.example/{boris.Session.Value}"), reader.Target.Endpoint);
    }

    [Fact]
    public async Task Who_has_read_or_been_told_is_not_told_again_before_the_next_message()
    {
        await Browser(Boris);
        await Post(2);
        await News.Told(Chat, 2, [Boris], default);
        Assert.Empty(await Readers());

        await Post(1);
        Assert.Equal(1, Assert.Single(await Readers()).Unread);
        await Marks.Read([new ReadMark(Chat, Boris, 3)], default);
        Assert.Empty(await Readers());
    }

    [Fact]
    public async Task Nobody_is_told_who_is_no_member_whose_session_ended_or_acts_in_another_school()
    {
        var gone = await Town.Person();
        await Town.Member(Chat, gone, came: 0, to: 1);
        await Browser(gone);
        var ended = await Browser(Boris);
        await Town.Run("UPDATE session SET ended_at = 2, end_reason = 'revoked' WHERE id = @Session", new { ended.Session });
        await Browser(Boris, await Town.School());
        await Post(1);

        Assert.Empty(await Readers());
    }

    [Theory]
    [InlineData(NoticeLevel.None, false, false)]
    [InlineData(NoticeLevel.None, true, false)]
    [InlineData(NoticeLevel.Mentions, false, false)]
    [InlineData(NoticeLevel.Mentions, true, true)]
    [InlineData(NoticeLevel.All, false, true)]
    public async Task What_somebody_wants_to_know_of_a_chat_is_kept(NoticeLevel level, bool mentioned, bool told)
    {
        var boris = await Browser(Boris);
        await Store.Get<IChatChoices>().Choose(boris, Chat, level, null, default);
        var row = Rows.Post(Anna, "Борис, к доске");
        await Tail.Append(mentioned ? row with { Parts = new PostedParts([new Mention(Boris, null, "Борис")], null, null) } : row);

        Assert.Equal(told ? [Boris] : Array.Empty<PersonId>(), (await Readers()).Select(static r => r.Person));
    }

    [Fact]
    public async Task Many_browsers_come_page_by_page()
    {
        for (var i = 0; i < 5; i++)
        {
            await Browser(Boris);
        }

        await Post(1);
        var first = await News.Readers(Chat, Guid.Empty, 3, default);
        var rest = await News.Readers(Chat, first[^1].Id, 3, default);

        Assert.Equal((3, 2, 5), (first.Count, rest.Count, first.Concat(rest).DistinctBy(static r => r.Id).Count()));
    }

    [Fact]
    public async Task A_chat_is_taken_once_and_stays_due_for_what_came_meanwhile()
    {
        await Post(2);
        await News.Note([new ChatNews(Chat, 1)], Past, default);
        await News.Note([new ChatNews(Chat, 2)], Past.AddHours(1), default);
        var takers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => News.Take(1000, TimeSpan.FromMinutes(1), default).AsTask())));
        Assert.Equal(new ChatNews(Chat, 2), Assert.Single(takers.SelectMany(static t => t), t => t.Chat == Chat));

        await News.Note([new ChatNews(Chat, 3)], Past, default);
        await News.Done(new ChatNews(Chat, 2), default);
        Assert.Equal(new ChatNews(Chat, 3), Assert.Single(await News.Take(1000, TimeSpan.FromMinutes(1), default), t => t.Chat == Chat));
        await News.Done(new ChatNews(Chat, 3), default);
        Assert.DoesNotContain(await News.Take(1000, TimeSpan.Zero, default), t => t.Chat == Chat);
    }

    [Fact]
    public async Task Who_rests_is_told_of_all_chats_together_and_then_of_nothing_old()
    {
        await Browser(Boris);
        var other = await Town.Chat(School);
        await Town.Member(other, Boris, came: 0);
        await Store.Get<IChatLog>().Open(other, default).Append(Rows.Post(Anna, "x"));
        await Post(2);
        await News.Postpone(Boris, Past, inVain: false, default);

        Assert.Equal(0, Assert.Single(await News.TakeDigests(1000, TimeSpan.FromMinutes(1), default), d => d.Person == Boris).Tries);
        var digest = Assert.Single(await News.Digest(Boris, default));
        Assert.Equal((2, 3L), (digest.Chats, digest.Unread));
        await News.DigestDone(Boris, default);

        Assert.Empty(await News.Digest(Boris, default));
        Assert.Empty(await Readers());
        Assert.DoesNotContain(await News.TakeDigests(1000, TimeSpan.Zero, default), d => d.Person == Boris);
    }

    [Fact]
    public async Task A_try_in_vain_is_counted_and_a_browser_that_is_gone_is_forgotten()
    {
        await Browser(Boris);
        await Post(1);
        await News.Postpone(Boris, Past, inVain: false, default);
        await News.Postpone(Boris, Past, inVain: true, default);
        Assert.Equal(1, Assert.Single(await News.TakeDigests(1000, TimeSpan.FromMinutes(1), default), d => d.Person == Boris).Tries);

        await News.Gone(Assert.Single(await Readers()).Id, default);
        Assert.Empty(await Readers());
    }

    [Fact]
    public async Task Quiet_hours_are_the_persons_and_the_schools()
    {
        var boris = await Browser(Boris);
        var night = new QuietHours(1320, 420, "Asia/Anadyr");
        await Subscriptions.Rest(boris, night, default);
        await Town.Run("UPDATE school SET quiet_from = 0, quiet_to = 60, time_zone = 'Asia/Omsk' WHERE id = @School", new { School });
        await Post(1);

        Assert.Equal(new PushState(IsSubscribed: true, night, new QuietHours(0, 60, "Asia/Omsk")), await Subscriptions.State(boris, default));
        var reader = Assert.Single(await Readers());
        Assert.Equal((night, new QuietHours(0, 60, "Asia/Omsk")), (reader.Own, reader.Schools));
        await Subscriptions.Rest(boris, null, default);
        await Subscriptions.Unsubscribe(boris, default);
        Assert.Equal(new PushState(IsSubscribed: false, null, new QuietHours(0, 60, "Asia/Omsk")), await Subscriptions.State(boris, default));
    }

    [Fact]
    public async Task A_session_that_is_swept_away_takes_its_browser_along()
    {
        var boris = await Browser(Boris);
        await Town.Run("UPDATE session SET ended_at = 2, end_reason = 'revoked', created_at = 1, last_used_at = 1 WHERE id = @Session", new { boris.Session });

        await Store.Get<ISignIns>().Sweep(Past, Past.AddDays(1), default);

        Assert.Equal(0, await Town.One<long>("SELECT (SELECT count(*) FROM session WHERE id = @Session) + (SELECT count(*) FROM push_subscription WHERE session_id = @Session)", new { boris.Session }));
    }

    [Fact]
    public async Task A_session_has_one_browser_and_one_of_somebody_else_has_none()
    {
        var boris = await Browser(Boris);
        await Subscriptions.Subscribe(boris, Target("again"), default);
        await Subscriptions.Subscribe(boris with { Person = Anna }, Target("stolen"), default);
        await Post(1);

        Assert.Equal(new Uri("https://push.example/again"), Assert.Single(await Readers()).Target.Endpoint);
    }

    private static PushTarget Target(string name) => new(new Uri($"https://push.example/{name}"), new byte[PushTarget.KeyBytes], new byte[PushTarget.SecretBytes]);

    private ValueTask<IReadOnlyList<PushReader>> Readers() => News.Readers(Chat, Guid.Empty, 100, default);

    private async Task<Caller> Browser(PersonId person, SchoolId? school = null)
    {
        var (session, now) = (SessionId.New(), TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        await Town.Run(
            "INSERT INTO session (id, person_id, school_id, device, created_at, last_used_at) VALUES (@session, @person, @school, 'x', @now, @now)",
            new { session, person, school = school ?? School, now });
        var caller = new Caller(person, session, school ?? School, Role.Student);
        await Subscriptions.Subscribe(caller, Target(session.Value.ToString()), default);
        return caller;
    }
}
