using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Scheduling_messages_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Scheduling_messages<PostgreSqlStore>(shared);

public sealed class Scheduling_messages_on_SQLite(SharedStore<SqliteStore> shared) : Scheduling_messages<SqliteStore>(shared);

public abstract class Scheduling_messages<TStore>(SharedStore<TStore> shared) : ChatTests<TStore>(shared)
    where TStore : Store, new()
{
    private static readonly DateTimeOffset Soon = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeMilliseconds());

    private IScheduledMessages Messages => Store.Get<IScheduledMessages>();

    [Fact]
    public async Task A_message_waits_for_its_author_alone_and_may_become_another()
    {
        var message = Message("Завтра в 9:00");

        await Put(Anna, message);
        await Put(Anna, message);
        Assert.Equal([message], await Messages.Of(Caller(Anna), Chat, default));
        await Put(Anna, message with { Text = "Завтра в 10:00", ReplyTo = 3 });

        Assert.Equal([message with { Text = "Завтра в 10:00", ReplyTo = 3 }], await Messages.Of(Caller(Anna), Chat, default));
        Assert.Empty(await Messages.Of(Caller(Boris), Chat, default));
        Assert.Equal(Refusals.ScheduledGoing, (await Messages.Put(Caller(Boris), Chat, message, default)).Refusal);
        Assert.False((await Messages.Remove(Caller(Boris), Chat, message.Id, default)).IsRefused(out _));
        Assert.Single(await Messages.Of(Caller(Anna), Chat, default));
        Assert.False((await Messages.Remove(Caller(Anna), Chat, message.Id, default)).IsRefused(out _));
        Assert.False((await Messages.Remove(Caller(Anna), Chat, message.Id, default)).IsRefused(out _));
        Assert.Empty(await Messages.Of(Caller(Anna), Chat, default));
    }

    [Fact]
    public async Task Only_members_who_write_schedule_and_not_without_end()
    {
        var stranger = await Town.Person();
        Assert.Equal(Refusals.NotFound, (await Messages.Put(Caller(stranger), Chat, Message("x"), default)).Refusal);
        Assert.Equal(Refusals.NotFound, (await Messages.Put(Caller(Anna) with { School = await Town.School() }, Chat, Message("x"), default)).Refusal);
        var school = await Town.Chat(School, ChatKind.School);
        await Town.Member(school, Boris);
        Assert.Equal(Refusals.ReadOnlyChat, (await Messages.Put(Caller(Boris), school, Message("x"), default)).Refusal);

        await Town.Run("UPDATE chat_member SET limited = 1 WHERE chat_id = @Chat AND person_id = @Boris", new { Chat, Boris });
        Assert.Equal(Refusals.ConsentMissing, (await Messages.Put(Caller(Boris), Chat, Message("x"), default)).Refusal);

        for (var i = 0; i < IScheduledMessages.Most; i++)
        {
            await Put(Anna, Message($"{i}"));
        }

        Assert.Equal(Refusals.ScheduledTooMany(IScheduledMessages.Most).Code, (await Messages.Put(Caller(Anna), Chat, Message("x"), default)).Refusal?.Code);
    }

    [Fact]
    public async Task No_more_wait_than_may_when_they_are_put_into_many_chats_at_once()
    {
        var author = await Town.Person();
        var chats = new List<ChatId>();
        for (var i = 0; i < 8; i++)
        {
            chats.Add(await Town.Chat(School, ChatKind.AdHoc));
            await Town.Member(chats[i], author);
        }

        var put = await Task.WhenAll(Enumerable.Range(0, IScheduledMessages.Most + 20).Select(i =>
            Task.Run(() => Messages.Put(Caller(author), chats[i % chats.Count], Message($"{i}"), default).AsTask())));

        Assert.Equal(IScheduledMessages.Most, put.Count(static p => !p.IsRefused(out _)));
    }

    [Fact]
    public async Task What_is_due_is_taken_once_and_can_not_be_changed_meanwhile()
    {
        var (due, later) = (Message("пора"), Message("рано"));
        await Put(Anna, due);
        await Put(Anna, later);
        await Due(due.Id);

        var takers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Messages.Take(10, TimeSpan.FromMinutes(1), default).AsTask())));

        var taken = Assert.Single(takers.SelectMany(static t => t), t => t.Id == due.Id);
        Assert.Equal((Chat, Anna, School, "пора"), (taken.Chat, taken.Author, taken.School, taken.Text));
        Assert.DoesNotContain(takers.SelectMany(static t => t), t => t.Id == later.Id);
        Assert.Equal(Refusals.ScheduledGoing, (await Messages.Put(Caller(Anna), Chat, due, default)).Refusal);
        Assert.Equal(Refusals.ScheduledGoing, (await Messages.Remove(Caller(Anna), Chat, due.Id, default)).Refusal);

        await Messages.Posted(due.Id, default);
        Assert.Equal([later.Id], (await Messages.Of(Caller(Anna), Chat, default)).Select(static m => m.Id));
    }

    [Fact]
    public async Task What_was_left_by_whoever_took_it_is_taken_again()
    {
        var due = Message("пора");
        await Put(Anna, due);
        await Due(due.Id);

        Assert.Contains(await Messages.Take(100, TimeSpan.Zero, default), t => t.Id == due.Id);
        Assert.Contains(await Messages.Take(100, TimeSpan.Zero, default), t => t.Id == due.Id);
        await Messages.Posted(due.Id, default);
    }

    [Fact]
    public async Task What_was_refused_stays_with_the_reason_until_it_gets_another_time()
    {
        var due = Message("пора");
        await Put(Anna, due);
        await Due(due.Id);
        await Messages.Take(100, TimeSpan.FromMinutes(1), default);

        await Messages.Refused(due.Id, "chat.muted", default);
        Assert.Equal("chat.muted", Assert.Single(await Messages.Of(Caller(Anna), Chat, default)).Failure);
        Assert.DoesNotContain(await Messages.Take(100, TimeSpan.Zero, default), t => t.Id == due.Id);

        await Put(Anna, due);
        Assert.Equal([due], await Messages.Of(Caller(Anna), Chat, default));
    }

    private static ScheduledMessage Message(string text) => new(Guid.CreateVersion7(), text, null, Soon);

    private Caller Caller(PersonId person) => new(person, new SessionId(Guid.CreateVersion7()), School, Role.None);

    private async Task Put(PersonId person, ScheduledMessage message) =>
        Assert.False((await Messages.Put(Caller(person), Chat, message, default)).IsRefused(out var refusal), refusal?.Code);

    private Task Due(Guid id) => Town.Run("UPDATE scheduled_message SET due_at = 1 WHERE id = @id", new { id });
}
