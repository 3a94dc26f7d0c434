using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Changing_messages_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Changing_messages<PostgreSqlStore>(shared);

public sealed class Changing_messages_on_SQLite(SharedStore<SqliteStore> shared) : Changing_messages<SqliteStore>(shared);

public abstract class Changing_messages<TStore>(SharedStore<TStore> shared) : IAsyncLifetime
    where TStore : Store, new()
{
    private static readonly PersonId Anna = new(Guid.CreateVersion7());

    private IChatLog _log = null!;
    private Town _town = null!;
    private ChatId _chat;
    private IChatTail _tail = null!;

    private sealed record MessageRow
    {
        public string? Text { get; init; }

        public long? EditedAt { get; init; }

        public long? DeletedAt { get; init; }
    }

    public async ValueTask InitializeAsync()
    {
        var store = await shared.Store;
        _log = store.Get<IChatLog>();
        _town = new Town(store);
        _chat = await _town.Chat();
        _tail = _log.Open(_chat, default);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task An_edit_replaces_the_text_and_keeps_the_old_one_as_evidence()
    {
        await _tail.Append(Rows.Post(Anna, "первое"));
        await _tail.Append(Rows.Edit(Anna, 1, "второе"));
        await _tail.Append(Rows.Edit(Anna, 1, "третье"));

        var message = await Message(1);
        Assert.Equal(("третье", Town.Morning.ToUnixTimeMilliseconds(), null), (message.Text, message.EditedAt, message.DeletedAt));
        Assert.Equal(["2 первое", "3 второе"], await Evidence());
        Assert.Equal(new ChatHead(3, 1), _tail.Head);
    }

    [Fact]
    public async Task A_deletion_leaves_a_tombstone_and_keeps_the_text_as_evidence_only()
    {
        await _tail.Append(Rows.Post(Anna, "первое"));
        await _tail.Append(Rows.Edit(Anna, 1, "второе"));
        await _tail.Append(Rows.About(ChatEventKind.Deleted, Anna, 1));

        var message = await Message(1);
        Assert.Null(message.Text);
        Assert.Equal(Town.Morning.ToUnixTimeMilliseconds(), message.DeletedAt);
        Assert.Equal(["2 первое", "3 второе"], await Evidence());
    }

    [Fact]
    public async Task A_deletion_forgets_the_hashes_of_what_was_said_and_no_others()
    {
        var posted = Guid.CreateVersion7();
        var edited = Guid.CreateVersion7();
        await _tail.Append(Rows.Post(Anna, "первое", posted));
        await _tail.Append(Rows.Post(Anna, "соседнее"));
        await _tail.Append(Rows.Edit(Anna, 1, "второе", edited));
        await _tail.Append(Rows.Edit(Anna, 2, "соседнее!"));
        await _tail.Append(Rows.About(ChatEventKind.Deleted, Anna, 1));

        Assert.Equal([2, 4, 5], await _town.Ask<long>("SELECT number FROM chat_log WHERE chat_id = @_chat AND body_hash IS NOT NULL ORDER BY number", new { _chat }));

        // A late retry still finds its place; what it said can no longer be compared.
        Assert.Equal(AppendStatus.Repeated, (await _tail.Append(Rows.Post(Anna, "первое", posted))).Status);
        Assert.Equal(AppendStatus.Repeated, (await _tail.Append(Rows.Edit(Anna, 1, "что угодно", edited))).Status);
    }

    [Fact]
    public async Task What_was_deleted_is_not_edited_deleted_or_pinned_again()
    {
        await _tail.Append(Rows.Post(Anna, "первое"));
        await _tail.Append(Rows.About(ChatEventKind.Deleted, Anna, 1));

        Assert.Equal(AppendStatus.Rejected, (await _tail.Append(Rows.Edit(Anna, 1, "снова"))).Status);
        Assert.Equal(AppendStatus.Rejected, (await _tail.Append(Rows.About(ChatEventKind.Deleted, Anna, 1))).Status);
        Assert.Equal(AppendStatus.Rejected, (await _tail.Append(Rows.About(ChatEventKind.Pinned, Anna, 1))).Status);
        Assert.Null((await Message(1)).Text);
        Assert.Equal(2, _tail.Head.Number);
    }

    [Fact]
    public async Task A_row_that_is_no_message_cannot_be_a_target()
    {
        await _tail.Append(Rows.Access(Anna));

        Assert.Equal(AppendStatus.Rejected, (await _tail.Append(Rows.Edit(Anna, 1, "x"))).Status);
        Assert.Equal(AppendStatus.Rejected, (await _tail.Append(Rows.About(ChatEventKind.Pinned, Anna, 1))).Status);
    }

    [Fact]
    public async Task Pins_stand_newest_first_and_go_with_their_message()
    {
        for (var i = 0; i < 4; i++)
        {
            await _tail.Append(Rows.Post(Anna, $"{i}"));
        }

        foreach (var number in new long[] { 1, 2, 3, 4, 1 })
        {
            await _tail.Append(Rows.About(ChatEventKind.Pinned, Anna, number));
        }

        Assert.Equal([1, 4, 3, 2], (await _log.Load(_chat, default))!.Pinned);
        await _tail.Append(Rows.About(ChatEventKind.Unpinned, Anna, 4));
        await _tail.Append(Rows.About(ChatEventKind.Unpinned, Anna, 4));
        await _tail.Append(Rows.About(ChatEventKind.Deleted, Anna, 3));
        Assert.Equal([1, 2], (await _log.Load(_chat, default))!.Pinned);
        Assert.Equal(new ChatHead(12, 4), _tail.Head);
    }

    [Fact]
    public async Task Changes_in_the_same_batch_as_the_message_take_effect_in_order()
    {
        var answers = await Task.WhenAll(
            _tail.Append(Rows.Post(Anna, "a")).AsTask(),
            _tail.Append(Rows.Edit(Anna, 1, "b")).AsTask(),
            _tail.Append(Rows.About(ChatEventKind.Pinned, Anna, 1)).AsTask(),
            _tail.Append(Rows.Edit(Anna, 1, "c")).AsTask(),
            _tail.Append(Rows.About(ChatEventKind.Deleted, Anna, 1)).AsTask(),
            _tail.Append(Rows.Edit(Anna, 1, "d")).AsTask(),
            _tail.Append(Rows.Post(Anna, "e")).AsTask());

        Assert.Equal([1, 2, 3, 4, 5, 0, 6], answers.Select(a => a.Head.Number));
        Assert.Equal(["2 a", "4 b", "5 c"], await Evidence());
        Assert.Empty((await _log.Load(_chat, default))!.Pinned);
        Assert.All(await _town.Ask<long>("SELECT number FROM chat_log WHERE chat_id = @_chat AND body_hash IS NOT NULL", new { _chat }), n => Assert.Contains(n, new long[] { 3, 5, 6 }));
    }

    private Task<MessageRow> Message(long number) => _town.One<MessageRow>(
        "SELECT text, edited_at AS EditedAt, deleted_at AS DeletedAt FROM message WHERE chat_id = @_chat AND number = @number", new { _chat, number });

    private Task<List<string>> Evidence() => _town.Ask<string>("SELECT at_number || ' ' || text FROM evidence WHERE chat_id = @_chat ORDER BY at_number", new { _chat });
}
