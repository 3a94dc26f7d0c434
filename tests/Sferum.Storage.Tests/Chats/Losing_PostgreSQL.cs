using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Sferum.People;
using Sferum.Storage;

namespace Sferum.Chats;

/// <summary>The server goes away at the worst moments.</summary>
public sealed class Losing_PostgreSQL : IAsyncLifetime
{
    private static readonly PersonId Anna = new(Guid.CreateVersion7());

    private readonly PostgreSqlStore _store = new();
    private Town _town = null!;
    private IChatLog _log = null!;

    public async ValueTask InitializeAsync()
    {
        await _store.Start();
        _town = new Town(_store);
        _log = _store.Get<IChatLog>();
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task That_says_no_at_the_commit_has_written_nothing_and_the_retry_is_placed()
    {
        // A deferred trigger runs inside the commit: it ends its own connection there.
        await Execute("""
            CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER die AFTER INSERT ON message DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.text = 'умри') EXECUTE FUNCTION die()
            """);
        var tail = _log.Open(await _town.Chat(), default);
        await tail.Append(Rows.Post(Anna, "раз"));
        var request = Guid.CreateVersion7();

        Assert.Equal(AppendStatus.Overloaded, (await tail.Append(Rows.Post(Anna, "умри", request))).Status);

        await Execute("DROP TRIGGER die ON message");
        var again = await tail.Append(Rows.Post(Anna, "умри", request));
        Assert.Equal((AppendStatus.Placed, 2), (again.Status, again.Head.Number));
    }

    [Fact]
    public async Task With_the_answer_of_a_commit_is_noticed_and_what_was_committed_is_found()
    {
        await using var far = Far(out var services);
        await using var _ = services;
        var chat = await _town.Chat();
        var tail = services.GetRequiredService<IChatLog>().Open(chat, default);
        await tail.Append(Rows.Post(Anna, "раз"));
        var request = Guid.CreateVersion7();

        far.Losing = 1;
        var found = await tail.Append(Rows.Post(Anna, "два", request));

        Assert.Equal((AppendStatus.Repeated, 2), (found.Status, found.Head.Number));
        Assert.Equal(2, (await _log.Load(chat, default))!.Head.Number);
    }

    [Fact]
    public async Task With_every_answer_leaves_it_open_and_the_retry_tells()
    {
        await using var far = Far(out var services);
        await using var _ = services;
        var chat = await _town.Chat();
        var tail = services.GetRequiredService<IChatLog>().Open(chat, default);
        await tail.Append(Rows.Post(Anna, "раз"));
        var request = Guid.CreateVersion7();

        far.Losing = 1000;
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => tail.Append(Rows.Post(Anna, "два", request)).AsTask());
        Assert.Equal(AppendStatus.Rival, (await tail.Append(Rows.Post(Anna, "три"))).Status);

        var loaded = (await _log.Load(chat, default))!;
        var again = await _log.Open(chat, loaded.Head).Append(Rows.Post(Anna, "два", request));
        Assert.Equal((AppendStatus.Repeated, 2), (again.Status, again.Head.Number));
    }

    [Fact]
    public async Task Between_two_posts_nobody_notices()
    {
        var tail = _log.Open(await _town.Chat(), default);
        await tail.Append(Rows.Post(Anna, "раз"));

        await KillOthers();

        Assert.Equal((AppendStatus.Placed, 2), await Append(tail));
    }

    [Fact]
    public async Task For_a_while_posts_are_refused_and_then_go_on_without_a_hole()
    {
        var chat = await _town.Chat();
        var tail = _log.Open(chat, default);
        await tail.Append(Rows.Post(Anna, "раз"));
        var name = await _town.One<string>("SELECT current_database()", new { });
        await using var elsewhere = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(((PostgreSqlDatabase)_store.Database).Source.ConnectionString) { Database = "postgres", Password = Password, Pooling = false }.ConnectionString);
        await using (var connection = await elsewhere.OpenConnectionAsync())
        {
            await connection.ExecuteAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS false");
            await connection.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = @name", new { name });

            Assert.Equal((AppendStatus.Overloaded, 0), await Append(tail));
            Assert.Equal((AppendStatus.Overloaded, 0), await Append(tail));

            await connection.ExecuteAsync($"ALTER DATABASE {name} ALLOW_CONNECTIONS true");
        }

        Assert.Equal((AppendStatus.Placed, 2), await Append(tail));
    }

    [Fact]
    public async Task A_frozen_rival_with_an_open_transaction_is_waited_for_and_its_row_counts_once_it_commits()
    {
        var chat = await _town.Chat();
        var tail = _log.Open(chat, default);
        await using var frozen = await _store.Database.Write(default);
        await frozen.Execute(
            "INSERT INTO chat_log (chat_id, number, kind, author_id, request_id, at, posts) VALUES (@chat, 1, 1, @id, @id, 1, 1)", new { chat, id = Guid.CreateVersion7() });

        var append = Append(tail);
        await WaitForLock();
        Assert.False(append.IsCompleted);
        await frozen.Commit();

        Assert.Equal((AppendStatus.Rival, 0), await append);
    }

    private static string? Password => new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(TestServers.PostgresServer.Variable)).Password;

    /// <summary>The same database as seen over a line that can lose answers.</summary>
    private LossyLine Far(out ServiceProvider services)
    {
        var settings = new NpgsqlConnectionStringBuilder(((PostgreSqlDatabase)_store.Database).Source.ConnectionString) { Password = Password };
        var line = new LossyLine(settings.Host!, settings.Port);
        settings.Port = line.Port;
        services = new ServiceCollection().AddLogging().AddSferumStorage(new StorageOptions { ConnectionString = settings.ConnectionString }).BuildServiceProvider();
        return line;
    }

    private static async Task<(AppendStatus Status, long Number)> Append(IChatTail tail)
    {
        var answer = await tail.Append(Rows.Post(Anna, "x"));
        return (answer.Status, answer.Head.Number);
    }

    private async Task Execute(string sql)
    {
        await using var write = await _store.Database.Write(default);
        await write.Execute(sql);
        await write.Commit();
    }

    private Task KillOthers() => Execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

    private async Task WaitForLock()
    {
        while (await _town.One<long>("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'", new { }) == 0)
        {
            await Task.Yield();
        }
    }
}
