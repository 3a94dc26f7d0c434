using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

public sealed class Appending_rows_on_PostgreSQL(SharedStore<PostgreSqlStore> shared) : Appending_rows<PostgreSqlStore>(shared);

public sealed class Appending_rows_on_SQLite(SharedStore<SqliteStore> shared) : Appending_rows<SqliteStore>(shared);

public abstract class Appending_rows<TStore>(SharedStore<TStore> shared) : IAsyncLifetime
    where TStore : Store, new()
{
    private static readonly PersonId Anna = new(Guid.CreateVersion7());
    private static readonly PersonId Boris = new(Guid.CreateVersion7());

    private IChatLog _log = null!;
    private Town _town = null!;
    private ChatId _chat;
    private IChatTail _tail = null!;

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
    public async Task Numbers_are_dense_and_posts_are_counted()
    {
        var posted = await _tail.Append(Rows.Post(Anna, "раз"));
        var access = await _tail.Append(Rows.Access(Boris));
        var again = await _tail.Append(Rows.Post(Boris, "два"));

        Assert.Equal((AppendStatus.Placed, new ChatHead(1, 1)), (posted.Status, posted.Head));
        Assert.Equal((AppendStatus.Placed, new ChatHead(2, 1)), (access.Status, access.Head));
        Assert.Equal((AppendStatus.Placed, new ChatHead(3, 2)), (again.Status, again.Head));
        Assert.Equal(Town.Morning, posted.At);
        Assert.Equal(new ChatHead(3, 2), _tail.Head);
        Assert.Equal(new ChatHead(3, 2), (await _log.Load(_chat, default))!.Head);
    }

    [Fact]
    public async Task Rows_get_their_numbers_in_the_order_of_the_calls()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 1500).Select(i => _tail.Append(Rows.Post(Anna, $"{i}")).AsTask()));

        Assert.Equal(Enumerable.Range(1, 1500).Select(i => new ChatHead(i, i)), answers.Select(a => a.Head));
        Assert.Equal(Enumerable.Range(0, 1500).Select(i => $"{i}"), await _town.Ask<string>("SELECT text FROM message WHERE chat_id = @_chat ORDER BY number", new { _chat }));
    }

    [Fact]
    public async Task The_log_itself_holds_no_text()
    {
        await _tail.Append(Rows.Post(Anna, "тайна"));

        Assert.Equal("тайна", await _town.One<string>("SELECT text FROM message WHERE chat_id = @_chat", new { _chat }));
        Assert.Empty(await _town.Ask<long>("SELECT number FROM chat_log WHERE chat_id = @_chat AND target IS NOT NULL", new { _chat }));
    }

    [Fact]
    public async Task A_repeated_request_gets_its_first_place_and_time()
    {
        var request = Guid.CreateVersion7();
        var first = await _tail.Append(Rows.Post(Anna, "раз", request));
        await _tail.Append(Rows.Post(Anna, "два"));

        var again = await _tail.Append(Rows.Post(Anna, "раз", request, at: Town.Morning.AddHours(1)));
        var elsewhere = await _log.Open(_chat, _tail.Head).Append(Rows.Post(Anna, "раз", request));

        Assert.Equal(first with { Status = AppendStatus.Repeated }, again);
        Assert.Equal(again, elsewhere);
        Assert.Equal(AppendStatus.Placed, (await _tail.Append(Rows.Post(Anna, "три"))).Status);
        Assert.Equal(3, _tail.Head.Number);
    }

    [Fact]
    public async Task A_request_id_used_for_something_else_is_refused()
    {
        var request = Guid.CreateVersion7();
        await _tail.Append(Rows.Post(Anna, "раз", request));

        Assert.Equal(AppendStatus.Reused, (await _tail.Append(Rows.Post(Anna, "другое", request))).Status);
        Assert.Equal(1, _tail.Head.Number);
    }

    [Fact]
    public async Task A_request_is_found_again_by_its_author_and_content()
    {
        var request = Guid.CreateVersion7();
        var row = Rows.Post(Anna, "раз", request);
        var placed = await _tail.Append(row);

        Assert.Equal(placed with { Status = AppendStatus.Repeated }, await _log.Find(_chat, Anna, request, row.BodyHash, default));
        Assert.Equal(AppendStatus.Reused, (await _log.Find(_chat, Anna, request, new byte[16], default))!.Value.Status);
        Assert.Null(await _log.Find(_chat, Boris, request, row.BodyHash, default));
        Assert.Null(await _log.Find(_chat, Anna, Guid.CreateVersion7(), row.BodyHash, default));
        await _tail.Append(Rows.About(ChatEventKind.Deleted, Anna, 1));
        Assert.Equal(placed with { Status = AppendStatus.Repeated }, await _log.Find(_chat, Anna, request, new byte[16], default));
    }

    [Fact]
    public async Task Two_people_may_choose_the_same_request_id_and_so_may_one_person_in_two_chats()
    {
        var request = Guid.CreateVersion7();
        var other = _log.Open(await _town.Chat(), default);

        Assert.Equal(AppendStatus.Placed, (await _tail.Append(Rows.Post(Anna, "раз", request))).Status);
        Assert.Equal(AppendStatus.Placed, (await _tail.Append(Rows.Post(Boris, "два", request))).Status);
        Assert.Equal(AppendStatus.Placed, (await other.Append(Rows.Post(Anna, "три", request))).Status);
    }

    [Fact]
    public async Task Of_one_request_sent_many_times_at_once_one_is_placed()
    {
        var request = Guid.CreateVersion7();

        var answers = await Task.WhenAll(Enumerable.Range(0, 51)
            .Select(i => i == 50 ? Rows.Post(Anna, "дальше") : Rows.Post(Anna, i % 10 == 9 ? "другое" : "раз", request))
            .Select(r => _tail.Append(r).AsTask()));

        Assert.Equal(1, answers.Count(a => a.Status == AppendStatus.Placed && a.Head.Number == 1));
        Assert.Equal(44, answers.Count(a => a.Status == AppendStatus.Repeated && a.Head == new ChatHead(1, 1)));
        Assert.Equal(5, answers.Count(a => a.Status == AppendStatus.Reused));
        Assert.Equal((AppendStatus.Placed, new ChatHead(2, 2)), (answers[^1].Status, answers[^1].Head));
    }

    [Fact]
    public async Task A_tail_behind_the_log_is_told_of_its_rival_and_writes_nothing_more()
    {
        await _tail.Append(Rows.Post(Anna, "раз"));
        var stale = _log.Open(_chat, default);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => stale.Append(Rows.Post(Boris, $"{i}")).AsTask()));
        var later = await stale.Append(Rows.Post(Boris, "ещё"));

        Assert.All(answers.Append(later), a => Assert.Equal(AppendStatus.Rival, a.Status));
        Assert.Equal(AppendStatus.Placed, (await _tail.Append(Rows.Post(Anna, "два"))).Status);
        Assert.Equal(2L, await _town.One<long>("SELECT count(*) FROM chat_log WHERE chat_id = @_chat", new { _chat }));
    }

    [Fact]
    public async Task A_stale_tail_that_repeats_a_request_its_rival_has_placed_hears_the_place_and_is_over()
    {
        var request = Guid.CreateVersion7();
        var rival = _log.Open(_chat, default);
        await rival.Append(Rows.Post(Anna, "раз", request));

        Assert.Equal((AppendStatus.Repeated, new ChatHead(1, 1)), await StatusAndHead(_tail.Append(Rows.Post(Anna, "раз", request))));
        Assert.Equal(AppendStatus.Rival, (await _tail.Append(Rows.Post(Anna, "два"))).Status);
    }

    [Fact]
    public async Task Neighbours_of_a_stale_tail_are_written()
    {
        await _tail.Append(Rows.Post(Anna, "раз"));
        var stale = _log.Open(_chat, default);
        var others = new List<IChatTail>();
        for (var i = 0; i < 20; i++)
        {
            others.Add(_log.Open(await _town.Chat(), default));
        }

        var rival = stale.Append(Rows.Post(Boris, "два"));
        var answers = await Task.WhenAll(others.Select(o => o.Append(Rows.Post(Anna, "x")).AsTask()));

        Assert.Equal(AppendStatus.Rival, (await rival).Status);
        Assert.All(answers, a => Assert.Equal((AppendStatus.Placed, new ChatHead(1, 1)), (a.Status, a.Head)));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(4, 4)]
    [InlineData(2, 5000)]
    public async Task A_text_that_the_database_cannot_hold_is_rejected_and_its_neighbours_are_written(int zeroAt, int length)
    {
        var bad = length == 5000 ? new string('я', length) : new string('я', zeroAt) + "\0" + new string('я', length);
        var tails = new List<IChatTail>();
        for (var i = 0; i < 9; i++)
        {
            tails.Add(_log.Open(await _town.Chat(), default));
        }

        var rows = Enumerable.Range(0, 90).Select(i => tails[i % 9].Append(Rows.Post(Anna, i == 40 ? bad : $"{i}")).AsTask());
        var answers = await Task.WhenAll(rows);

        Assert.All(answers.Where((_, i) => i != 40), a => Assert.Equal(AppendStatus.Placed, a.Status));
        Assert.Equal(AppendStatus.Rejected, answers[40].Status);
        Assert.Equal([10, 10, 10, 10, 9, 10, 10, 10, 10], tails.Select(t => t.Head.Number));
    }

    [Fact]
    public async Task A_bad_row_leaves_no_hole()
    {
        var missing = Rows.Edit(Anna, 700, "x");

        var answers = await Task.WhenAll(
            _tail.Append(Rows.Post(Anna, "раз")).AsTask(),
            _tail.Append(missing).AsTask(),
            _tail.Append(Rows.Post(Anna, "два")).AsTask(),
            _tail.Append(missing).AsTask(),
            _tail.Append(Rows.Post(Anna, "три")).AsTask());

        Assert.Equal([1, 0, 2, 0, 3], answers.Select(a => a.Head.Number));
        Assert.Equal(AppendStatus.Rejected, answers[1].Status);
        Assert.Equal(AppendStatus.Rejected, answers[3].Status);
        Assert.Equal(new ChatHead(3, 3), _tail.Head);
    }

    private static async Task<(AppendStatus Status, ChatHead Head)> StatusAndHead(ValueTask<Appended> answer)
    {
        var appended = await answer;
        return (appended.Status, appended.Head);
    }
}
